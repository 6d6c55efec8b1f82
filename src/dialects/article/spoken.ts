// What the speaker says and nobody sees: `<!-- notes: … -->`, on one line or several.
import { COMMENT, lineEnd, scanText, TEXT, withoutCodeSpans } from '../scan.ts';
import { EMPTY, type Fragment, replace, slice } from '../source.ts';

/** The text without such comments, and what stands in them, in order. */
export function readSpoken(content: Fragment): { readonly content: Fragment; readonly notes: readonly Fragment[] } {
  const { text } = content;
  const notes: Fragment[] = [];
  if (!/<!--\s*notes?:/i.test(text)) return { content, notes };
  const scan = scanText(text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  for (let i = 0; i < scan.starts.length; i++) {
    if (scan.kinds[i] !== TEXT && scan.kinds[i] !== COMMENT) continue;
    const start = scan.starts[i] ?? 0;
    if (start < (ranges.at(-1)?.end ?? 0)) continue;
    const line = text.slice(start, lineEnd(scan, i));
    for (const open of (scan.kinds[i] === TEXT ? withoutCodeSpans(line) : line).matchAll(/<!--\s*notes?:[ \t]*/gi)) {
      const from = start + open.index;
      const close = text.indexOf('-->', from + open[0].length);
      if (close === -1) continue;
      notes.push(slice(content, from + open[0].length, close));
      ranges.push({ start: from, end: close + 3, by: EMPTY });
    }
  }
  return { content: replace(content, ranges), notes };
}
