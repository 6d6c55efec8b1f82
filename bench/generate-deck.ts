// Decks of any length to measure with: on every slide a heading, four bullets and
// notes, on every second a TypeScript block of 12 lines, on every fifth a link, on
// every tenth a table. The same number gives the same text, always.

const WORDS =
  'anchor basin candle delta ember forest garden harbour island juniper kettle lantern meadow nectar orchard pebble quarry river saddle timber umbrella valley willow yonder zephyr acorn bramble copper drift engine feather gravel hollow ivory'.split(
    ' ',
  );

/** The talk's text in the Remark dialect. */
export function generateDeck(slides: number): string {
  const words = createWords(7);
  return Array.from({ length: slides }, (_, i) => slideText(i + 1, words)).join('\n---\n\n');
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

function slideText(slide: number, words: Words): string {
  const bullets = [1, 2, 3, 4].map((bullet) => {
    const link = bullet === 2 && slide % 5 === 0 ? ` [${words.some(1)}](https://example.com/${slide})` : '';
    return `- The ${words.some(2)} meets **${words.some(1)}** by \`${words.some(1)}()\` ${words.some(2)}${link}`;
  });
  const parts = [`${slide === 1 ? '#' : '##'} ${headingOf(slide)}`, bullets.join('\n')];
  if (slide % 2 === 0) parts.push(codeBlock(slide, words));
  if (slide % 10 === 0) parts.push(table(words));
  parts.push(`???\nSay that ${words.some(8)}. After that ${words.some(7)}.`);
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
