// One contract, every engine: what a deck does in a real browser must not depend on
// the runtime that shows it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineName } from '../../src/deck.ts';
import type { SlideData } from '../../src/protocol.ts';
import { ENGINES } from '../../src/settings.ts';
import { until } from '../support/wait.ts';
import { bundleClient, type Client, DEMO, deckOf, openTalk, slideOf, type Talk } from './support.ts';
import { textOf, type Visit, visit } from './visit.ts';

const STEPS = '<p>one</p><p data-step="1">two</p><p data-step="2">three</p>';
const NAMES = ['A', 'B', 'C', 'D', 'E'] as const;
const page = (name: string, more: Parameters<typeof slideOf>[1] = {}): SlideData =>
  slideOf(`<h1>${name}</h1>${name === 'B' ? STEPS : ''}`, { steps: name === 'B' ? 3 : 1, name: name.toLowerCase(), ...more });

const clients = new Map<EngineName, Client>();
beforeAll(async () => {
  for (const engine of ENGINES) clients.set(engine, await bundleClient(engine === 'remark' ? 'remark' : 'paper'));
});
afterAll(() => {
  for (const client of clients.values()) client.close();
});

/** The sections that can be seen and are in front, as the audience has them. */
const inFront = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() => {
    const { left, top, width, height } = document.querySelector('#deck')?.getBoundingClientRect() ?? new DOMRect();
    const stack = document.elementsFromPoint(left + width / 2, top + height / 2);
    const found = stack.find((element) => element.closest('section.slide') !== null)?.closest<HTMLElement>('section.slide');
    return found == null ? [] : [found.innerText.trim().replace(/\s+/g, ' ')];
  });

describe.each(ENGINES)('engine %s', (engine) => {
  let talk: Talk;
  let deck: Visit;
  const open = async (slides: readonly SlideData[], more: { ratio?: string; hash?: string; at?: number } = {}): Promise<void> => {
    const client = clients.get(engine);
    if (client === undefined) throw new Error('not bundled');
    const { ratio = '16:9', hash = '', at = 0 } = more;
    talk = await openTalk({ client, deck: deckOf(slides, { demos: [DEMO] }), engine, ratio, position: { slide: at, step: 0 } });
    deck = await visit(talk, { hash });
  };
  const shows = (text: string): Promise<unknown> =>
    until(
      async () => (await inFront(deck)).join() === text,
      text,
      async () => (await inFront(deck)).join(),
    );
  afterEach(async () => {
    const errors = [...deck.errors];
    await deck[Symbol.asyncDispose]();
    await talk.close();
    expect(errors).toEqual([]);
  });

  describe('a deck of five', () => {
    beforeEach(() => open(NAMES.map((name) => page(name))));

    it('shows slides and steps by keys, forth and back', async () => {
      const way: string[] = [];
      // The last slide's content comes after the page.
      const shown = (): Promise<string> => until(async () => (await inFront(deck)).join(), 'a slide with something on it');
      const look = async (): Promise<number> => way.push(`${await deck.at()} ${await shown()}`);
      await look();
      for (const key of ['ArrowRight', 'Space', 'PageDown', 'ArrowRight', 'ArrowLeft', 'PageUp', 'End', 'Home']) {
        await deck.press(key);
        await look();
      }
      expect(way).toEqual([
        '0.0 A',
        '1.0 B one',
        '1.1 B one two',
        '1.2 B one two three',
        '2.0 C',
        '1.2 B one two three',
        '1.1 B one two',
        '4.0 E',
        '0.0 A',
      ]);
    });

    it('marks the section that is shown, and only that one', async () => {
      await deck.press('3', 'Enter');
      expect(await deck.page.$$eval('section.present', (all) => all.map((one) => one.textContent))).toEqual(['C']);
      expect(await textOf(deck.page)).toBe('C');
    });

    it('goes where it is told: go(), an address, a link, another window', async () => {
      await deck.page.evaluate(() => window.lectern.go(3));
      await shows('D');
      await deck.page.evaluate(() => {
        location.hash = '#b.2';
      });
      await shows('B one two three');
      await until(() => talk.position.slide === 1, 'the server to know');
      talk.move({ slide: 2, step: 0 });
      await shows('C');
      talk.edit(NAMES.map((name) => (name === 'C' ? slideOf('<p><a href="#e">to the end</a></p>') : page(name))));
      await until(async () => (await textOf(deck.page)) === 'to the end', 'the link');
      await deck.page.click('section.present a');
      await shows('E');
    });

    it('has no slide in the page twice, wherever it is', async () => {
      for (const key of ['ArrowRight', 'End', 'Home']) {
        await deck.press(key);
        const titles = await deck.page.$$eval('#deck h1', (all) => all.map((title) => title.textContent));
        expect(titles.toSorted()).toEqual([...new Set(titles)].toSorted());
      }
    });

    it('keeps the keys: what the runtime would do with them does not happen', async () => {
      const before = await deck.page.evaluate(() => document.documentElement.className + document.body.className);
      await deck.press('c', 'm', 't', 'v', 's');
      expect(await deck.page.evaluate(() => document.documentElement.className + document.body.className)).toBe(before);
      expect(await deck.at()).toBe('0.0');
      await deck.page.mouse.click(960, 500);
      expect(await deck.press('ArrowRight')).toBe('1.0');
    });

    it('overview, blackout and help come and go', async () => {
      for (const [key, selector] of [
        ['o', '.overview'],
        ['b', '.blackout'],
        ['?', '.help'],
      ] as const) {
        await deck.press(key);
        await deck.page.waitForSelector(selector);
        await deck.press('Escape');
        await deck.page.waitForFunction((gone) => document.querySelector(gone) === null, {}, selector);
      }
      await deck.press('o', 'ArrowRight', 'ArrowRight', 'Enter');
      await shows('C');
    });

    it('the pictures of the overview have the shape and the text of the slides', async () => {
      await deck.press('o');
      await deck.page.waitForSelector('.cell > .slide');
      const seen = await deck.page.$$eval('.cell', (cells) =>
        cells.map((cell) => {
          const slide = cell.querySelector('.slide')?.getBoundingClientRect();
          const box = cell.getBoundingClientRect();
          const fills = slide !== undefined && Math.abs(slide.width - box.width) < 1 && Math.abs(slide.height - box.height) < 1;
          return `${cell.querySelector('h1')?.textContent} ${fills}`;
        }),
      );
      expect(seen).toEqual(NAMES.map((name) => `${name} true`));
    });

    it('pictures whose slides have not come yet are drawn when they do', async () => {
      let release = (): void => {};
      talk.held = new Promise((resolve) => {
        release = resolve;
      });
      await deck.page.reload();
      await deck.page.waitForSelector('html[data-lectern="ready"]');
      const titles = (): Promise<string[]> =>
        deck.page.$$eval('.cell', (cells) => cells.map((cell) => cell.querySelector('h1')?.textContent ?? ''));
      await deck.press('o');
      await deck.page.waitForSelector('.cell');
      expect(await titles()).toContain('');
      release();
      await until(async () => (await titles()).join('') === NAMES.join(''), 'all pictures');
    });

    it.each<[string, (all: SlideData[]) => SlideData[], string, string]>([
      ['changed', (all) => all.with(2, slideOf('<h1>C, mended</h1>')), '2.0', 'C, mended'],
      ['before it came', (all) => [slideOf('<h1>new</h1>'), ...all], '3.0', 'C'],
      ['before it went', (all) => all.slice(1), '1.0', 'C'],
      ['it went itself', (all) => all.toSpliced(2, 1), '2.0', 'D'],
      ['it moved', (all) => [...all.toSpliced(2, 1), page('C')], '4.0', 'C'],
      ['all others went', (all) => all.slice(2, 3), '0.0', 'C'],
      ['many came', (all) => [...Array.from({ length: 40 }, (_, i) => slideOf(`<h1>new ${i}</h1>`)), ...all], '42.0', 'C'],
    ])('an edit while C is shown: %s', async (_, edit, position, text) => {
      await deck.press('3', 'Enter');
      await until(() => talk.position.slide === 2, 'the server to know');
      const after = edit(NAMES.map((name) => page(name)));
      talk.edit(after);
      await until(() => deck.page.evaluate((n) => window.lectern.total === n, after.length), 'the new deck');
      await deck.reaches(position);
      await shows(text);
      await deck.press('Home');
      const order: string[] = [];
      for (const [i] of after.entries()) {
        if (i > 0) while (!(await deck.press('ArrowRight')).endsWith('.0')) {}
        order.push((await deck.page.$eval('section.present h1', (title) => title.textContent)) ?? '');
      }
      expect(order).toEqual(after.map(({ html }) => /<h1>(.*?)<\/h1>/.exec(html)?.[1]));
    });

    it('an edit elsewhere does not touch what is shown', async () => {
      await deck.press('3', 'Enter');
      await deck.page.$eval('section.present', (section) => {
        section.setAttribute('data-kept', '');
        new MutationObserver(() => section.setAttribute('data-moved', '')).observe(section.parentElement ?? section, { childList: true });
      });
      await until(() => talk.position.slide === 2, 'the server to know');
      talk.edit([slideOf('<h1>new</h1>'), ...NAMES.filter((name) => name !== 'D').map((name) => page(name))]);
      await until(() => deck.page.evaluate(() => window.lectern.slide === 3), 'the new deck');
      expect(await deck.page.$eval('section.present', (section) => [section.textContent, section.hasAttribute('data-kept')])).toEqual([
        'C',
        true,
      ]);
    });
  });

  it.each(['16:9', '4:3'])('slides of %s lie in the middle of the deck, whole', async (ratio) => {
    await open([page('A')], { ratio });
    const box = await deck.page.$eval('section.present', (section) => {
      const { left, top, right, bottom } = section.getBoundingClientRect();
      return [left, top, window.innerWidth - right, window.innerHeight - bottom].map(Math.round);
    });
    // remark.js rounds the width of its slides down.
    expect(Math.abs((box[0] ?? 0) - (box[2] ?? 9))).toBeLessThanOrEqual(1);
    expect(Math.abs((box[1] ?? 0) - (box[3] ?? 9))).toBeLessThanOrEqual(1);
    expect(box[0]).toBeLessThan(ratio === '4:3' ? 300 : 10);
  });

  it('the panel opens beside a slide with a demo and goes again, and the slide stays whole', async () => {
    await open([page('A'), slideOf('<h1>D</h1>', { demos: ['queue'] }), page('C')]);
    await deck.press('ArrowRight');
    await deck.page.waitForSelector('#panel .pane');
    const boxes = (): Promise<{ slide: number[]; deck: number[]; panel: number }> =>
      deck.page.evaluate(() => {
        const of = (selector: string): number[] => {
          const { left, top, right, bottom } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
          return [left, top, right, bottom].map(Math.round);
        };
        const panel = document.querySelector<HTMLElement>('#panel');
        return { slide: of('section.present'), deck: of('#deck'), panel: panel === null || panel.hidden ? 0 : panel.offsetWidth };
      });
    const open1 = await boxes();
    expect(open1.panel).toBeGreaterThan(600);
    const [l = 0, t = 0, r = 0, b = 0] = open1.slide;
    const [dl = 0, dt = 0, dr = 0, db = 0] = open1.deck;
    expect([l >= dl - 1, t >= dt - 1, r <= dr + 1, b <= db + 1]).toEqual([true, true, true, true]);
    expect(r - l).toBeGreaterThan(0.9 * (dr - dl));
    await deck.press('ArrowRight');
    const closed = await boxes();
    expect([closed.panel, (closed.slide[2] ?? 0) - (closed.slide[0] ?? 0) > 1900]).toEqual([0, true]);
    await until(() => talk.position.slide === 2, 'the server to know');
    talk.send({ type: 'position', revision: talk.revision + 1, position: { slide: 1, step: 0 } });
    await shows('D');
  });

  it('what is too much for a slide is made to fit', async () => {
    await open([slideOf(`<h1>long</h1>${'<p>line</p>'.repeat(16)}`)]);
    const section = await deck.page.$eval('section.present', (element) => {
      const body = element.querySelector('.body');
      return {
        fit: Number((element as HTMLElement).style.getPropertyValue('--fit')),
        over: (body?.getBoundingClientRect().bottom ?? 0) - window.innerHeight,
      };
    });
    expect(section.fit).toBeGreaterThan(0.5);
    expect(section.fit).toBeLessThan(1);
    expect(section.over).toBeLessThanOrEqual(0);
  });

  it('a style sheet on a slide holds for the slides far from it, and until an edit takes it out', async () => {
    const first = slideOf('<style>.slide h1 { color: rgb(1, 2, 3) }</style><h1>styled</h1>');
    const rest = Array.from({ length: 20 }, (_, i) => slideOf(`<h1>slide ${i + 2}</h1>`));
    await open([first, ...rest], { at: 15 });
    const colour = (): Promise<string> => deck.page.$eval('section.present h1', (title) => getComputedStyle(title).color);
    await until(async () => (await colour()) === 'rgb(1, 2, 3)', 'the author’s colour', colour);
    expect(await deck.at()).toBe('15.0');
    talk.edit([slideOf('<h1>plain</h1>'), ...rest]);
    await until(async () => (await colour()) !== 'rgb(1, 2, 3)', 'the theme’s colour', colour);
  });

  it('a slide of a stack has its place in the order', async () => {
    await open(NAMES.map((name) => page(name)));
    const stacked = [0, 0, 1, 2, 0].map((v, i) => ({ ...page(NAMES[i] ?? 'A'), v }));
    const columns = [0, 1, 1, 1, 2];
    talk.deck = {
      ...talk.deck,
      version: 2,
      slides: deckOf(stacked).slides.map((slide, i) => ({ ...slide, h: columns[i] ?? 0, v: stacked[i]?.v ?? 0 })),
    };
    await deck.page.reload();
    await deck.page.waitForSelector('html[data-lectern="ready"]');
    const way: string[] = [];
    for (let i = 0; i < 6; i++) way.push(await deck.press('Space'));
    expect(way).toEqual(['1.0', '1.1', '1.2', '2.0', '3.0', '4.0']);
    await shows('E');
  });

  it.each([400, 2000])('%i slides open, and keys move them', async (count) => {
    await open(
      Array.from({ length: count }, (_, i) => slideOf(`<h1>slide ${i + 1}</h1>`)),
      { hash: `#${count - 1}` },
    );
    await shows(`slide ${count - 1}`);
    expect(await deck.press('ArrowRight', 'ArrowLeft', 'Home', 'ArrowRight')).toBe('1.0');
    await shows('slide 2');
  });
});
