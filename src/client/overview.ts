// All slides at a glance: copies of the sections, made as they scroll into view.
import type { Context } from './context.ts';
import { fixedBox } from './geometry.ts';
import type { Layer } from './layers.ts';
import { applyStep } from './steps.ts';

export function overview({ store, position, shadows, layers, ratio, design }: Context): Layer {
  const element = document.createElement('div');
  element.className = 'overview';
  element.setAttribute('role', 'listbox');
  element.setAttribute('aria-label', 'slides');
  const width = Math.max(180, 0.177 * window.innerWidth);
  element.style.setProperty('--cell', `${width}px`);
  element.style.setProperty('--ratio', String(ratio));
  const slide = design.scales ? fixedBox(ratio, design.height) : { width: design.height * ratio, height: design.height };
  element.style.setProperty('--slide-width', `${slide.width}px`);
  element.style.setProperty('--slide-height-px', `${slide.height}px`);
  element.style.setProperty('--scale', String(width / slide.width));

  // The button lies over the picture, not around it: its name is its own, and not all that the picture says.
  const buttons: HTMLElement[] = [];
  const cells = store.data.slides.map(({ number }, i) => {
    const cell = document.createElement('div');
    cell.className = 'cell';
    cell.dataset.index = String(i);
    cell.setAttribute('role', 'presentation');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'option');
    button.setAttribute('aria-label', `slide ${number}`);
    const figure = document.createElement('span');
    figure.className = 'number';
    figure.textContent = String(number);
    button.append(figure);
    button.addEventListener('click', () => choose(i));
    buttons.push(button);
    cell.append(button);
    return cell;
  });

  const choose = (index: number): void => {
    layers.close();
    position.go(index);
  };

  const draw = (cell: HTMLElement): void => {
    const slide = store.slide(Number(cell.dataset.index));
    // Of a slide that is not near, the content may still be on its way.
    if (slide === undefined || (slide.html === '' && !store.full) || cell.querySelector('.slide') !== null) return;
    // A div: the copy is no slide, neither to the engine nor to a screen reader.
    const copy = document.createElement('div');
    for (const [name, value] of Object.entries(slide.attributes)) copy.setAttribute(name, value);
    copy.innerHTML = slide.html;
    shadows.open(copy);
    copy.inert = true;
    copy.setAttribute('aria-hidden', 'true');
    applyStep(copy, slide.stepNumbers.length - 1);
    cell.prepend(copy);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target as HTMLElement);
    },
    { root: element, rootMargin: '300px' },
  );

  let chosen = position.slide;
  const mark = (index: number): void => {
    buttons[chosen]?.removeAttribute('aria-selected');
    chosen = Math.max(0, Math.min(cells.length - 1, index));
    buttons[chosen]?.setAttribute('aria-selected', 'true');
    cells[chosen]?.scrollIntoView({ block: 'nearest' });
  };
  const columns = (): number => getComputedStyle(element).gridTemplateColumns.split(' ').length;

  const watch = (): void => {
    watcher.disconnect();
    for (const cell of cells) watcher.observe(cell);
  };

  element.append(...cells);
  watch();
  const forget = store.on('filled', watch);
  requestAnimationFrame(() => mark(chosen));

  return {
    name: 'overview',
    element,
    key(event) {
      const moves: Readonly<Record<string, () => number>> = {
        ArrowRight: () => chosen + 1,
        ArrowLeft: () => chosen - 1,
        ArrowDown: () => chosen + columns(),
        ArrowUp: () => chosen - columns(),
        PageDown: () => chosen + 1,
        PageUp: () => chosen - 1,
        Home: () => 0,
        End: () => cells.length - 1,
      };
      if (event.key === 'Enter' || event.key === ' ') choose(chosen);
      else if (moves[event.key] !== undefined) mark(moves[event.key]?.() ?? chosen);
      else return false;
      return true;
    },
    closed: () => {
      forget();
      watcher.disconnect();
    },
  };
}
