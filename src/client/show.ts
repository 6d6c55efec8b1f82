// Brings a position onto the screen: content in, step applied, slide shown, type
// fitted; then, while the browser idles, the same for its neighbours, so that the
// next key finds everything done.
import type { Engine } from './engine.ts';
import { fitSection } from './fit.ts';
import type { PositionOwner } from './position.ts';
import type { Sections } from './sections.ts';
import type { Stage } from './stage.ts';
import { applyStep } from './steps.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** Neighbours on each side that are made ready in advance. */
const AHEAD = 2;
/** Slides filled in one idle moment. */
const BATCH = 12;

interface ShowOptions {
  readonly store: Store;
  readonly sections: Sections;
  readonly position: PositionOwner;
  readonly engine: Engine;
  readonly stage: Stage;
}

/** Resolves when the first slide is on the screen. */
export async function startShowing({ store, sections, position, engine, stage }: ShowOptions): Promise<void> {
  /** For which size a section was fitted. */
  const fitted = new WeakMap<HTMLElement, string>();
  const size = (): string => `${stage.numbers.slide.width}x${stage.numbers.slide.height}`;

  const fitAt = (index: number): void => {
    const section = sections.at(index);
    if (section === undefined || !section.hasAttribute('data-filled') || fitted.get(section) === size()) return;
    // An engine may keep distant sections out of the layout: they have no size to fit into.
    if (section.clientHeight === 0) return;
    fitSection(section);
    fitted.set(section, size());
  };

  const prepare = (): void => {
    for (let away = 1; away <= AHEAD; away++) {
      for (const index of [position.slide + away, position.slide - away]) {
        sections.fill(index, store.slide(index));
        fitAt(index);
      }
    }
  };

  let last: HTMLElement | undefined;
  const show = (): void => {
    const { slide, step } = position;
    sections.fill(slide, store.slide(slide));
    const section = sections.at(slide);
    if (section !== undefined) {
      // Steps move on the slide that one is on; a slide that comes is simply there.
      section.toggleAttribute('data-still', section !== last);
      applyStep(section, step);
    }
    last = section;
    engine.show(slide, step);
    fitAt(slide);
    if (section !== undefined) tone(stage.deck, section);
    whenIdle(prepare);
  };

  const refit = (): void => {
    for (let i = position.slide - AHEAD; i <= position.slide + AHEAD; i++) {
      const section = sections.at(i);
      if (section !== undefined) fitted.delete(section);
    }
    fitAt(position.slide);
    whenIdle(prepare);
  };

  const fillAll = (from = 0): void => {
    const count = store.data.slides.length;
    for (let i = from; i < Math.min(count, from + BATCH); i++) sections.fill(i, store.slide(i));
    if (from + BATCH < count) whenIdle(() => fillAll(from + BATCH));
  };

  sections.fill(position.slide, store.slide(position.slide));
  await engine.mount(stage.deck, sections.host, stage.numbers.slide);
  show();

  position.on('change', show);
  stage.on('layout', (numbers) => {
    engine.layout(numbers.slide);
    fitAt(position.slide);
    whenIdle(prepare);
  });
  store.on('filled', () => {
    show();
    whenIdle(() => fillAll());
  });
  sections.host.addEventListener('load', refit, true);
  document.fonts.addEventListener('loadingdone', () => {
    for (const child of sections.host.children) if (child instanceof HTMLElement) fitted.delete(child);
    refit();
  });
}

/** The chrome around the slide takes the slide's light or dark, and the deck its ground where the slide leaves room. */
function tone(deck: HTMLElement, section: HTMLElement): void {
  const { colorScheme, backgroundColor } = getComputedStyle(section);
  deck.dataset.tone = colorScheme.includes('dark') ? 'dark' : 'light';
  deck.style.backgroundColor = backgroundColor;
  deck.toggleAttribute('data-pictured', section.classList.contains('pictured'));
}
