// Demos that were left behind on another slide and still run, by name, beside the
// badges; a click stops one. What the panel shows now says so itself.
import type { Context } from './context.ts';
import { el } from './panel/dom.ts';

export function startStillRunning({ badges, link, position, slot, states, store }: Context): void {
  const shown = new Map<string, HTMLElement>();

  const leftBehind = (name: string): boolean => {
    const state = states.status(name)?.kind === 'live' ? states.state(name) : 'idle';
    if (state !== 'starting' && state !== 'running') return false;
    const here = store.slide(position.slide)?.demos ?? [];
    return !here.includes(name) && !(slot.visible && slot.demo === name);
  };

  const chip = (name: string): HTMLElement => {
    const title = store.data.demos.find((demo) => demo.name === name)?.title ?? name;
    const button = el('button', 'badge', { type: 'button', 'data-badge': 'running', 'data-demo': name, title: `Stop ${title}` });
    button.textContent = `still running: ${name}  ×`;
    button.setAttribute('aria-label', `Stop ${name}, which still runs`);
    button.addEventListener('click', () => {
      link.send({ type: 'stop', demo: name });
      // The next key is the deck's again.
      button.blur();
    });
    return button;
  };

  const update = (): void => {
    const names = new Set([...states.names()].filter(leftBehind));
    for (const [name, element] of shown) {
      if (names.has(name)) continue;
      element.remove();
      shown.delete(name);
    }
    for (const name of names) {
      if (shown.has(name)) continue;
      const element = chip(name);
      shown.set(name, element);
      badges.put(element);
    }
  };
  states.on('demo', update);
  position.on('slide', update);
  store.on('replaced', update);
  update();
}
