// A document in sections, one for each heading that makes a slide. Which headings do
// is read off the document: under a title (its only h1, at the top, or the title of
// its settings) those of the next level that it has; where there are many h1s, these
// and the next level.
import { lineText, type Scan } from '../scan.ts';
import type { Heading, Outline } from './outline.ts';

export interface Section {
  /** Null for what stands before the first heading, and behind a `---`. */
  readonly heading: Heading | null;
  /** Lines of its text, behind its heading; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** It is the document's title and what stands under it. */
  readonly title: boolean;
}

/** `given` is the title in the settings. There is always one section at least. */
export function sectionsOf(scan: Scan, { headings, breaks }: Outline, given: string | null): Section[] {
  const titled = titleOf(headings, given);
  const opening = titled === 'settings' ? null : titled;
  const deepest = levelOf(headings);
  const cuts = new Map(headings.filter(({ level }) => level <= deepest).map((heading) => [heading.line, heading]));
  const out: Section[] = [];
  let heading: Heading | null = null;
  let from = 0;
  let title = titled === 'settings';
  const close = (to: number): void => {
    let end = to;
    while (end > from && lineText(scan, end - 1).trim() === '') end--;
    if (heading !== null || title || end > from) out.push({ heading, from, to: end, title });
  };
  for (let i = 0; i < scan.starts.length; i++) {
    const next = cuts.get(i) ?? null;
    if (next === null && !breaks.has(i)) continue;
    close(i);
    heading = next;
    from = next?.end ?? i + 1;
    title = next !== null && next === opening;
  }
  close(scan.starts.length);
  return out.length > 0 ? out : [{ heading: null, from: 0, to: 0, title: false }];
}

/** The heading that is the document's title; `settings` where only those name one. */
function titleOf(headings: readonly Heading[], given: string | null): Heading | 'settings' | null {
  const [first] = headings;
  const only = first?.level === 1 && headings.filter(({ level }) => level === 1).length === 1 ? first : null;
  if (given === null) return only;
  return only !== null && plain(only.text) === plain(given) ? only : 'settings';
}

/** The deepest level of headings that make slides: what stands under h1s, or the first that there is. */
function levelOf(headings: readonly Heading[]): number {
  const [first = 6, second = first] = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b);
  return first === 1 ? second : first;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
