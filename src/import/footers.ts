// What a presentation program puts on every slide and no slide says: page numbers, and
// lines that stand at the top or the foot of most pages. And pages that only build up
// the one behind them.

/** At the edge of so many pages, and at least of three, a line is a header or footer. */
const SHARE = 0.5;
/** Lines at each edge that are looked at. */
const EDGE = 3;

export function withoutFooters(pages: readonly (readonly string[])[]): {
  readonly pages: readonly (readonly string[])[];
  readonly told: readonly string[];
} {
  const told: string[] = [];
  const seen = new Map<string, number>();
  // Pages that follow each other under one title are steps of one slide.
  let slides = 0;
  let title: string | undefined;
  for (const page of pages) {
    const first = page.find((line) => line.trim() !== '');
    if (first !== undefined && first === title) continue;
    title = first;
    slides++;
    for (const key of new Set(edgesOf(page).map((i) => keyOf(page[i] ?? '')))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const least = Math.max(3, slides * SHARE);
  const repeated = new Set([...seen].filter(([key, count]) => key !== '#' && count >= least).map(([key]) => key));
  let numbers = 0;
  let footers = 0;
  const cleaned = pages.map((page, index) => {
    // A title that comes again is still a title where it is the first line with more behind it.
    const edges = new Set(edgesOf(page));
    const first = page.findIndex((line) => line.trim() !== '');
    return page.filter((line, i) => {
      if (!edges.has(i)) return true;
      const number = isPageNumber(line, index, pages.length);
      const footer = repeated.has(keyOf(line)) && (i !== first || isAlwaysFirst(pages, keyOf(line)));
      if (number) numbers++;
      else if (footer) footers++;
      return !number && !footer;
    });
  });
  if (footers > 0) told.push(`lines that come on most slides are left out: ${[...repeated].map((key) => `"${key.trim()}"`).join(', ')}`);
  if (numbers > 0) told.push(`page numbers on ${numbers === 1 ? 'one slide' : `${numbers} slides`} are left out`);
  const built = withoutBuildUps(cleaned);
  if (built.length < cleaned.length) {
    const gone = cleaned.length - built.length;
    told.push(
      `${gone === 1 ? 'one page that only builds' : `${gone} pages that only build`} up the next ${gone === 1 ? 'is' : 'are'} left out`,
    );
  }
  return { pages: built, told };
}

/** Indexes of the first and last lines that hold something. */
function edgesOf(page: readonly string[]): number[] {
  const filled = page.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  return [...new Set([...filled.slice(0, EDGE), ...filled.slice(-EDGE)])];
}

/** A line without its numbers, since footers count. */
function keyOf(line: string): string {
  return line.trim().replace(/\s+/g, ' ').replace(/\d+/g, '#');
}

/** `7`, `7 / 20`, `Page 7 of 20`, as far as that fits the place. */
function isPageNumber(line: string, index: number, count: number): boolean {
  const match = /^(?:page |slide |seite |folie )?(\d{1,4})(?:\s*(?:\/|of|von)\s*(\d{1,4}))?$/i.exec(line.trim());
  if (match === null) return false;
  return match[2] !== undefined || Math.abs(Number(match[1]) - index - 1) <= Math.max(2, count / 3);
}

function isAlwaysFirst(pages: readonly (readonly string[])[], key: string): boolean {
  const first = pages.filter((page) => keyOf(page.find((line) => line.trim() !== '') ?? '') === key).length;
  return first >= pages.length * 0.8;
}

/** Exports of step by step slides show each step as a page: the last of them says it all. */
function withoutBuildUps(pages: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const words = pages.map((page) => page.map((line) => line.trim()).filter((line) => line !== ''));
  return pages.filter((_, i) => {
    const [own = [], next = []] = [words[i], words[i + 1]];
    return own.length < 2 || next.length <= own.length || !own.every((line, k) => next[k] === line);
  });
}
