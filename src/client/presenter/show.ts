// Brings the position onto the desk: the slide as the audience has it, what the next
// key will show, the notes, the steps.
import type { Boot } from '../../protocol.ts';
import { alignSlides, follow } from '../align.ts';
import { placeNumbers } from '../chrome.ts';
import type { Design } from '../design.ts';
import type { SlideSize } from '../engine.ts';
import { stageNumbers } from '../geometry.ts';
import { el, setText } from '../panel/dom.ts';
import type { PositionOwner } from '../position.ts';
import { stageMemory } from '../remember.ts';
import type { Shadows } from '../shadow.ts';
import type { Store } from '../store.ts';
import type { Desk } from './desk.ts';
import { createNotes } from './notes.ts';
import { createPicture } from './picture.ts';

interface ShowOptions {
  readonly boot: Boot;
  readonly ratio: number;
  readonly design: Design;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly shadows: Shadows;
  readonly desk: Desk;
}

/** Resolves when the first slide is on the screen. */
export async function startShowing({ boot, ratio, design, store, position, shadows, desk }: ShowOptions): Promise<void> {
  const [now, next, notes] = [createPicture(shadows), createPicture(shadows), createNotes()];
  const ended = el('p', 'the-end', {}, 'the end of the talk');
  desk.now.append(now.element, el('div', 'steps-line', {}, desk.steps));
  desk.next.append(next.element, ended);
  desk.notes.append(notes.element);

  /** As in a deck window of the talk's own shape, with its panel where this browser has it. */
  const sizeOf = (slide: number): SlideSize => {
    const { side, share, below, type } = stageMemory(store.data.title, boot.look.panel).load();
    const panel = (store.slide(slide)?.demos.length ?? 0) > 0 ? 'beside' : 'hidden';
    const part = side === 'bottom' ? below : share;
    return stageNumbers({ width: 1080 * ratio, height: 1080, ratio, panel, side, share: part, type, design }).slide;
  };

  const show = (): void => {
    const { slide, step } = position;
    const data = store.slide(slide);
    const steps = data?.stepNumbers.length ?? 1;
    const last = slide === store.data.slides.length - 1;
    now.show(data, step, sizeOf(slide));
    const [nextSlide, nextStep] = step + 1 < steps ? [slide, step + 1] : [slide + 1, 0];
    const over = last && nextSlide !== slide;
    next.element.hidden = over;
    ended.hidden = !over;
    next.show(store.slide(nextSlide), nextStep, sizeOf(nextSlide));
    setText(desk.nextLabel, nextSlide === slide ? 'Next step' : 'Next');
    notes.show(data?.notes ?? '');

    const { number, total } = placeNumbers(store, position);
    setText(desk.title, store.data.title);
    setText(desk.place, `${number} of ${total}${steps > 1 ? ` · step ${step + 1} of ${steps}` : ''}`);
    desk.steps.replaceChildren(...(steps > 1 ? Array.from({ length: steps }, (_, i) => el('span', i <= step ? 'tick done' : 'tick')) : []));
    const done = store.data.slides.length < 2 ? 1 : (slide + step / steps) / (store.data.slides.length - 1);
    desk.progress.style.transform = `scaleX(${Math.min(1, done)})`;
  };

  store.on('replaced', ({ before, after }) => {
    document.title = `Presenter: ${after.title}`;
    position.go(follow(position.slide, alignSlides(before.slides, after.slides)), position.step, 'deck');
  });
  store.on('filled', show);
  position.on('change', show);
  // The deck's window remembers a panel that was moved or resized.
  window.addEventListener('storage', show);
  show();
  await document.fonts.ready;
}
