// Rows of words as columns of text.

/** One line a row, each column as wide as its widest cell, no blanks at the ends of lines. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, width(cell));
  }
  return rows.map((row) => {
    const cells = row.map((cell, i) => {
      const pad = ' '.repeat((widths[i] ?? 0) - width(cell));
      return right.has(i) ? pad + cell : cell + pad;
    });
    return cells.join('  ').trimEnd();
  });
}

/** How many cells of a terminal a text takes, near enough: East Asian wide letters and emoji take two. */
function width(text: string): number {
  let cells = 0;
  for (const character of text)
    cells +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      )
        ? 2
        : 1;
  return cells;
}

/** At most `limit` characters, cut with an ellipsis. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}
