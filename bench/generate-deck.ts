// Decks of any length to measure with: on every slide a heading, four bullets and
// notes, on every second a TypeScript block of 12 lines, on every fifth a link, on
// every tenth a table. The same number gives the same text, always.

import type { Dialect } from '../src/deck.ts';

const WORDS =
  'anchor basin candle delta ember forest garden harbour island juniper kettle lantern meadow nectar orchard pebble quarry river saddle timber umbrella valley willow yonder zephyr acorn bramble copper drift engine feather gravel hollow ivory'.split(
    ' ',
  );

/** How a dialect sets notes apart, what stands between its slides, and what on top. */
const FORMS: Readonly<Record<Dialect, { readonly top: string; readonly between: string; notes(text: string): string }>> = {
  remark: { top: '', between: '\n---\n\n', notes: (text) => `???\n${text}` },
  reveal: { top: '---\ndialect: reveal\n---\n', between: '\n---\n\n', notes: (text) => `Note:\n${text}` },
  marp: { top: '---\nmarp: true\n---\n', between: '\n---\n\n', notes: (text) => `<!--\n${text}\n-->` },
  article: { top: '---\ndialect: article\ntitle: A long way\n---\n', between: '\n', notes: (text) => `<!-- notes: ${text} -->` },
};

/** The talk's text. */
export function generateDeck(slides: number, dialect: Dialect = 'remark'): string {
  const words = createWords(7);
  const { top, between, notes } = FORMS[dialect];
  return top + Array.from({ length: slides }, (_, i) => slideText(i + 1, words, notes)).join(between);
}

/** The heading of a slide, counted from 1, without its marker. */
export function headingOf(slide: number): string {
  return `Part ${slide} of the long way home`;
}

interface Words {
  /** So many words, with spaces between. */
  some(count: number): string;
  number(below: number): number;
}

function slideText(slide: number, words: Words, notes: (text: string) => string): string {
  const bullets = [1, 2, 3, 4].map((bullet) => {
    const link = bullet === 2 && slide % 5 === 0 ? ` [${words.some(1)}](https://example.com/${slide})` : '';
    return `- The ${words.some(2)} meets **${words.some(1)}** by \`${words.some(1)}()\` ${words.some(2)}${link}`;
  });
  const parts = [`${slide === 1 ? '#' : '##'} ${headingOf(slide)}`, bullets.join('\n')];
  if (slide % 2 === 0) parts.push(codeBlock(slide, words));
  if (slide % 10 === 0) parts.push(table(words));
  parts.push(notes(`Say that ${words.some(8)}. After that ${words.some(7)}.`));
  return `${parts.join('\n\n')}\n`;
}

function codeBlock(slide: number, words: Words): string {
  return `\`\`\`ts
interface Parcel${slide} {
  readonly to: string;
  weight: number;
}
export async function deliver${slide}(parcels: readonly Parcel${slide}[]): Promise<number> {
  let total = ${words.number(90)};
  for (const { to, weight } of parcels) {
    if (to === '${words.some(2)}') continue; // ${words.some(3)}
    total += await weigh(\`\${to}: ${words.some(1)}\`, weight);
  }
  return total;
}
\`\`\``;
}

function table(words: Words): string {
  const rows = Array.from({ length: 4 }, () => `| ${words.some(2)} | ${words.number(500)} | ${words.some(1)} |`);
  return ['| What | How many | Where |', '|---|--:|---|', ...rows].join('\n');
}

/** A small generator of its own, so that no engine's Math.random decides what is measured. */
function createWords(seed: number): Words {
  let state = seed;
  const number = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return { number, some: (count) => Array.from({ length: count }, () => WORDS[number(WORDS.length)]).join(' ') };
}
