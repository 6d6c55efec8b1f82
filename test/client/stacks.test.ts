// Stacks and fragments in a real browser: keys, address, patches, and what is seen.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlideData } from '../../src/protocol.ts';
import { until } from '../support/wait.ts';
import { bundleClient, type Client, deckOf, openTalk, slideOf, type Talk } from './support.ts';
import { type Visit, visit } from './visit.ts';

const FRAGMENTS =
  '<ul><li>first</li><li class="fragment" data-effect="1" data-step="1">second</li>' +
  '<li class="fragment current-visible" data-effect="2" data-step="2" data-until="3">passing</li></ul>' +
  '<p class="fragment highlight-red" data-effect="3">red</p><p class="fragment fade-out" data-effect="3" data-until="3">leaves</p>';

/** Slides in their columns: `a`, `b` above `c` above `d`, `e` above `f`, `g`. */
const GRID: readonly (readonly [text: string, h: number, v: number, steps?: number])[] = [
  ['a', 0, 0],
  ['b', 1, 0],
  ['c', 1, 1, 2],
  ['d', 1, 2],
  ['e', 2, 0],
  ['f', 2, 1, 4],
  ['g', 3, 0],
];

function slides(grid = GRID): SlideData[] {
  return grid.map(([text, h, v, steps = 1]) => slideOf(text === 'f' ? FRAGMENTS : `<p>${text}</p>`, { h, v, steps }));
}

/** As deckOf, with the columns that the slides have. */
function stacked(given: readonly SlideData[], version = 1): ReturnType<typeof deckOf> {
  const deck = deckOf(given, { version });
  return { ...deck, slides: deck.slides.map((slide, i) => ({ ...slide, h: given[i]?.h ?? i, v: given[i]?.v ?? 0 })) };
}

let client: Client;
let talk: Talk;
beforeAll(async () => {
  client = await bundleClient();
});
afterAll(() => client?.close());
beforeEach(async () => {
  talk = await openTalk({ client, deck: stacked(slides()) });
});
afterEach(async () => {
  await talk?.close();
});

/** Text of the slides that can be seen. */
const seen = ({ page }: Visit): Promise<string[]> =>
  page.$$eval('section.slide', (all) =>
    all.filter((section) => getComputedStyle(section).visibility === 'visible').map((section) => section.innerText.trim()),
  );
const letters = ({ page }: Visit): Promise<string> =>
  page.$$eval('.slides > section', (columns) =>
    columns.map((column) => (column.classList.contains('stack') ? `(${column.childElementCount})` : '-')).join(''),
  );

describe('stacks', () => {
  it('Next goes through all, and Back comes the same way', async () => {
    await using deck = await visit(talk);
    expect(await letters(deck)).toBe('-(3)(2)-');
    const way: string[] = [];
    for (let i = 0; i < 10; i++) way.push(await deck.press('Space'));
    expect(way).toEqual(['1.0', '2.0', '2.1', '3.0', '4.0', '5.0', '5.1', '5.2', '5.3', '6.0']);
    // So far from the first slide, the content comes after the page.
    await until(
      async () => (await seen(deck)).join() === 'g',
      'g alone',
      async () => (await seen(deck)).join(),
    );
    expect(await deck.press('PageUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp')).toBe('3.0');
    expect(await seen(deck)).toEqual(['d']);
    expect(deck.errors).toEqual([]);
  });

  it('arrows go through the grid, steps first', async () => {
    await using deck = await visit(talk);
    const steps: [string, string][] = [
      ['ArrowDown', '0.0'],
      ['ArrowRight', '1.0'],
      ['ArrowDown', '2.0'],
      ['ArrowDown', '2.1'],
      ['ArrowDown', '3.0'],
      ['ArrowDown', '3.0'],
      ['ArrowUp', '2.1'],
      ['ArrowUp', '2.0'],
      ['ArrowRight', '2.1'],
      ['ArrowRight', '4.0'],
      ['ArrowLeft', '1.0'],
      ['ArrowUp', '1.0'],
      ['ArrowRight', '4.0'],
      ['ArrowRight', '6.0'],
      ['ArrowRight', '6.0'],
    ];
    const went: [string, string][] = [];
    for (const [key] of steps) went.push([key, await deck.press(key)]);
    expect(went).toEqual(steps);
  });

  it('an address leads into a stack, and go() does', async () => {
    await using deck = await visit(talk, { hash: '#4' });
    expect([await deck.at(), await seen(deck)]).toEqual(['3.0', ['d']]);
    await deck.page.evaluate(() => window.lectern.go(1));
    expect([await deck.at(), await seen(deck)]).toEqual(['1.0', ['b']]);
    await deck.page.evaluate(() => {
      location.hash = '#/2/1';
    });
    await deck.reaches('5.0');
  });

  it('an edit moves slides between columns, and the talk stays where it is', async () => {
    await using deck = await visit(talk, { hash: '#4' });
    const after: typeof GRID = GRID.map(([text, h, v, steps = 1], i) => [text, i < 3 ? h : h + 1, i === 3 ? 0 : v, steps]);
    const next = stacked(slides(after), 2);
    talk.deck = next;
    talk.send({
      type: 'deck',
      patch: {
        version: 2,
        title: next.title,
        order: next.slides.map(({ hash, number, h, v, stepNumbers }) => ({ hash, number, h, v, stepNumbers })),
        slides: [],
        demos: [],
      },
    });
    await until(
      async () => (await letters(deck)) === '-(2)-(2)-',
      'the new columns',
      () => letters(deck),
    );
    expect([await deck.at(), await seen(deck)]).toEqual(['3.0', ['d']]);
    expect(await deck.press('ArrowLeft')).toBe('1.0');
    expect(await seen(deck)).toEqual(['b']);
  });
});

describe('fragments', () => {
  it('come, pass, change and leave at their steps', async () => {
    await using deck = await visit(talk, { hash: '#6' });
    const look = (): Promise<string[]> =>
      deck.page.$$eval('section.present section.present .fragment, section.present:not(.stack) .fragment', (all) =>
        all.map((element) => {
          const { visibility } = getComputedStyle(element);
          const classes = ['visible', 'current-fragment'].filter((name) => element.classList.contains(name));
          return `${element.textContent} ${visibility} ${classes.join(' ')}`.trim();
        }),
      );
    // So far from the first slide, the content comes after the page.
    await until(async () => (await look()).length > 0, 'the fragments');
    const states = [await look()];
    for (let i = 0; i < 3; i++) {
      await deck.press('Space');
      await until(
        async () => (await look()).every((line) => !/leaves visible visible/.test(line)),
        'the end of the fading',
        () => look().then(String),
      );
      states.push(await look());
    }
    expect(states).toEqual([
      ['second hidden', 'passing hidden', 'red visible', 'leaves visible'],
      ['second visible visible current-fragment', 'passing hidden', 'red visible', 'leaves visible'],
      ['second visible visible', 'passing visible visible current-fragment', 'red visible', 'leaves visible'],
      [
        'second visible visible',
        'passing hidden visible',
        'red visible visible current-fragment',
        'leaves hidden visible current-fragment',
      ],
    ]);
  });
});

describe('transitions', () => {
  it('a slide that asks for one comes while the other leaves', async () => {
    const asking = { 'data-transition': 'fade' };
    const both = slides([
      ['a', 0, 0],
      ['b', 0, 1],
    ]).map((slide) => ({ ...slide, attributes: { ...slide.attributes, ...asking } }));
    talk.deck = stacked(both);
    await using deck = await visit(talk);
    const { page } = deck;
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
    // From the very beginning on: frames may be slow to come.
    const during = await page.evaluate(async () => {
      window.lectern.next();
      const looks: string[] = [];
      for (let frame = 0; frame < 4; frame++) {
        looks.push([...document.querySelectorAll('section.slide')].map((section) => getComputedStyle(section).visibility).join());
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return looks;
    });
    expect(during).toContain('visible,visible');
    await until(
      async () => (await seen(deck)).join() === 'b',
      'the end of the transition',
      async () => (await seen(deck)).join(),
    );
  });
});
