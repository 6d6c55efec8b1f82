// A slide in small: the section as the deck has it, laid out at the deck's own size
// with the theme's styles, then scaled into whatever room there is. So its lines break
// where those of the audience break.
import type { SlideData } from '../../protocol.ts';
import type { SlideSize } from '../engine.ts';
import { fitSection } from '../fit.ts';
import { el } from '../panel/dom.ts';
import type { Shadows } from '../shadow.ts';
import { applyStep } from '../steps.ts';

export interface Picture {
  /** Takes all the room of its parent. */
  readonly element: HTMLElement;
  /** Undefined shows an empty place. */
  show(slide: SlideData | undefined, step: number, size: SlideSize): void;
}

export function createPicture(shadows: Shadows): Picture {
  const picture = el('div', 'picture');
  const element = el('div', 'frame', {}, picture);
  let slide: HTMLElement | null = null;
  let key = '';
  let size: SlideSize = { width: 1920, height: 1080, scale: 1, left: 0, top: 0 };
  // The page around is dark whatever the slides are.
  picture.style.colorScheme = document.documentElement.dataset.scheme ?? '';

  const place = (): void => {
    const [width, height] = [size.width * size.scale, size.height * size.scale];
    const fit = Math.min(element.clientWidth / width, element.clientHeight / height);
    if (!(fit > 0)) return;
    Object.assign(picture.style, { width: `${width * fit}px`, height: `${height * fit}px` });
    if (slide !== null) slide.style.transform = `scale(${fit * size.scale})`;
  };
  const refit = (): void => {
    if (slide !== null) fitSection(slide);
  };
  new ResizeObserver(place).observe(element);
  picture.addEventListener('load', refit, true);
  document.fonts.addEventListener('loadingdone', refit);

  return {
    element,
    show(data, step, wanted) {
      const next = data === undefined || data.html === '' ? '' : `${data.hash} ${wanted.width}x${wanted.height}`;
      if (next !== key || slide === null) {
        key = next;
        size = wanted;
        slide = next === '' || data === undefined ? null : draw(data, size, shadows);
        picture.replaceChildren(...(slide === null ? [] : [slide]));
        place();
        if (slide !== null) applyStep(slide, step);
        refit();
      } else applyStep(slide, step);
    },
  };
}

function draw(data: SlideData, { width, height }: SlideSize, shadows: Shadows): HTMLElement {
  // A div: no slide to a screen reader, which has the deck for that.
  const slide = document.createElement('div');
  for (const [name, value] of Object.entries(data.attributes)) slide.setAttribute(name, value);
  slide.innerHTML = data.html;
  shadows.open(slide);
  slide.inert = true;
  slide.dir = document.documentElement.dir;
  slide.setAttribute('data-still', '');
  Object.assign(slide.style, { position: 'absolute', insetBlockStart: '0', left: '0', width: `${width}px`, height: `${height}px` });
  slide.style.transformOrigin = '0 0';
  return slide;
}
