// Takes secrets out of what is to be recorded: each is masked as a whole, also where
// it comes in several writes, is coloured in the middle or broken over lines. Sees
// the whole run at once, so nothing has to be held back. What a program encodes (as
// base64) or draws piece by piece on the screen is not recognised.
import type { SessionEvent } from '../session.ts';

export interface Masked {
  readonly value: string;
  /** What stands in its place. */
  readonly shown: string;
  /** `anywhere`; `path` not where the name goes on; `word` only as a word by itself. */
  readonly as: 'anywhere' | 'path' | 'word';
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder of the user, absolute. */
  readonly home: string;
  readonly user: string;
  /** The folder of the talk, absolute. */
  readonly root: string;
}

const SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|API_?KEY|(?:^|_)(?:KEY|PASS|PAT|AUTH)(?:_|$)/i;
/** Characters; shorter values are words that stand everywhere. */
const SHORTEST_SECRET = 8;
const SHORTEST_NAME = 3;
/** Accounts of machines rather than people, by names that programs print for other reasons. */
const COMMON_USERS = ['root', 'node', 'user', 'admin', 'guest', 'home', 'test', 'demo', 'runner', 'ubuntu', 'debian'];

/** What is private about this machine and its user, the longest first. */
export function privateValues({ env, home, user, root }: Surroundings): Masked[] {
  const found: Masked[] = [];
  for (const [name, value = ''] of Object.entries(env)) {
    const password = /^[a-z][\w+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(value)?.[1] ?? '';
    // What has several lines, such as a private key, is printed as lines.
    const secrets = SECRET_NAME.test(name) && !/_SOCK$/i.test(name) ? value.split(/[\r\n]+/) : [];
    for (const secret of [...secrets, password]) {
      if (secret.trim().length >= SHORTEST_SECRET) found.push({ value: secret.trim(), shown: '***', as: 'anywhere' });
    }
  }
  if (root.length > SHORTEST_NAME) found.push({ value: root, shown: '.', as: 'path' });
  if (home.length > SHORTEST_NAME) found.push({ value: home, shown: '~', as: 'path' });
  if (user.length >= SHORTEST_NAME && !COMMON_USERS.includes(user)) found.push({ value: user, shown: 'user', as: 'word' });
  return found.sort((a, b) => b.value.length - a.value.length);
}

/** The text without what is private, for texts that are whole. */
export function maskText(text: string, masked: readonly Masked[]): string {
  const spans = spansOf(text, masked);
  return spans.length === 0 ? text : cutOut(text, 0, spans);
}

/** The same events without what is private in output and input; a secret is masked where it began. */
export function maskEvents(events: readonly SessionEvent[], masked: readonly Masked[]): SessionEvent[] {
  if (masked.length === 0) return [...events];
  const changed = [...events];
  const streams = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    if (event.type !== 'output' && event.type !== 'input') continue;
    const key = `${event.type} ${event.pane}`;
    const indexes = streams.get(key) ?? [];
    indexes.push(index);
    streams.set(key, indexes);
  }
  for (const indexes of streams.values()) {
    const texts = indexes.map((index) => textOf(events[index]));
    const spans = spansOf(texts.join(''), masked);
    let start = 0;
    let passed = 0;
    for (const [i, index] of indexes.entries()) {
      const text = texts[i] ?? '';
      const event = events[index];
      while ((spans[passed]?.to ?? Number.POSITIVE_INFINITY) <= start) passed++;
      if (event?.type === 'output' || event?.type === 'input') changed[index] = { ...event, data: cutOut(text, start, spans, passed) };
      start += text.length;
    }
  }
  return changed.filter((event) => !((event.type === 'output' || event.type === 'input') && event.data === ''));
}

function textOf(event: SessionEvent | undefined): string {
  return event?.type === 'output' || event?.type === 'input' ? event.data : '';
}

/** A piece of the whole text that is taken out, and what is put where it began. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly shown: string;
}

/** What a terminal does not show as a character: sequences, and line ends where a long line was broken. */
const UNSEEN = String.raw`(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\r\n\x0e\x0f]| (?=\r))`;
/** Not directly behind a letter or a digit that is seen: the last letter of a sequence is none. */
const WORD_START = String.raw`(?<=^|[^\w]|\x1b\[[0-?]*[ -/]*[@-~])`;

const GOES_ON: Readonly<Record<Masked['as'], string>> = { anywhere: '', path: '(?![\\w-])', word: '(?!\\w)' };

/**
 * Where each character of a secret lies, so that what stands between them stays. What a match holds of
 * sequences and line ends is kept, so that colours end where they ended.
 */
function spansOf(text: string, masked: readonly Masked[]): Span[] {
  const present = masked.filter(({ value }) => text.includes(value[0] ?? ''));
  if (present.length === 0) return [];
  const pattern = present.map(({ value, as }) => {
    const letters = [...value].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    const start = as === 'word' ? WORD_START : '';
    return `${start}(${letters.join(`${UNSEEN}*`)})${GOES_ON[as]}`;
  });
  const spans: Span[] = [];
  const unseen = new RegExp(UNSEEN, 'gu');
  for (const match of text.matchAll(new RegExp(pattern.join('|'), 'gu'))) {
    const which = match.slice(1).findIndex((group) => group !== undefined);
    let from = match.index;
    let shown = present[which]?.shown ?? '';
    const put = (to: number): void => {
      if (to > from) spans.push({ from, to, shown });
      if (to > from) shown = '';
    };
    for (const between of match[0].matchAll(unseen)) {
      put(match.index + between.index);
      from = match.index + between.index + between[0].length;
    }
    put(match.index + match[0].length);
  }
  return spans;
}

/** The piece of the whole text that begins at `start`, without the spans, of which those before `first` are behind it. */
function cutOut(text: string, start: number, spans: readonly Span[], first = 0): string {
  let out = '';
  let at = 0;
  for (let i = first; i < spans.length; i++) {
    const { from, to, shown } = spans[i] ?? { from: Number.POSITIVE_INFINITY, to: 0, shown: '' };
    if (from >= start + text.length) break;
    out += text.slice(at, Math.max(0, from - start));
    if (from >= start) out += shown;
    at = Math.max(at, Math.min(text.length, to - start));
  }
  return out + text.slice(at);
}
