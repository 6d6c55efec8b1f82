// Marks travel in the output itself, so they keep their place in it: the program
// writes `ESC ] 7717 ; secret ; label BEL`, and here it is taken out again. Only
// what carries the run's secret is one; everything else passes untouched.

const LONGEST_LABEL = 512;

export type Piece = string | { readonly mark: string };

export interface MarkFilter {
  /** The text without marks, and the marks, in order. What may be the beginning of a mark is kept back. */
  push(text: string): Piece[];
  /** What was kept back and turned out to be plain text. */
  end(): string;
}

export function createMarkFilter(secret: string): MarkFilter {
  const opening = markOpening(secret);
  let held = '';

  return {
    push(text) {
      let rest = held + text;
      held = '';
      const pieces: Piece[] = [];
      let plain = '';
      for (;;) {
        const start = nextOpening(rest, opening);
        if (start === -1) {
          plain += rest;
          break;
        }
        plain += rest.slice(0, start);
        rest = rest.slice(start);
        const end = rest.indexOf('\x07');
        if (end === -1 && rest.length < opening.length + LONGEST_LABEL) {
          held = rest;
          break;
        }
        if (end === -1 || end > opening.length + LONGEST_LABEL) {
          plain += rest[0];
          rest = rest.slice(1);
          continue;
        }
        if (plain !== '') pieces.push(plain);
        plain = '';
        pieces.push({ mark: rest.slice(opening.length, end) });
        rest = rest.slice(end + 1);
      }
      if (plain !== '') pieces.push(plain);
      return pieces;
    },
    end() {
      const text = held;
      held = '';
      return text;
    },
  };
}

export function markOpening(secret: string): string {
  return `\x1b]7717;${secret};`;
}

/** Where an opening begins, whole or cut off by the end of the text; -1 if nowhere. */
function nextOpening(text: string, opening: string): number {
  for (let at = text.indexOf('\x1b'); at !== -1; at = text.indexOf('\x1b', at + 1)) {
    if (opening.startsWith(text.slice(at, at + opening.length))) return at;
  }
  return -1;
}
