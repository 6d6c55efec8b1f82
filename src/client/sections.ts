// Owns the slides' section elements: fills them with content when it is at hand,
// and turns the sections of one version of the deck into those of the next, touching
// only what differs, so that the slide being shown never flickers. Where in the page
// they stand is the engine's.
import type { DeckData, SlideData } from '../protocol.ts';
import { alignSlides } from './align.ts';
import { sameColumns, slideSections } from './columns.ts';
import type { Shadows } from './shadow.ts';

export interface Sections {
  /** The element that holds them. */
  readonly host: HTMLElement;
  /** In the order of the deck. */
  readonly all: readonly HTMLElement[];
  at(index: number): HTMLElement | undefined;
  /** Puts the content in, when the deck has it and the section has not. True when it is there afterwards. */
  fill(index: number, slide: SlideData | undefined): boolean;
  /** From one version to another; says which old slide each new one continues, and whether any came, went or is to move. */
  update(before: DeckData, after: DeckData): { alignment: number[]; reordered: boolean; changed: HTMLElement[] };
}

/** Takes the sections that stand in the page. */
export function adoptSections(host: HTMLElement, shadows?: Shadows): Sections {
  let elements = slideSections(host);
  shadows?.open(host);

  /** Gives a section the attributes and content of a slide. */
  const dress = (section: HTMLElement, old: SlideData | null, slide: SlideData): HTMLElement => {
    dressSection(section, old, slide);
    shadows?.open(section);
    return section;
  };

  return {
    host,
    get all() {
      return elements;
    },
    at: (index) => elements[index],
    fill(index, slide) {
      const section = elements[index];
      if (section === undefined) return false;
      if (section.hasAttribute('data-filled')) return true;
      if (slide === undefined || slide.html === '') return false;
      dress(section, null, slide);
      return true;
    },
    update(before, after) {
      shadows?.set(after.sheet);
      const alignment = alignSlides(before.slides, after.slides);
      const changed: HTMLElement[] = [];
      const next = after.slides.map((slide, i) => {
        const older = alignment[i] ?? -1;
        const old = before.slides[older];
        const element = elements[older];
        if (old === undefined || element === undefined) return changedBy(changed, dress(document.createElement('section'), null, slide));
        // What was never filled has nothing to lose and gets its content when it is needed.
        if (old.hash === slide.hash || !element.hasAttribute('data-filled')) return element;
        return changedBy(changed, dress(element, old, slide));
      });
      const moved = next.length !== elements.length || next.some((element, i) => element !== elements[i]);
      const reordered = moved || !sameColumns(before.slides, after.slides);
      elements = next;
      return { alignment, reordered, changed };
    },
  };
}

function changedBy(changed: HTMLElement[], section: HTMLElement): HTMLElement {
  changed.push(section);
  return section;
}

/** Classes are exchanged one by one: the engine has some of its own. */
function dressSection(section: HTMLElement, old: SlideData | null, slide: SlideData): void {
  for (const name of Object.keys(old?.attributes ?? {})) {
    if (name !== 'class' && slide.attributes[name] === undefined) section.removeAttribute(name);
  }
  // An engine hides by `display`, which a style of the author's must not undo.
  const { display } = section.style;
  for (const [name, value] of Object.entries(slide.attributes)) if (name !== 'class') section.setAttribute(name, value);
  if (display !== '') section.style.display = display;
  section.classList.remove(...words(old?.attributes.class));
  section.classList.add(...words(slide.attributes.class));
  section.innerHTML = slide.html;
  section.setAttribute('data-filled', '');
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
