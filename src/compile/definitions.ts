// Link definitions hold for the whole deck, wherever they stand; each slide is
// parsed alone, so the ones it uses are put before its text.
import { lineEnd, scanText, TEXT } from '../dialects/scan.ts';
import type { Composed } from './layouts.ts';

/** By label as Markdown compares it; the value is the definition as written. */
export type Definitions = ReadonlyMap<string, string>;

const DEFINITION = /^ {0,3}\[((?:[^\][\\]|\\.)+)\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/** The label that a line defines. Footnotes (`[^1]: …`) are no link definitions. */
export function definedLabel(line: string): string | undefined {
  const label = DEFINITION.exec(line)?.[1];
  return label?.startsWith('^') ? undefined : label;
}

/** The last definition of a label wins, as in remark.js. */
export function collectDefinitions(slides: readonly Composed[]): Definitions {
  const found = new Map<string, string>();
  for (const { content, notes } of slides) {
    for (const { text } of [content, ...notes]) {
      if (!text.includes(']:')) continue;
      const scan = scanText(text);
      for (let i = 0; i < scan.starts.length; i++) {
        const kind = scan.kinds[i];
        if (kind !== TEXT) continue;
        const line = text.slice(scan.starts[i], lineEnd(scan, i));
        const label = definedLabel(line);
        if (label !== undefined) found.set(normal(label), line.trim());
      }
    }
  }
  return found;
}

/** The definitions that a text refers to and does not hold itself. */
export function definitionsFor(text: string, all: Definitions): string {
  if (all.size === 0 || !text.includes('[')) return '';
  const used = new Set<string>();
  for (const match of text.matchAll(/\[((?:[^\][\\]|\\.)+)\](:?)/g)) {
    const label = normal(match[1] ?? '');
    if (all.has(label)) used.add(label);
  }
  const own = new Set([...text.matchAll(/^ {0,3}\[((?:[^\][\\]|\\.)+)\]:/gm)].map((match) => normal(match[1] ?? '')));
  return [...used]
    .filter((label) => !own.has(label))
    .map((label) => all.get(label) ?? '')
    .join('\n');
}

function normal(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}
