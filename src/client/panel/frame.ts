// What is said around the panes of a demo: title, state, time and controls above,
// below it how the run ended, or where keys go and the mark that it has reached.
import type { DemoStatus } from '../../protocol.ts';
import { createFooter, type FootActions, type Hint } from './footer.ts';
import { type Control, createHeader } from './header.ts';
import { clock, duration, isGoing, isLive, OLDER } from './state-words.ts';

export interface Said {
  /** With the state that is shown, which may lag behind the one that was reported. */
  readonly status: DemoStatus;
  /** When the status came, as performance.now() gives it. */
  readonly since: number;
  readonly stopping: boolean;
  /** '' before the first. */
  readonly mark: string;
  /** Why what was asked for was not done; '' when it was. */
  readonly refusal: string;
  /** A pane has the keys. */
  readonly typing: boolean;
  /** Whether there is a recording to play; `older` than the code of the demo. */
  readonly recording: 'none' | 'fresh' | 'older';
  readonly panes: number;
}

export interface Frame {
  readonly head: HTMLElement;
  readonly foot: HTMLElement;
  /** Counts the time on by itself while the run goes on. */
  show(said: Said): void;
  close(): void;
}

export function createFrame(title: string, controls: readonly Control[], actions: FootActions): Frame {
  const header = createHeader(title, controls);
  const footer = createFooter(actions);
  let said: Said | null = null;
  let ticking: ReturnType<typeof setInterval> | null = null;

  const showHead = (): void => {
    if (said === null) return;
    const { status, since, stopping } = said;
    const more = isGoing(status.state) ? (performance.now() - since) / 1000 : 0;
    footer.tick();
    header.setState(status, status.elapsed + more, stopping);
  };
  const tick = (on: boolean): void => {
    if (on === (ticking !== null)) return;
    if (ticking !== null) clearInterval(ticking);
    ticking = on ? setInterval(showHead, 250) : null;
  };
  return {
    head: header.element,
    foot: footer.element,
    show(next) {
      said = next;
      const { state } = next.status;
      const right = rightOf(next);
      const troubled = isTroubled(next.status);
      const bad = troubled || state === 'failed' || next.refusal !== '';
      footer.show({
        left: leftOf(next),
        hint: hintOf(next),
        right,
        tone: bad ? 'bad' : 'quiet',
        offer: troubled && next.recording !== 'none',
        replay: next.status.replay,
        since: next.since,
      });
      showHead();
      tick(isGoing(state));
    },
    close: () => tick(false),
  };
}

/** Something is wrong with the live run that is shown. */
function isTroubled({ kind, trouble }: DemoStatus): boolean {
  return kind === 'live' && trouble !== '';
}

function leftOf(said: Said): string {
  const { status, refusal, typing, recording } = said;
  const { state, kind, trouble, reason } = status;
  const recorded = recording !== 'none';
  const older = recording === 'older' ? OLDER : '';
  if (refusal !== '') return refusal;
  if (kind === 'recorded') return joined(trouble === '' ? reason : `live run: ${trouble}`, older);
  if (trouble !== '') return recorded || trouble.includes('recording') ? trouble : `${trouble} · no recording yet`;
  if (isLive(state)) return typing || hintOf(said) !== null ? '' : 'keys go to the slides · click to type here';
  return state === 'idle' ? older : reason;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** Characters of a scripted line that the foot has room for. */
const LONGEST = 28;

/** The scripted line that comes next, where its key is the deck's and nothing else is to be said. */
function hintOf({ status, refusal, typing, panes }: Said): Hint | null {
  const { next, state, trouble } = status;
  if (next == null || !isLive(state) || typing || refusal !== '' || trouble !== '') return null;
  const text = next.text.length > LONGEST ? `${next.text.slice(0, LONGEST - 1)}…` : next.text;
  const into = panes > 1 ? ` into ${next.pane}` : '';
  if (next.asked) return { key: '', text: `"${text}" goes${panes > 1 ? into : ' in'} as soon as it is due` };
  return { key: 't', text: `types "${text}"${into}${next.due ? '' : ', once it is due'}` };
}

function rightOf({ status, mark }: Said): string {
  const { state, elapsed, replay } = status;
  if (state === 'replaying' && replay?.playing === false) return `paused at ${mark === '' ? clock(replay.position) : mark} · → next`;
  if (mark !== '') return mark;
  return state === 'idle' || isGoing(state) ? '' : duration(elapsed);
}
