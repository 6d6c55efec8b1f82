// Keys, steps and the address, in a real browser.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../src/protocol.ts';
import { until } from '../support/wait.ts';
import { bundleClient, type Client, DEMO, deckOf, openTalk, slideOf, type Talk } from './support.ts';
import { textOf, type Visit, visit } from './visit.ts';

const CODE = `<figure class="code" data-code="c" data-focus='[[0,"1"],[1,"2-3"],[2,"all"]]'><pre><code>${[1, 2, 3, 4]
  .map((n) => `<span class="line">line ${n}\n</span>`)
  .join('')}</code></pre></figure>`;

const SLIDES = [
  slideOf('<h1>First</h1>'),
  slideOf('<ul><li>a</li><li data-step="1">b</li><li data-step="2">c</li></ul>', { steps: 3, name: 'list' }),
  slideOf(CODE, { steps: 3 }),
  slideOf('<p>Type <input id="field"> <button id="button">Press</button> <a href="#list">back</a></p>'),
  slideOf('<h1>Last</h1>', { demos: ['queue'] }),
];

let client: Client;
let talk: Talk;
let deck: Visit;
beforeAll(async () => {
  client = await bundleClient();
  talk = await openTalk({ client, deck: deckOf(SLIDES, { demos: [DEMO] }) });
  deck = await visit(talk);
});
afterAll(async () => {
  await deck?.[Symbol.asyncDispose]();
  await talk?.close();
  client?.close();
});
// One window for all of them: each begins on the first slide, with nothing open and no field in use.
beforeEach(async () => {
  await deck.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await deck.press('Escape');
  const server = (): string => `${talk.position.slide}.${talk.position.step}`;
  await until(async () => (await deck.at()) === server(), 'the server to know where the window is', server);
  talk.move({ slide: 0, step: 0 });
  await deck.reaches('0.0');
  return () => expect(deck.errors).toEqual([]);
});

/** A window that has heard nothing for a while asks whether the server is there. */
const withoutPings = (messages: readonly ClientMessage[]): ClientMessage[] => messages.filter(({ type }) => type !== 'ping');

const lines = (): Promise<string[]> =>
  deck.page.$$eval('section.present .line', (all) => all.map((line) => `${line.className}${line.closest('[data-lit]') ? '!' : ''}`));

describe('keys', () => {
  it('go on and back over slides and their steps', async () => {
    const seen: string[] = [];
    for (const key of [
      'ArrowRight',
      ' ',
      'PageDown',
      'ArrowDown',
      'ArrowLeft',
      'ArrowUp',
      'PageUp',
      'End',
      'ArrowRight',
      'Home',
      'ArrowLeft',
    ]) {
      seen.push(await deck.press(key));
    }
    expect(seen).toEqual(['1.0', '1.1', '1.2', '2.0', '1.2', '1.1', '1.0', '4.0', '4.0', '0.0', '0.0']);
  });

  it('and the server hears of each move, in order', async () => {
    const before = talk.received.length;
    const heard = () => withoutPings(talk.received.slice(before));
    await deck.press('ArrowRight', 'ArrowRight', 'Home');
    await until(() => heard().length >= 3, 'three moves');
    expect(heard().map((m) => (m.type === 'go' ? `${m.slide}.${m.step}` : m.type))).toEqual(['1.0', '1.1', '0.0']);
  });

  it('digits and Enter go to a slide by the number it shows', async () => {
    expect(await deck.press('4', 'Enter')).toBe('3.0');
    expect(await deck.press('9', '9', 'Enter')).toBe('3.0');
    expect(await deck.press('2', 'Escape', 'Enter')).toBe('3.0');
  });

  it('with Ctrl, Alt or Meta are not ours', async () => {
    for (const modifier of ['Control', 'Alt', 'Meta'] as const) {
      await deck.page.keyboard.down(modifier);
      // Alone, since the browser's own shortcuts would leave the page.
      await deck.page.evaluate((key) => {
        const init = { key: 'ArrowRight', ctrlKey: key === 'Control', altKey: key === 'Alt', metaKey: key === 'Meta' };
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true }));
      }, modifier);
      await deck.page.keyboard.up(modifier);
    }
    expect(await deck.at()).toBe('0.0');
  });

  it('typed into a field stay there, but a clicker drives the deck', async () => {
    await deck.press('4', 'Enter');
    await deck.page.focus('#field');
    expect(await deck.press('a', ' ', 'b', 'ArrowLeft', '.', 'Home', '1', 'Enter')).toBe('3.0');
    expect(await deck.page.$eval('#field', (field) => (field as HTMLInputElement).value)).toBe('1a .b');
    expect(await deck.press('PageUp')).toBe('2.2');
  });

  it('Space and Enter press the button that has the focus', async () => {
    await deck.press('4', 'Enter');
    await deck.page.focus('#button');
    expect(await deck.press(' ', 'Enter')).toBe('3.0');
    expect(await deck.press('ArrowLeft')).toBe('2.2');
  });

  it('b makes the screen black; the next key brings the slide back before it moves', async () => {
    const black = (): Promise<boolean> => deck.page.$('.blackout').then((found) => found !== null);
    await deck.press('b');
    expect(await black()).toBe(true);
    expect(await deck.press('ArrowRight')).toBe('0.0');
    expect(await black()).toBe(false);
    expect(await deck.press('.', '.', 'ArrowRight')).toBe('1.0');
  });

  it('o shows all slides, and Enter goes to the chosen one', async () => {
    expect(await deck.press('o', 'ArrowRight', 'ArrowRight')).toBe('0.0');
    expect(await deck.page.$$eval('.cell', (cells) => cells.map((cell) => cell.textContent?.trim().slice(0, 5)))).toHaveLength(5);
    expect(await deck.press('Enter')).toBe('2.0');
    expect(await deck.page.$('.overview')).toBe(null);
  });

  it('? lists every key', async () => {
    await deck.press('?');
    const help = await deck.page.$eval('.help', (element) => (element as HTMLElement).innerText);
    for (const words of [
      'next',
      'overview',
      'run the demo',
      'presenter view',
      'type the next scripted line',
      'black screen',
      'full screen',
    ])
      expect(help).toContain(words);
  });

  it('d closes the panel and opens it again, for the slides that follow too', async () => {
    const width = (): Promise<number> => deck.page.$eval('#deck', (element) => element.clientWidth);
    await deck.press('End');
    const widths = [await width()];
    for (const key of ['d', 'Home', 'End', 'd', 'Home']) {
      await deck.press(key);
      widths.push(await width());
    }
    expect(widths).toEqual([1208, 1920, 1920, 1920, 1208, 1920]);
  });

  it('r runs the demo of the slide, x stops it', async () => {
    await deck.press('End');
    await until(() => talk.position.slide === 4, 'the server to know');
    const before = talk.received.length;
    const heard = () => withoutPings(talk.received.slice(before));
    await deck.press('r');
    await until(() => heard().length > 0, 'the run');
    expect(heard()).toEqual([{ type: 'run', demo: 'queue' }]);
  });
});

describe('steps', () => {
  it('show what belongs to them, in its place', async () => {
    await deck.press('ArrowRight');
    const items = (): Promise<string[]> =>
      deck.page.$$eval('section.present li', (all) =>
        all.map((li) => `${getComputedStyle(li).visibility} ${Math.round(li.offsetTop)} ${li.ariaHidden}`),
      );
    const first = await items();
    await deck.press('ArrowRight');
    const second = await items();
    await deck.press('ArrowRight');
    const third = await items();
    const shape = (list: string[]): string[] => list.map((line) => line.replace(/ \d+ /, ' '));
    expect([shape(first), shape(second), shape(third)]).toEqual([
      ['visible null', 'hidden true', 'hidden true'],
      ['visible null', 'visible null', 'hidden true'],
      ['visible null', 'visible null', 'visible null'],
    ]);
    expect(first.map((line) => line.split(' ')[1])).toEqual(third.map((line) => line.split(' ')[1]));
  });

  it('light lines of code and dim the others', async () => {
    await deck.press('3', 'Enter');
    expect(await lines()).toEqual(['line lit!', 'line!', 'line!', 'line!']);
    await deck.press('ArrowRight');
    expect(await lines()).toEqual(['line!', 'line lit!', 'line lit!', 'line!']);
    await deck.press('ArrowRight');
    expect(await lines()).toEqual(['line', 'line', 'line', 'line']);
  });
});

describe('the address', () => {
  it('names slide and step, and leads there', async () => {
    const hash = (): Promise<string> => deck.page.evaluate(() => location.hash);
    for (const [key, address] of [
      ['ArrowRight', '#list'],
      ['ArrowRight', '#list.1'],
      ['End', '#5'],
    ] as const) {
      await deck.press(key);
      await until(async () => (await hash()) === address, address, hash);
    }
    await deck.page.evaluate(() => {
      location.hash = '#3.1';
    });
    await deck.reaches('2.1');
  });

  it('of a link on a slide is followed', async () => {
    await deck.press('4', 'Enter');
    await deck.page.click('section.present a');
    expect(await deck.at()).toBe('1.0');
  });

  it('that somebody opens leads the talk; a reload stays where the talk is', async () => {
    const other = await visit(talk, { hash: '#list.2' });
    expect(await other.at()).toBe('1.2');
    await deck.reaches('1.2');
    talk.move({ slide: 2, step: 1 });
    await other.page.reload();
    await other.page.waitForSelector('html[data-lectern="ready"]');
    expect(await other.at()).toBe('2.1');
    expect(await textOf(other.page)).toContain('line 1');
    await other[Symbol.asyncDispose]();
  });
});
