// The door to reveal.js. Of the runtime only the showing is used: address, keys,
// numbers, progress, overview, touch and scaling are ours, because the position is.
import Reveal from 'reveal.js';
import type { Engine, SlideSize } from '../engine.ts';
import './reveal.css';

export function revealEngine(): Engine {
  let deck: InstanceType<typeof Reveal> | null = null;
  let root: HTMLElement | null = null;
  let shown = -1;
  let slides: HTMLElement | null = null;

  const layout = ({ width, height, scale }: SlideSize): void => {
    if (slides === null) return;
    Object.assign(slides.style, { width: `${width}px`, height: `${height}px`, transform: scale === 1 ? '' : `scale(${scale})` });
  };

  return {
    async mount(host, given, size) {
      root = document.createElement('div');
      root.className = 'reveal';
      slides = given;
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
        hideInactiveCursor: true,
        hideCursorTime: 3000,
      });
      await deck.initialize();
      // With this role a screen reader stops reading the slides as text.
      root.removeAttribute('role');
    },
    show(slide) {
      // It goes through all sections each time; a step or an edit of the same slide needs none of that.
      if (slide === shown) return;
      shown = slide;
      deck?.slide(slide);
    },
    reordered() {
      shown = -1;
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
