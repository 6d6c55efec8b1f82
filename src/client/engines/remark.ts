// The engine of remark.js: of the runtime the pages, their scaling and what is shown
// of them; keys, address, numbers and the presenter view are ours. It gets nothing to
// read but separators, for it would see its own marks in whatever else we gave it.
//
// A section stands in one page for good, in whichever was free: an edit moves none of
// them, and what plays in them plays on.
import type { Engine, SlideSize } from '../engine.ts';
import { REMARK_HEIGHT } from '../geometry.ts';
import './remark.css';

/** `ratio` is the talk's, such as `16:9`. */
export function remarkEngine(ratio: string): Engine {
  let slideshow: RemarkSlideshow | null = null;
  let container: HTMLElement | null = null;
  /** The elements in which the text of a page stands, in order. */
  let pages: readonly Element[] = [];
  let order: readonly HTMLElement[] = [];
  const pageOf = new Map<HTMLElement, number>();
  let present: HTMLElement | null = null;

  const findPages = (): void => {
    pages = [...(container?.querySelectorAll('.remark-slides-area .remark-slide') ?? [])];
    for (const page of pages) page.replaceChildren();
  };

  /** Gives each section that has none a page of its own. */
  const place = (sections: readonly HTMLElement[]): void => {
    const here = new Set(sections);
    for (const section of [...pageOf.keys()]) {
      if (here.has(section)) continue;
      section.remove();
      pageOf.delete(section);
    }
    if (sections.length > pages.length) {
      slideshow?.loadFromString(sourceOf(sections.length));
      findPages();
      pageOf.clear();
    }
    const taken = new Set(pageOf.values());
    let free = 0;
    for (const section of sections) {
      if (pageOf.has(section)) continue;
      while (taken.has(free)) free++;
      taken.add(free);
      pageOf.set(section, free);
      pages[free]?.replaceChildren(section);
    }
    order = sections;
  };

  const layout = ({ width, height }: SlideSize): void => {
    const style = container?.style;
    style?.setProperty('--slide-width', `${width}px`);
    style?.setProperty('--slide-height-px', `${height}px`);
    style?.setProperty('--slide-zoom', String(REMARK_HEIGHT / height));
    slideshow?.update();
  };

  return {
    async mount(host, slides, sections, size) {
      const { remarkJs } = await import('./remark-js.ts');
      container = slides;
      slides.replaceChildren();
      host.prepend(slides);
      slideshow = remarkJs.create({
        source: sourceOf(sections.length),
        container: slides,
        ratio: wholeRatio(ratio),
        controller: {},
        slideNumberFormat: () => '',
      });
      // It would take the focus from the page's keys at a click.
      slides.removeAttribute('tabindex');
      keepEmpty(slides.querySelector('.remark-preview-area'));
      for (const part of slides.querySelectorAll<HTMLElement>(':scope > :not(.remark-slides-area)'))
        part.setAttribute('aria-hidden', 'true');
      findPages();
      place(sections);
      layout(size);
    },
    show(slide) {
      const section = order[slide];
      const page = section === undefined ? undefined : pageOf.get(section);
      if (section === undefined || page === undefined) return;
      if (present !== section) {
        present?.classList.remove('present');
        section.classList.add('present');
        present = section;
      }
      slideshow?.gotoSlide(page + 1, true);
      // Its clock, which nobody sees, would tick from the second slide on.
      slideshow?.resetTimer();
    },
    arrange: place,
    layout,
    close() {
      container?.remove();
      container = null;
      slideshow = null;
    },
  };
}

/** Pages for so many slides, and some for those that an edit brings. */
function sourceOf(slides: number): string {
  return '\n---\n'.repeat(slides + Math.max(8, Math.ceil(slides / 8)) - 1);
}

/** remark.js reads whole numbers only. */
function wholeRatio(ratio: string): string {
  const [across = 16, down = 9] = ratio.split(':').map(Number);
  return [across, down].every(Number.isInteger) ? ratio : `${Math.round((across / down) * 1000)}:1000`;
}

/** For its own presenter view remark.js copies the next page at each move, films and frames included. */
function keepEmpty(preview: Element | null): void {
  if (preview !== null) Object.defineProperty(preview, 'innerHTML', { set: () => undefined });
}
