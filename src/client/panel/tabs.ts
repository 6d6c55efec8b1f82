// The small tabs that choose between several demos of one slide.
import type { DemoState } from '../../session.ts';
import { el } from './dom.ts';

export interface Tabs {
  readonly element: HTMLElement;
  /** Hidden for fewer than two. */
  show(demos: readonly { readonly name: string; readonly title: string; readonly state: DemoState }[], active: string | null): void;
}

export function createTabs(choose: (name: string) => void): Tabs {
  const element = el('div', 'panel-tabs', { role: 'tablist', 'aria-label': 'Demos of this slide' });
  element.hidden = true;
  return {
    element,
    show(demos, active) {
      element.hidden = demos.length < 2;
      element.replaceChildren(
        ...demos.map(({ name, title, state }) => {
          const selected = String(name === active);
          const tab = el('button', 'panel-tab', {
            type: 'button',
            role: 'tab',
            'aria-selected': selected,
            'data-demo': name,
            'data-state': state,
          });
          tab.append(el('span', 'tab-dot', { 'aria-hidden': 'true' }), title);
          tab.addEventListener('mousedown', (event) => event.preventDefault());
          tab.addEventListener('click', () => choose(name));
          tab.addEventListener('keydown', (event) => {
            if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
          });
          return tab;
        }),
      );
    },
  };
}
