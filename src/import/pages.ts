// Where one slide ends and the next begins in a text, and what is its title.

import { withoutFooters } from './footers.ts';
import { type Fence, fencesOf, isBullet } from './text-lines.ts';

export interface SlidePage {
  readonly title: string | null;
  /** Behind the title. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

export interface Pages {
  readonly pages: readonly SlidePage[];
  readonly told: readonly string[];
}

/** `Slide 3`, `Slide 3: Words`, `--- Slide 3 ---`, `[Page 3]`. */
const NUMBERED = /^\W{0,6}(?:slide|page|folie|seite)\s+#?\d+\b(?:\s*(?:of|\/|von)\s*\d+)?[\s:.\-–—)\]]*(.*?)[\s\-–—=\]]*$/i;
const NOTES = /^(?:speaker |presenter )?notes?:\s*(.*)$/i;

/** The text has `\n` line ends. */
export function pagesOf(text: string): Pages {
  if (text.includes('\f')) {
    const cleaned = withoutFooters(
      text
        .replace(/\f\s*$/, '')
        .split('\f')
        .map((page) => page.split('\n')),
    );
    return { pages: cleaned.pages.filter(hasWords).map(titled), told: cleaned.told };
  }
  const lines = text.split('\n');
  const fences = fencesOf(lines);
  const numbered = lines.map((line, i) => (fences[i] === 0 ? NUMBERED.exec(line.trim()) : null));
  if (numbered.filter((match) => match !== null).length >= 2) {
    const cleaned = withoutFooters(cutAt(lines, (i) => numbered[i] !== null));
    const pages = cleaned.pages.map((page) => {
      const words = NUMBERED.exec((page[0] ?? '').trim())?.[1];
      return words === undefined ? titled(page) : words === '' ? titled(page.slice(1)) : withNotes(words, page.slice(1));
    });
    return { pages: pages.filter(({ title, lines: rest }) => title !== null || hasWords(rest)), told: cleaned.told };
  }
  const rulers = lines.map(
    (line, i) => fences[i] === 0 && /^\s*(?:-{3,}|={3,}|_{3,}|\*{3,}|#{3,})\s*$/.test(line) && (lines[i - 1] ?? '').trim() === '',
  );
  if (rulers.filter(Boolean).length >= 2) {
    const pages = cutAt(lines, (i) => rulers[i] === true).map((page) =>
      page.filter((line, i) => i > 0 || !/^\s*[-=_*#]{3,}\s*$/.test(line)),
    );
    return { pages: pages.filter(hasWords).map(titled), told: [] };
  }
  return byTitles(lines, fences);
}

/** Nothing between the slides: capitals make a title, where none are used a short line that stands alone. */
function byTitles(all: readonly string[], fencesOfAll: readonly Fence[]): Pages {
  const numbers = all.map((line, i) => fencesOfAll[i] === 0 && /^\s*\d{1,4}\s*$/.test(line) && alone(all, i));
  const lines = all.filter((_, i) => numbers[i] !== true);
  const fences = fencesOfAll.filter((_, i) => numbers[i] !== true);
  const dropped = all.length - lines.length;
  const capitals = lines.map((line, i) => fences[i] === 0 && isCapitals(line) && (lines[i - 1] ?? '').trim() === '' && isLine(line));
  const begins =
    capitals.filter(Boolean).length >= 2
      ? capitals
      : lines.map(
          (line, i) =>
            fences[i] === 0 &&
            isLine(line) &&
            line.length <= 60 &&
            !/[.,;:!]$/.test(line.trim()) &&
            (i === 0 || (lines[i - 1] ?? '').trim() === '') &&
            ((lines[i + 1] ?? '').trim() === '' || isBullet(lines[i + 1] ?? '')),
        );
  const pages = cutAt(lines, (i) => begins[i] === true)
    .filter(hasWords)
    .map((page) => (begins.includes(true) ? titled(page) : withNotes(null, page)));
  return {
    pages,
    told:
      dropped === 0
        ? []
        : [
            `${dropped === 1 ? 'a number that stands' : `${dropped} numbers that stand`} alone, taken for page numbers, ${dropped === 1 ? 'is' : 'are'} left out`,
          ],
  };
}

function cutAt(lines: readonly string[], begins: (i: number) => boolean): string[][] {
  const out: string[][] = [[]];
  for (const [i, line] of lines.entries()) {
    if (begins(i)) out.push([]);
    out.at(-1)?.push(line);
  }
  return out.filter((page) => page.length > 0);
}

/** The first line is the title, if it looks like one. */
function titled(page: readonly string[]): SlidePage {
  const at = page.findIndex((line) => line.trim() !== '');
  const line = page[at] ?? '';
  if (at === -1 || !isLine(line) || /[,;]$/.test(line.trim())) return withNotes(null, page);
  // A title may go on: short lines with nothing between them and the text.
  const next = page[at + 1] ?? '';
  const goesOn = isCapitals(line) && isCapitals(next) && isLine(next) && (page[at + 2] ?? '').trim() === '';
  return withNotes(goesOn ? `${line.trim()} ${next.trim()}` : line.trim(), page.slice(at + (goesOn ? 2 : 1)));
}

function withNotes(title: string | null, page: readonly string[]): SlidePage {
  const fences = fencesOf(page);
  const at = page.findIndex((line, i) => fences[i] === 0 && NOTES.test(line.trim()) && (page[i - 1] ?? '').trim() === '');
  if (at === -1) return { title, lines: page, notes: [] };
  const first = NOTES.exec((page[at] ?? '').trim())?.[1] ?? '';
  return { title, lines: page.slice(0, at), notes: [first, ...page.slice(at + 1)] };
}

function hasWords(lines: readonly string[]): boolean {
  return lines.some((line) => line.trim() !== '');
}

/** Could be a title: not long, no bullet, no code. */
function isLine(line: string): boolean {
  const text = line.trim();
  return text !== '' && text.length <= 100 && !isBullet(line) && !/^(?:```|~~~)/.test(text) && !/[{};]$|^\d+[.)]\s|=>|^[$>#]\s/.test(text);
}

function isCapitals(line: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line.replace(/\b(?:a|an|and|in|is|of|or|the|to|vs|with)\b/g, ''));
}

function alone(lines: readonly string[], i: number): boolean {
  return (lines[i - 1] ?? '').trim() === '' && (lines[i + 1] ?? '').trim() === '';
}
