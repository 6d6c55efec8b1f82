// Text broken into lines at blanks, for a terminal that would break words.

/** Lines longer than this are no joy to read, however wide the terminal. */
const WIDEST = 100;
/** In a narrower rest of a line than this, nothing is broken. */
const LEAST = 20;

/** How wide text may be there: a terminal's width within reason; without limit where there is no terminal. */
export function widthFor(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number {
  return stream.isTTY === true && stream.columns > 0 ? Math.min(stream.columns, WIDEST) : Number.POSITIVE_INFINITY;
}

/**
 * The words in lines of at most `width` characters; those after the first begin below the text behind `indent`
 * characters, which the first line is to get in front of it. A word longer than a line stays whole.
 */
export function fold(text: string, width: number, indent = 0): string {
  const room = width - indent;
  if (text.length <= room || room < LEAST) return text;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
