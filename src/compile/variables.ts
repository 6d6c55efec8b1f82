// `{{name}}` in the text of a slide. Outside code only, since a template language
// shown in a fence means its own variables; `\{{name}}` is the text itself.
import { lineEnd, scanText, TEXT } from '../dialects/scan.ts';
import { EMPTY, type Fragment, inPart, partAt, replace } from '../dialects/source.ts';

const VARIABLE = /(\\)?\{\{([^}\n]+)\}\}/g;

/**
 * Replaces variables for which `value` gives something; the rest stay as they are.
 * `last`: no further expansion follows, so escapes are taken off now.
 */
export function expandVariables(
  source: Fragment,
  value: (name: string) => Fragment | undefined,
  last = false,
): { fragment: Fragment; used: boolean } {
  if (!source.text.includes('{{')) return { fragment: source, used: false };
  const scan = scanText(source.text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  let used = false;
  for (let i = 0; i < scan.starts.length; i++) {
    const kind = scan.kinds[i];
    const start = scan.starts[i] ?? 0;
    if (kind !== TEXT) continue;
    for (const match of source.text.slice(start, lineEnd(scan, i)).matchAll(VARIABLE)) {
      const at = start + match.index;
      if (match[1] !== undefined) {
        if (last) ranges.push({ start: at, end: at + 1, by: EMPTY });
        continue;
      }
      const by = value((match[2] ?? '').trim());
      if (by === undefined) continue;
      used = true;
      // What is put in appears with the text around it, unless it has parts of its own.
      const part = partAt(source, at);
      ranges.push({ start: at, end: at + match[0].length, by: part === 0 ? by : inPart(by, part) });
    }
  }
  return { fragment: replace(source, ranges), used };
}
