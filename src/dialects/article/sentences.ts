// Where a long paragraph may be cut: between two sentences, outside code, links and
// emphasis, so that each part reads as Markdown by itself.
import { proseOf } from '../prose.ts';

/** A full stop and white space before what looks like the beginning of a sentence. */
const END = /[.!?。！？]["'”’»)]*(?:\s+(?=["'“‘«(*_`[]*[\p{Lu}\p{Lo}\d])|(?<=[。！？])(?=\S))/gu;
const SHORT = /(?:^|[\s(])(?:[A-Z]|e\.g|i\.e|cf|vs|etc|approx|Dr|Mr|Mrs|Ms|Prof|St|No|Fig|Sec|ca|bzw|z\. ?B|d\. ?h)\.$/i;

/** Offsets at which sentences begin, but for the first. */
export function sentenceStarts(text: string): number[] {
  const prose = proseOf(text);
  const starts: number[] = [];
  let open: Open = CLOSED;
  let counted = 0;
  for (const match of text.matchAll(END)) {
    const at = match.index + match[0].length;
    if (prose[match.index] !== text[match.index] || SHORT.test(text.slice(Math.max(0, match.index - 8), match.index + 1))) continue;
    open = after(open, prose.slice(counted, at));
    counted = at;
    if (Object.values(open).every((count) => count === 0)) starts.push(at);
  }
  return starts;
}

/** What has begun and not ended: 1 for a mark seen an odd number of times. */
interface Open {
  readonly brackets: number;
  readonly stars: number;
  readonly lines: number;
  readonly tildes: number;
  readonly dollars: number;
  readonly ticks: number;
}

const CLOSED: Open = { brackets: 0, stars: 0, lines: 0, tildes: 0, dollars: 0, ticks: 0 };

function after(open: Open, prose: string): Open {
  const count = (pattern: RegExp): number => (prose.match(pattern) ?? []).length;
  return {
    brackets: open.brackets + count(/(?<!\\)\[/g) - count(/(?<!\\)\]/g),
    stars: (open.stars + count(/\*/g)) % 2,
    lines: (open.lines + count(/(?<!\w)_|_(?!\w)/g)) % 2,
    tildes: (open.tildes + count(/~~/g)) % 2,
    dollars: (open.dollars + count(/(?<!\\)\$/g)) % 2,
    ticks: (open.ticks + count(/`/g)) % 2,
  };
}
