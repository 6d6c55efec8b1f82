// The foot of the panel: how a run ended and how long it took, or, while it
// goes on, where typed keys would go and the mark it has reached.
import { el, setText } from './dom.ts';

export interface Footer {
  readonly element: HTMLElement;
  /** `tone` colours the left side: the word beside it always says the same. */
  show(left: string, right: string, tone: 'quiet' | 'bad'): void;
}

export function createFooter(): Footer {
  const left = el('span', 'foot-left');
  const right = el('span', 'foot-right');
  const element = el('footer', 'panel-foot', {}, left, right);
  return {
    element,
    show(leftText, rightText, tone) {
      setText(left, leftText);
      setText(right, rightText);
      element.dataset.tone = tone;
      element.classList.toggle('is-empty', leftText === '' && rightText === '');
    },
  };
}
