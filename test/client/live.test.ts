// Edits, other windows and lost connections, in a real browser.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlideData } from '../../src/protocol.ts';
import { openPage } from '../support/browser.ts';
import { until } from '../support/wait.ts';
import { bundleClient, type Client, deckOf, openTalk, slideOf, type Talk } from './support.ts';
import { textOf, type Visit, visit } from './visit.ts';

const steps = '<p>one</p><p data-step="1">two</p>';
const SLIDES = ['A', 'B', 'C', 'D'].map((name) => slideOf(`<h1>${name}</h1>${steps}`, { steps: 2 }));
const replaced = (at: number, slide: SlideData): SlideData[] => SLIDES.map((old, i) => (i === at ? slide : old));

let client: Client;
let talk: Talk;
let deck: Visit;
beforeAll(async () => {
  client = await bundleClient();
});
afterAll(() => client?.close());
beforeEach(async () => {
  talk = await openTalk({ client, deck: deckOf(SLIDES) });
  deck = await visit(talk);
  return async () => {
    expect(deck.errors).toEqual([]);
    await deck[Symbol.asyncDispose]();
    await talk.close();
  };
});

const badge = (name: string): Promise<string | null> =>
  deck.page.evaluate((which) => document.querySelector(`[data-badge="${which}"]`)?.textContent ?? null, name);

describe('a saved edit', () => {
  it('changes the slide that is shown, and keeps slide and step, without a new page', async () => {
    await deck.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(await deck.at()).toBe('1.1');
    await deck.page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''));
    talk.edit(replaced(1, slideOf(`<h1>B, mended</h1>${steps}`, { steps: 2 })));
    await until(async () => (await textOf(deck.page)).includes('mended'), 'the new text');
    expect([await deck.at(), await textOf(deck.page)]).toEqual(['1.1', 'B, mended\n\none\n\ntwo']);
    expect(await deck.page.$('html[data-same-page]')).not.toBe(null);
  });

  it('that makes a slide too long for the stage is fitted', async () => {
    talk.edit(replaced(0, slideOf(`<h1>long</h1>${'<p>line</p>'.repeat(14)}`)));
    await until(async () => (await textOf(deck.page)).startsWith('long'), 'the new text');
    const fit = await deck.page.$eval('section.present', (section) => Number((section as HTMLElement).style.getPropertyValue('--fit')));
    expect(fit).toBeGreaterThan(0.55);
    expect(fit).toBeLessThan(1);
  });

  it('touches no other section', async () => {
    await deck.page.evaluate(() => {
      for (const section of document.querySelectorAll('.slides > section')) section.setAttribute('data-old', '');
      for (const body of document.querySelectorAll('.slides .body')) body.setAttribute('data-old', '');
    });
    talk.edit(replaced(1, slideOf('<h1>new</h1>')));
    await until(() => deck.page.evaluate(() => document.querySelectorAll('.slides .body:not([data-old])').length === 1), 'one new body');
    expect(await deck.page.$$eval('.slides > section', (all) => all.filter((section) => section.hasAttribute('data-old')).length)).toBe(4);
  });

  it.each<[string, SlideData[], string, string]>([
    ['before it moves the number, not the slide', [slideOf('<h1>new</h1>'), ...SLIDES], '3.0', 'C\n\none'],
    ['that removes an earlier slide', SLIDES.slice(1), '1.0', 'C\n\none'],
    ['that removes it leaves the nearest', SLIDES.filter((_, i) => i !== 2), '2.0', 'D\n\none'],
    ['that removes all after it', SLIDES.slice(0, 2), '1.0', 'B\n\none'],
  ])('%s', async (_, slides, position, text) => {
    await deck.press('3', 'Enter');
    await until(() => talk.position.slide === 2, 'the server to know');
    talk.edit(slides);
    await until(() => deck.page.evaluate((n) => window.lectern.total === n, slides.length), 'the new deck');
    await until(
      async () => (await textOf(deck.page)) === text,
      text,
      () => textOf(deck.page),
    );
    expect(await deck.at()).toBe(position);
    expect(await deck.press('ArrowLeft', 'ArrowRight', 'ArrowRight')).not.toBe(position);
  });

  it('made while the link was down is there when it is back', async () => {
    talk.refusing = true;
    talk.cut();
    talk.edit(replaced(0, slideOf('<h1>meanwhile</h1>')));
    talk.refusing = false;
    await until(async () => (await textOf(deck.page)) === 'meanwhile', 'the new text');
  });

  it('with a problem says so in a corner, and the slide stays', async () => {
    talk.send({ type: 'messages', messages: [{ severity: 'error', at: 'talk.md:12:9', reason: 'unknown demo "qeue"', frame: '' }] });
    await until(() => badge('message'), 'the badge');
    expect([await badge('message'), await textOf(deck.page)]).toEqual(['talk.md:12:9: unknown demo "qeue"', 'A\n\none']);
    talk.send({ type: 'messages', messages: [] });
    await until(async () => (await badge('message')) === null, 'no badge');
  });
});

describe('a window that is not ready', () => {
  it('does not wait for a font that hangs: what the page did not bring comes, and so do edits', async () => {
    const slides = Array.from({ length: 12 }, (_, i) => slideOf(`<h1>slide ${i}</h1>`));
    const long = await openTalk({ client, deck: deckOf(slides) });
    const opened = await openPage();
    try {
      const { page } = opened;
      await page.evaluateOnNewDocument(() => Object.defineProperty(document.fonts, 'ready', { value: new Promise(() => {}) }));
      await page.goto(long.url);
      long.move({ slide: 9, step: 0 });
      await until(async () => (await textOf(page)) === 'slide 9', 'its content');
      long.edit(slides.map((slide, i) => (i === 9 ? slideOf('<h1>edited</h1>') : slide)));
      await until(async () => (await textOf(page)) === 'edited', 'the edit');
      expect(await page.evaluate(() => document.documentElement.dataset.lectern)).toBeUndefined();
    } finally {
      await opened[Symbol.asyncDispose]();
      await long.close();
    }
  });
});

describe('another window', () => {
  it('moves this one', async () => {
    talk.move({ slide: 2, step: 1 });
    await deck.reaches('2.1');
  });

  it('loses against a key that the server orders after it', async () => {
    talk.answering = false;
    await deck.page.evaluate(() => {
      window.lectern.on('slide', (slide) => document.documentElement.setAttribute('data-went', String(slide)));
    });
    await deck.press('ArrowRight');
    await until(() => talk.received.some((message) => message.type === 'go'), 'the move');
    talk.move({ slide: 3, step: 0 });
    talk.move({ slide: 0, step: 1 });
    // Said after both, so both have been heard when it shows.
    talk.send({ type: 'refused', reason: 'heard' });
    await until(async () => (await badge('message')) === 'heard', 'the last word');
    expect(await deck.at()).toBe('0.1');
    expect(await deck.page.$('html[data-went]')).toBe(null);
  });

  it('wins when the server refuses the key', async () => {
    talk.answering = false;
    await deck.press('ArrowRight');
    await until(() => talk.received.some((message) => message.type === 'go'), 'the move');
    talk.move({ slide: 3, step: 0 });
    talk.send({ type: 'refused', reason: 'another window has moved on meanwhile' });
    talk.send({ type: 'position', revision: talk.revision, position: talk.position });
    await deck.reaches('3.0');
  });

  it('wins when the server orders it after the key', async () => {
    talk.answering = false;
    await deck.press('ArrowRight');
    await until(() => talk.received.some((message) => message.type === 'go'), 'the move');
    talk.move({ slide: 0, step: 1 });
    talk.move({ slide: 3, step: 0 });
    await deck.reaches('3.0');
  });
});

describe('a lost link', () => {
  it('is said, slides still turn, and the server learns of it when the link is back', async () => {
    talk.refusing = true;
    talk.cut();
    await until(() => badge('link'), 'the badge');
    expect(await badge('link')).toBe('not connected: slides turn and recordings play here, live demos wait for the server');
    expect(await deck.press('ArrowRight', 'ArrowRight')).toBe('1.0');
    talk.refusing = false;
    await until(() => talk.position.slide === 1, 'the server to be told');
    await until(async () => (await badge('link')) === null, 'no badge');
    expect(await deck.at()).toBe('1.0');
  });

  it('does not bring the talk back to where a server that was killed had kept it', async () => {
    await deck.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await until(() => talk.revision === 3, 'the server to know');
    talk.refusing = true;
    talk.cut();
    await until(() => badge('link'), 'the badge');
    // The last two moves had not reached the disk.
    Object.assign(talk, { position: { slide: 0, step: 1 }, revision: 1 });
    talk.refusing = false;
    await until(() => talk.revision === 2, 'the server to be told');
    expect([await deck.at(), talk.position]).toEqual(['1.1', { slide: 1, step: 1 }]);
  });

  it('test 88: is noticed also when nothing says so, and not where the server only has nothing to say', async () => {
    const links = (): number => talk.received.filter(({ type }) => type === 'hello').length;
    const pings = (): number => talk.received.filter(({ type }) => type === 'ping').length;
    await until(() => pings() >= 3, 'the server to be asked');
    expect([links(), await badge('link')]).toEqual([1, null]);
    talk.mute = true;
    const silent = performance.now();
    await until(() => links() === 2, 'a new link');
    expect(performance.now() - silent).toBeLessThan(10_000);
    talk.mute = false;
    const asked = pings();
    await until(() => pings() >= asked + 3, 'the server to be asked');
    expect(links()).toBe(2);
  });

  it('test 88: a page that slept has not been left', async () => {
    const links = (): number => talk.received.filter(({ type }) => type === 'hello').length;
    // What is not read meanwhile is no silence of the server's: longer than it takes to give it up.
    await deck.page.evaluate(() => {
      for (const end = performance.now() + 7000; performance.now() < end; );
    });
    const asked = talk.received.length;
    await until(() => talk.received.slice(asked).some(({ type }) => type === 'ping'), 'the server to be asked');
    expect([links(), await badge('link')]).toEqual([1, null]);
  });

  it('gives way when another window moved the talk meanwhile', async () => {
    talk.refusing = true;
    talk.cut();
    await deck.press('ArrowRight');
    talk.move({ slide: 3, step: 1 });
    talk.refusing = false;
    await deck.reaches('3.1');
  });
});
