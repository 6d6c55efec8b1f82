// Keeps a cell from being piled up with combining marks: a browser takes minutes
// to draw a letter with a hundred thousand accents. As many as any script puts on
// a letter pass; the rest is left out. Works on a stream, and through the colour
// changes between them.

/** Marks and invisible joiners on one character; emoji families need ten. */
const MOST = 12;
const SEQUENCES = '(?:\\x1b\\[[\\x20-\\x3f]*[\\x40-\\x7e])*';
const MARK = '[\\p{M}\\p{Cf}]';
/** Nothing below U+00AD is a mark, and text of programs rarely leaves that range. */
const RARE = /[^\x00-\xac\xae-\u02ff]/;

export interface Marks {
  /** The chunk, without what is too much. */
  filter(chunk: string): string;
  reset(): void;
}

/** A filter for one stream of terminal output. */
export function createMarks(): Marks {
  /** Marks at the end of what came so far. */
  let open = 0;
  const run = new RegExp(`(?:${MARK}${SEQUENCES})+`, 'gu');
  const each = new RegExp(MARK, 'gu');
  return {
    filter(chunk) {
      if (!RARE.test(chunk)) {
        if (/[^\x00-\x1f]/.test(chunk)) open = 0;
        return chunk;
      }
      const before = open;
      open = 0;
      return chunk.replace(run, (marks, offset: number) => {
        const had = offset === 0 ? before : 0;
        const total = had + (marks.match(each)?.length ?? 0);
        if (offset + marks.length === chunk.length) open = total;
        if (total <= MOST) return marks;
        let count = had;
        return marks.replace(each, (mark) => {
          count += 1;
          return count <= MOST ? mark : '';
        });
      });
    },
    reset() {
      open = 0;
    },
  };
}
