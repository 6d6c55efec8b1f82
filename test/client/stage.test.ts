// The stage in a real browser: boxes, sizes of type, and nothing cut off.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleClient, type Client, DEMO, deckOf, openTalk, slideOf, type Talk } from './support.ts';
import { ready, type Visit, visit } from './visit.ts';

const line = (text: string): string => `<span class="line">${text}\n</span>`;
const code = (lines: readonly string[]): string => `<figure class="code"><pre><code>${lines.map(line).join('')}</code></pre></figure>`;
const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `const n${i} = ${i};`);

const SLIDES = [
  slideOf('<h1>One</h1><p>Text <code>code</code></p><pre><code>x</code></pre>', { demos: ['queue'] }),
  slideOf('<h1>No demo</h1>'),
  slideOf(`<h1>List</h1><ul>${'<li>an item of a list that is too long</li>'.repeat(18)}</ul>`),
  slideOf(`<h1>Code</h1>${code(many(20))}`),
  slideOf(`<h1>Wide</h1>${code(['x'.repeat(130)])}`),
  slideOf(`<h1>Wider</h1>${code([`f(${'argument, '.repeat(40)})`])}`),
  slideOf(`<h1>Far too much</h1>${'<p>a paragraph</p>'.repeat(90)}`),
  slideOf('<h1>Dark</h1>', { classes: 'inverse' }),
  slideOf('<h1>Light again</h1>'),
];

let client: Client;
let talk: Talk;
beforeAll(async () => {
  client = await bundleClient();
  talk = await openTalk({ client, deck: deckOf(SLIDES, { demos: [DEMO] }) });
});
afterAll(async () => {
  await talk?.close();
  client?.close();
});

const open = (width: number, height: number, slide = 0): Promise<Visit> => {
  talk.position = { slide, step: 0 };
  return visit(talk, { viewport: { width, height } });
};
const boxes = ({ page }: Visit): Promise<string[]> =>
  page.$$eval('#deck, #panel, section.present', (all) =>
    all.map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return `${element.id || 'slide'} ${[left, top, width, height].map(Math.round).join(' ')}`;
    }),
  );
/** Sizes in slide pixels. */
const sizes = ({ page }: Visit, selector: string): Promise<number[]> =>
  page.$$eval(`section.present :is(${selector})`, (all) => all.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)));
/** Whether all of the slide lies above its foot and within its width. */
const whole = ({ page }: Visit): Promise<boolean> =>
  page.$eval('section.present', (section) => {
    const room = section.getBoundingClientRect();
    return [...section.querySelectorAll('*')].every((element) => {
      const { right, bottom } = element.getBoundingClientRect();
      return right <= room.right && bottom <= room.bottom;
    });
  });

describe('the stage', () => {
  it('puts the panel beside the slide, and type keeps its size', async () => {
    await using deck = await open(1920, 1080);
    expect(await boxes(deck)).toEqual(['deck 0 0 1208 1080', 'slide 0 0 1208 1080', 'panel 1208 0 712 1080']);
    const [beside] = await sizes(deck, 'h1');
    await deck.press('d');
    expect(await boxes(deck)).toEqual(['deck 0 0 1920 1080', 'slide 0 0 1920 1080', 'panel 0 0 0 0']);
    expect(await sizes(deck, 'h1')).toEqual([beside]);
  });

  it('is open only where there is a demo', async () => {
    await using deck = await open(1920, 1080, 1);
    expect(await boxes(deck)).toEqual(['deck 0 0 1920 1080', 'slide 0 0 1920 1080', 'panel 0 0 0 0']);
  });

  it('puts the panel below in a narrow window', async () => {
    await using deck = await open(1024, 768);
    expect(await boxes(deck)).toEqual(['deck 0 0 1024 384', 'slide 0 0 1024 384', 'panel 0 384 1024 384']);
  });

  it('follows the divider, by pointer and by key, and remembers it', async () => {
    await using deck = await open(1920, 1080);
    const { page } = deck;
    await page.mouse.move(1204, 500);
    await page.mouse.down();
    await page.mouse.move(960, 500);
    await page.mouse.up();
    expect((await boxes(deck))[0]).toBe('deck 0 0 960 1080');
    await page.focus('#divider');
    expect(await deck.press('ArrowLeft')).toBe('0.0');
    expect((await boxes(deck))[0]).toBe('deck 0 0 920 1080');
    await deck.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.down('Shift');
    await deck.press('D');
    await page.keyboard.up('Shift');
    expect((await boxes(deck))[0]).toBe('deck 0 0 1920 536');
    await page.reload();
    await ready(page);
    expect((await boxes(deck))[0]).toBe('deck 0 0 1920 536');
  });

  it('gives the panel the whole window and takes it back', async () => {
    await using deck = await open(1920, 1080);
    await deck.press('z');
    expect((await boxes(deck)).at(-1)).toBe('panel 0 0 1920 1080');
    await deck.press('z');
    expect((await boxes(deck)).at(-1)).toBe('panel 1208 0 712 1080');
  });

  it('makes type larger and smaller', async () => {
    await using deck = await open(1920, 1080, 1);
    const scale = (): Promise<string> => deck.page.$eval('.slides', (slides) => (slides as HTMLElement).style.transform);
    await deck.press('+', '+');
    expect(await scale()).toBe('scale(1.1)');
    await deck.press('_');
    expect(await scale()).toBe('');
  });
});

describe('type', () => {
  it('is readable from the last row at 1080p', async () => {
    await using deck = await open(1920, 1080);
    const [[body = 0], [block = 0]] = [await sizes(deck, 'p'), await sizes(deck, 'pre')];
    expect(body).toBeGreaterThanOrEqual(33);
    expect(block).toBeGreaterThanOrEqual(24);
    expect(block).toBeLessThanOrEqual(26);
    expect(
      await deck.page.evaluate(() => [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)),
    ).toContain('Fraunces');
  });

  it.each([
    [2, 'a list gets smaller', { type: 'less', code: null }],
    [3, 'long code gets smaller, the title does not', { type: 'same', code: 'less' }],
    [4, 'a wide line gets smaller', { type: 'same', code: 'less' }],
    [5, 'a wider one wraps', { type: 'same', code: 'less' }],
  ])('slide %i: %s', async (slide, _, expected) => {
    await using deck = await open(1920, 1080, slide);
    const [heading = 0] = await sizes(deck, 'h1');
    const [block] = await sizes(deck, 'pre');
    expect({
      type: heading < 72 ? 'less' : 'same',
      code: block === undefined ? null : block < 25 ? 'less' : 'same',
    }).toEqual(expected);
    expect(block ?? 18).toBeGreaterThanOrEqual(17.5);
    expect(await whole(deck)).toBe(true);
  });

  it('that would get too small stays, and the slide scrolls', async () => {
    await using deck = await open(1920, 1080, 6);
    expect(await deck.page.$('section.present[data-scrolls]')).not.toBe(null);
    expect(await sizes(deck, 'h1')).toEqual([39.71]);
  });

  it('is fitted anew when there is less room, and grows back', async () => {
    await using deck = await open(1920, 1080, 3);
    const block = async (): Promise<number> => (await sizes(deck, 'pre'))[0] ?? 0;
    const before = await block();
    await deck.press('+', '+', '+');
    const smaller = await block();
    expect(smaller).toBeLessThan(before);
    expect(await whole(deck)).toBe(true);
    await deck.press('_');
    expect(await block()).toBe(before);
  });
});

describe('light and dark', () => {
  const colours = ({ page }: Visit): Promise<string[]> =>
    page.evaluate(() =>
      ['section.present', '.chrome'].map((selector) => {
        const element = document.querySelector(selector);
        return element === null ? '' : getComputedStyle(element)[selector === '.chrome' ? 'color' : 'backgroundColor'];
      }),
    );

  it('an inverse slide takes its chrome along, and the next one is light again', async () => {
    await using deck = await open(1920, 1080, 7);
    const dark = ['rgb(28, 27, 26)', 'rgb(158, 154, 144)'];
    const light = ['rgb(251, 250, 245)', 'rgb(113, 109, 100)'];
    expect(await colours(deck)).toEqual(dark);
    await deck.press('ArrowRight');
    expect(await colours(deck)).toEqual(light);
    await deck.press('i');
    expect(await colours(deck)).toEqual(dark);
    await deck.press('ArrowLeft');
    expect(await colours(deck)).toEqual(light);
  });
});
