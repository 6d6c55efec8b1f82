// The door to reveal.js. Of the runtime only the showing is used: address, keys,
// numbers, progress, overview, touch and scaling are ours, because the position is.
import Reveal from 'reveal.js';
import { gridOf, placeSections } from '../columns.ts';
import type { Engine, SlideSize } from '../engine.ts';
import './reveal.css';

/** `options` are those of the talk, which the compiler has sorted out. */
export function revealEngine(options: Readonly<Record<string, unknown>> = {}): Engine {
  let deck: InstanceType<typeof Reveal> | null = null;
  let root: HTMLElement | null = null;
  let shown = -1;
  let slides: HTMLElement | null = null;
  /** Column and row of each slide. */
  let grid: ReturnType<typeof gridOf> = [];
  let placed: readonly HTMLElement[] = [];

  const layout = ({ width, height, scale, left, top }: SlideSize): void => {
    if (slides === null) return;
    const transform = scale === 1 ? '' : `scale(${scale})`;
    Object.assign(slides.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`, transform });
  };

  return {
    async mount(host, given, sections, size) {
      root = document.createElement('div');
      root.className = 'reveal';
      if (typeof options.transition === 'string') root.dataset.transition = options.transition;
      slides = given;
      placed = sections;
      layout(size);
      root.append(given);
      host.prepend(root);
      deck = new Reveal(root, {
        embedded: true,
        disableLayout: true,
        center: false,
        display: 'flex',
        viewDistance: 2,
        mobileViewDistance: 2,
        hideInactiveCursor: true,
        hideCursorTime: 3000,
        ...options,
        // As a class of its element, "slide" would make a slide of the deck: reveal.css goes by the attribute above.
        transition: 'none',
        backgroundTransition: 'none',
        hash: false,
        history: false,
        respondToHashChanges: false,
        fragments: false,
        fragmentInURL: false,
        keyboard: false,
        jumpToSlide: false,
        controls: false,
        progress: false,
        slideNumber: false,
        overview: false,
        touch: false,
        mouseWheel: false,
        help: false,
        pause: false,
        postMessage: false,
        postMessageEvents: false,
        focusBodyOnPageVisibilityChange: false,
        scrollActivationWidth: 0,
      });
      grid = gridOf(given);
      await deck.initialize();
      // With this role a screen reader stops reading the slides as text.
      root.removeAttribute('role');
    },
    show(slide) {
      // It goes through all sections each time; a step or an edit of the same slide needs none of that.
      if (slide === shown) return;
      shown = slide;
      const [h = slide, v = 0] = grid[slide] ?? [];
      deck?.slide(h, v);
    },
    arrange(sections, columns) {
      if (slides === null) return;
      shown = -1;
      placeSections(slides, placed, sections, columns);
      placed = sections;
      grid = gridOf(slides);
      deck?.sync();
    },
    layout,
    close() {
      deck?.destroy();
      deck = null;
      root?.remove();
    },
  };
}
