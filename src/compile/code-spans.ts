// Parts of code lines that remark.js marks with `highlightSpans`: `` `x` ``, or what a
// pattern of the talk's own finds. A backslash before one keeps it as it is.
import type { MarkedSpan } from '../deck.ts';

/** The text without the signs, and where the marked parts stand in it. */
export function takeSpans(text: string, pattern: RegExp): { readonly text: string; readonly spans: readonly MarkedSpan[] } {
  const spans: MarkedSpan[] = [];
  const lines = text.split('\n').map((line, i) => {
    let out = '';
    let last = 0;
    for (const match of line.matchAll(pattern)) {
      const marked = match[1];
      if (marked === undefined || match[0] === '') continue;
      const escaped = line[match.index - 1] === '\\' && match.index > last;
      out += line.slice(last, escaped ? match.index - 1 : match.index);
      if (escaped) out += match[0];
      else {
        spans.push({ line: i + 1, from: out.length, to: out.length + marked.length });
        out += marked;
      }
      last = match.index + match[0].length;
    }
    return out + line.slice(last);
  });
  return { text: lines.join('\n'), spans };
}
