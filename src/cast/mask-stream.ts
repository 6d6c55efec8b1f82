// Takes secrets out of output while it is being shown, by the same rule as mask.ts
// takes them out of what was recorded: as whole values, also in several writes, with
// sequences in the middle or broken over lines. What may be the beginning of a secret
// is held back from its fourth letter on, until what follows decides; so at most
// three of its letters are ever seen, and no clock is needed.

/** A filter for one stream: give it each piece of text in turn. */
export interface StreamMask {
  /** What may be shown now. */
  filter(text: string): string;
  /** What was held back, when nothing follows any more. */
  end(): string;
}

/** Letters of a secret that may be shown before the rest has come: a prompt that happens to end so is not held up. */
const SHOWN_AT_MOST = 3;
/** UTF-16 units; a longer sequence is text to us. */
const LONGEST_SEQUENCE = 256;
/** Sequences that draw no character, line ends, and the blank with which a line editor wraps. */
const UNSEEN = /(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\r\n\x0e\x0f]| (?=\r))+/y;
/** The same where the text ends before it does. */
const UNSEEN_YET = /(?:\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?)?| )$/y;

/** Of the text since a secret may have begun. */
interface Piece {
  text: string;
  readonly seen: boolean;
  /** Was shown already. */
  out: boolean;
}

/** `secrets` of one letter or more each; `shown` stands in place of one. */
export function createStreamMask(secrets: readonly string[], shown = '***'): StreamMask {
  const machines = secrets.filter((secret) => secret !== '').map((secret) => ({ secret, back: failures(secret), at: 0 }));
  if (machines.length === 0) return { filter: (text) => text, end: () => '' };
  const first = new RegExp(`[${[...new Set(machines.map(({ secret }) => secret.charAt(0)))].map(escaped).join('')}]`, 'g');
  let pieces: Piece[] = [];
  /** The beginning of a sequence, while a secret may have begun. */
  let rest = '';

  /** The letter counts for every secret: the length of the longest beginning that the text now ends with. */
  function step(letter: string): number {
    let longest = 0;
    for (const machine of machines) {
      const { secret, back } = machine;
      let { at } = machine;
      while (at > 0 && secret[at] !== letter) at = back[at - 1] ?? 0;
      if (secret[at] === letter) at++;
      machine.at = at;
      if (at === secret.length) return -at;
      longest = Math.max(longest, at);
    }
    return longest;
  }

  /** The last letters are a secret, of which some may have been shown. */
  function cover(letters: number): void {
    let left = letters;
    let place: Piece | undefined;
    for (let i = pieces.length - 1; left > 0 && i >= 0; i--) {
      const piece = pieces[i];
      if (piece === undefined || !piece.seen) continue;
      left--;
      if (piece.out) continue;
      piece.text = '';
      place = piece;
    }
    if (place !== undefined) place.text = shown;
    for (const machine of machines) machine.at = 0;
  }

  /** All but the last so many letters and what stands between them. */
  function letGo(keep: number): string {
    let from = pieces.length;
    for (let left = keep; left > 0 && from > 0; ) if (pieces[--from]?.seen) left--;
    const gone = pieces.slice(0, from);
    pieces = pieces.slice(from);
    return textOf(gone);
  }

  return {
    filter(more) {
      const text = rest + more;
      const out: string[] = [];
      let at = 0;
      let longest = 0;
      rest = '';
      for (const { at: reached } of machines) longest = Math.max(longest, reached);
      while (at < text.length) {
        if (pieces.length === 0) {
          first.lastIndex = at;
          const begin = first.exec(text)?.index ?? text.length;
          out.push(text.slice(at, begin));
          at = begin;
          if (at === text.length) break;
        }
        const unseen = matchAt(UNSEEN, text, at);
        if (unseen > 0) {
          pieces.push({ text: text.slice(at, at + unseen), seen: false, out: false });
          at += unseen;
          continue;
        }
        if (text.length - at <= LONGEST_SEQUENCE && matchAt(UNSEEN_YET, text, at) > 0 && (text[at] !== ' ' || longest > SHOWN_AT_MOST)) {
          rest = text.slice(at);
          break;
        }
        const letter = text.charAt(at++);
        pieces.push({ text: letter, seen: true, out: false });
        longest = step(letter);
        if (longest < 0) cover(-longest);
        if (longest < 0) longest = 0;
        out.push(letGo(longest));
      }
      if (longest <= SHOWN_AT_MOST) out.push(textOf(pieces));
      return out.join('');
    },
    end() {
      const left = textOf(pieces) + rest;
      pieces = [];
      rest = '';
      for (const machine of machines) machine.at = 0;
      return left;
    },
  };
}

/** What of them was not shown yet; now it is. */
function textOf(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) {
    if (!piece.out) text += piece.text;
    piece.out = true;
  }
  return text;
}

/** For each length of a beginning, the longest shorter beginning that it ends with. */
function failures(secret: string): number[] {
  const back = [0];
  let at = 0;
  for (let i = 1; i < secret.length; i++) {
    while (at > 0 && secret[at] !== secret[i]) at = back[at - 1] ?? 0;
    if (secret[at] === secret[i]) at++;
    back.push(at);
  }
  return back;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function escaped(letter: string): string {
  return letter.replace(/[\\\]^-]/, '\\$&');
}
