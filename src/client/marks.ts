// The code line of a mark lights up when the demo on the slide reaches it, live or
// recorded, and stays lit until the next mark or step.
import type { Context } from './context.ts';
import { applyStep, lightMark } from './steps.ts';

/** `section` gives the element of the slide that is shown. */
export function startMarks(context: Context, section: () => HTMLElement | null | undefined): void {
  // Later than what shows the slides: a step that is applied puts every light out.
  void context.shown.then(() => follow(context, section));
}

function follow({ position, store, states }: Context, section: () => HTMLElement | null | undefined): void {
  const here = (): readonly string[] => store.slide(position.slide)?.demos ?? [];
  let lit: string | null = null;
  let at = { slide: position.slide, step: position.step };

  const light = (mark: string | null): void => {
    const element = section();
    if (element == null) return;
    if (lit !== null) applyStep(element, position.step);
    lit = mark;
    if (mark !== null) lightMark(element, mark);
  };
  /** What a demo of the slide has reached that goes on. */
  const reached = (): string | null => {
    const going = here()
      .map((name) => states.status(name))
      .find((status) => status?.state === 'running' || status?.state === 'replaying');
    return going === undefined || going.mark === '' ? null : going.mark;
  };

  states.on('mark', ({ name, mark }) => {
    if (here().includes(name)) light(mark === '' ? null : mark);
  });
  position.on('change', ({ position: now }) => {
    const before = at;
    at = now;
    if (now.slide !== before.slide) lit = reached();
    else if (now.step !== before.step) lit = null;
    light(lit);
  });
  // What is drawn anew comes without its light.
  store.on('filled', () => light(lit));
  store.on('replaced', () => light(lit));
  light(reached());
}
