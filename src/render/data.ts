// The deck as the browser holds it, and the difference between two versions of it.
// A slide is known by its hash; number and place may change without its picture.
import { createHash } from 'node:crypto';
import type { Deck, Slide } from '../deck.ts';
import type { DeckData, DeckPatch, DemoInfo, SheetData, SlideData } from '../protocol.ts';

interface DeckDataOptions {
  readonly version: number;
  readonly demos: readonly DemoInfo[];
  readonly sheet?: SheetData | null;
  readonly styles?: readonly string[];
  /** renderSlide, with the caller's cache before it; only html, attributes, notes and hash of its result are used. */
  readonly render: (slide: Slide) => SlideData;
}

/** The whole deck for the page. */
export function deckData(deck: Deck, { version, demos, sheet = null, styles = [], render }: DeckDataOptions): DeckData {
  const slides = deck.slides.map((slide, i): SlideData => {
    const { attributes: own, html, notes, hash } = render(slide);
    // A theme gives the first slide the look of a title, wherever the slide is shown.
    const attributes = i === 0 ? { ...own, 'data-opening': '' } : own;
    return {
      hash: keyOf(slide, hash, i === 0),
      number: slide.number,
      name: slide.name,
      ...((slide.anchors ?? []).length === 0 ? {} : { anchors: slide.anchors ?? [] }),
      h: slide.h,
      v: slide.v,
      stepNumbers: slide.steps.map((step) => step.number),
      demos: slide.demos,
      attributes,
      html,
      notes,
    };
  });
  return { version, title: deck.title, ...(sheet === null ? {} : { sheet }), ...(styles.length === 0 ? {} : { styles }), slides, demos };
}

/** What the browser needs to get from `before` to `after`. */
export function diffDeck(before: DeckData, after: DeckData): DeckPatch {
  const known = new Set(before.slides.map((slide) => slide.hash));
  const sent = new Set<string>();
  const slides = after.slides.filter(({ hash }) => {
    if (known.has(hash) || sent.has(hash)) return false;
    sent.add(hash);
    return true;
  });
  const order = after.slides.map(placeOf);
  const [was, is] = [before.sheet ?? null, after.sheet ?? null];
  const sheet = was?.css === is?.css && was?.fonts === is?.fonts ? {} : { sheet: is };
  const styles = after.styles === undefined ? {} : { styles: after.styles };
  return { version: after.version, title: after.title, ...sheet, ...styles, order, slides, demos: after.demos };
}

/** Whether a patch from `before` leads to nothing else than there was. */
export function changesNothing(before: DeckData, patch: DeckPatch): boolean {
  if (patch.slides.length > 0 || patch.order.length !== before.slides.length || patch.sheet !== undefined) return false;
  const facts = ({ title, order, styles = [], demos }: Omit<DeckPatch, 'version' | 'slides'>): string =>
    JSON.stringify([title, order, styles, demos]);
  return facts(patch) === facts({ ...before, order: before.slides.map(placeOf) });
}

function placeOf({ hash, number, h, v, stepNumbers }: SlideData): DeckPatch['order'][number] {
  return { hash, number, h, v, stepNumbers };
}

/** Name and demos travel with a whole slide only, so they are part of what makes it a different one. */
function keyOf(slide: Slide, hash: string, opening: boolean): string {
  return createHash('sha256')
    .update(JSON.stringify([hash, slide.name, slide.anchors ?? [], slide.demos, opening]))
    .digest('base64url')
    .slice(0, 12);
}
