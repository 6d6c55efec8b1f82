// The foot of the panel: how a run ended and how long it took, or, while it goes on,
// where typed keys would go and the mark it has reached; and, when a live run is not
// as it should be, the recording in its place.
import type { ReplayStatus } from '../../protocol.ts';
import { el, setText } from './dom.ts';
import { createScrubber, type Reins } from './scrubber.ts';

export interface Hint {
  /** What to press; '' for nothing. */
  readonly key: string;
  readonly text: string;
}

export interface Foot {
  readonly left: string;
  /** In the place of the left side: what a key would do. */
  readonly hint: Hint | null;
  readonly right: string;
  /** Colours the left side: the words in it always say the same. */
  readonly tone: 'quiet' | 'bad';
  /** The recording is offered. */
  readonly offer: boolean;
  /** Of the recording that is shown, as of `since`; null for a live run. */
  readonly replay: ReplayStatus | null;
  readonly since: number;
}

export interface FootActions extends Reins {
  /** The recording in the place of a live run. */
  play(): void;
}

export interface Footer {
  readonly element: HTMLElement;
  show(foot: Foot): void;
  /** Time has gone by. */
  tick(): void;
}

export function createFooter(actions: FootActions): Footer {
  const left = el('span', 'foot-left');
  const right = el('span', 'foot-right');
  const hintKey = el('kbd', '');
  const hintText = el('span', '');
  const hint = el('span', 'foot-hint', {}, hintKey, ' ', hintText);
  const offer = footButton('Play the recording', 'e', actions.play);
  const scrubber = createScrubber(actions);
  const element = el('footer', 'panel-foot', {}, scrubber.bar, scrubber.buttons, hint, left, offer, right);
  return {
    element,
    show(foot) {
      setText(left, foot.left);
      setText(right, foot.right);
      hint.hidden = foot.hint === null;
      hintKey.hidden = foot.hint?.key === '';
      setText(hintKey, foot.hint?.key ?? '');
      setText(hintText, foot.hint?.text ?? '');
      offer.hidden = !foot.offer;
      element.dataset.tone = foot.tone;
      scrubber.show(foot.replay, foot.since);
      element.classList.toggle(
        'is-empty',
        foot.left === '' && foot.right === '' && foot.hint === null && !foot.offer && foot.replay === null,
      );
    },
    tick: scrubber.tick,
  };
}

function footButton(word: string, key: string, press: () => void): HTMLButtonElement {
  const cap = el('kbd', '', { 'aria-hidden': 'true' }, key);
  const button = el('button', 'foot-offer', { type: 'button', 'aria-label': word, 'aria-keyshortcuts': key }, word, cap);
  button.hidden = true;
  // A press with the mouse leaves the keys where they are.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', press);
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return button;
}
