// The lines of a text that may be very long, one at a time: no list of them all is
// ever made, and a line that is too long is never copied.

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its LF; null when it is longer than the bound. */
  readonly text: string | null;
  /** Whether a line end follows it; a last line without one may be torn. */
  readonly ended: boolean;
}

/** `longest` in UTF-16 units. A byte order mark is skipped. Of CRLF the CR stays, which is white space to JSON. */
export function* linesOf(text: string, longest: number): Generator<Line> {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let number = 1; start < text.length; number++) {
    const found = text.indexOf('\n', start);
    const ended = found !== -1;
    const end = ended ? found : text.length;
    yield { number, text: end - start > longest ? null : text.slice(start, end), ended };
    start = end + 1;
  }
}
