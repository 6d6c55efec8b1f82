// Lists as remark.js nests them: any indentation deeper than the marker's makes a
// child. CommonMark wants it as deep as the item's text, so `1. a` with a child two
// columns in would become one flat list; here such lines are moved to the right.
import { CODE, FENCE, lineEnd, scanText, TEXT } from '../dialects/scan.ts';
import { type Fragment, literal, partAt, replace } from '../dialects/source.ts';

interface Item {
  /** Columns as written: of the marker, and of the text behind it. */
  readonly marker: number;
  readonly text: number;
  /** How far its marker was moved. */
  readonly moved: number;
}

export function nestLists(source: Fragment): Fragment {
  // Worth a look only where something is indented by less than any code.
  if (!/^ {1,3}\S/m.test(source.text) || !/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/m.test(source.text)) return source;
  const scan = scanText(source.text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  let open: Item[] = [];
  let blank = true;
  let fence = 0; // how far the lines of the fence are moved
  for (let i = 0; i < scan.starts.length; i++) {
    const start = scan.starts[i] ?? 0;
    const line = source.text.slice(start, lineEnd(scan, i));
    const kind = scan.kinds[i];
    const move = (by: number): void => {
      if (by > 0) ranges.push({ start, end: start, by: literal(' '.repeat(by), partAt(source, start)) });
    };
    if (line.trim() === '') {
      blank = true;
      continue;
    }
    if (kind === FENCE && scan.kinds[i - 1] === FENCE && i > 0) {
      move(fence);
      continue;
    }
    const column = /^ */.exec(line)?.[0].length ?? 0;
    const match = kind === TEXT || kind === FENCE ? /^( *)([-*+]|\d{1,9}[.)])( +)(?=\S)/.exec(line) : null;
    const marker = match !== null && !/^ *([-*_])(?: *\1){2,} *$/.test(line) ? match : null;
    if (marker !== null) {
      while ((open.at(-1)?.marker ?? -1) >= column) open.pop();
      const parent = open.at(-1);
      const moved = parent === undefined ? 0 : Math.max(parent.moved, parent.text + parent.moved - column);
      const spaces = (marker[3] ?? '').length;
      open.push({ marker: column, text: column + (marker[2] ?? '').length + (spaces > 4 ? 1 : spaces), moved });
      move(moved);
      fence = moved;
    } else {
      if (column === 0 && (blank || /^(?:#|>|\||`{3}|~{3}|<)/.test(line))) open = [];
      const holder = open.findLast((item) => item.marker < column);
      // Behind a blank line, or as a fence, it must be as deep as the text to stay in the item.
      const least = holder === undefined ? 0 : blank || kind === FENCE ? holder.text + holder.moved - column : 0;
      fence = holder === undefined || kind === CODE ? (holder?.moved ?? 0) : Math.max(holder.moved, least);
      move(fence);
    }
    blank = false;
  }
  return replace(source, ranges);
}
