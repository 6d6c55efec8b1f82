// Brings a position onto the screen: content in, step applied, slide shown, type
// fitted; then, while the browser idles, the same for its neighbours, so that the
// next key finds everything done. Distant slides stay empty: an engine searches the
// whole page at every key, and in a long talk that is what a key costs.
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

interface ShowOptions {
  readonly store: Store;
  readonly sections: Sections;
  readonly position: PositionOwner;
  readonly engine: Engine;
  readonly stage: Stage;
}

/** Resolves when the first slide is on the screen. */
export async function startShowing({ store, sections, position, engine, stage }: ShowOptions): Promise<void> {
  /** For which size a section's content was fitted; an edit brings a new content element. */
  const fitted = new WeakMap<Element, string>();
  const size = (): string => `${stage.numbers.slide.width}x${stage.numbers.slide.height}`;

  const fitAt = (index: number): void => {
    const section = sections.at(index);
    const content = section?.firstElementChild;
    if (section === undefined || content == null || fitted.get(content) === size()) return;
    // An engine may keep distant sections out of the layout: they have no size to fit into.
    if (section.clientHeight === 0) return;
    fitSection(section);
    fitted.set(content, size());
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
    engine.show(slide);
    fitAt(slide);
    if (section !== undefined) tone(stage.deck, section);
    whenIdle(prepare);
  };

  const refit = (): void => {
    for (let i = position.slide - AHEAD; i <= position.slide + AHEAD; i++) {
      const content = sections.at(i)?.firstElementChild;
      if (content != null) fitted.delete(content);
    }
    fitAt(position.slide);
    whenIdle(prepare);
  };

  sections.fill(position.slide, store.slide(position.slide));
  await engine.mount(stage.deck, sections.host, sections.all, stage.numbers.slide);
  show();

  position.on('change', show);
  stage.on('layout', (numbers) => {
    engine.layout(numbers.slide);
    fitAt(position.slide);
    whenIdle(prepare);
  });
  store.on('filled', show);
  sections.host.addEventListener('load', refit, true);
  document.fonts.addEventListener('loadingdone', () => {
    for (const i of store.data.slides.keys()) {
      const content = sections.at(i)?.firstElementChild;
      if (content != null) fitted.delete(content);
    }
    refit();
  });
}

/** The chrome around the slide takes the slide's light or dark, and the deck its ground where the slide leaves room. */
function tone(deck: HTMLElement, section: HTMLElement): void {
  const { colorScheme, backgroundColor } = getComputedStyle(section);
  deck.dataset.tone = colorScheme.includes('dark') ? 'dark' : 'light';
  deck.style.backgroundColor = backgroundColor;
  deck.toggleAttribute('data-pictured', section.classList.contains('pictured') || section.classList.contains('shadowed'));
}
