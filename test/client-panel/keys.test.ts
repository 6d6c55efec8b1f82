// Who gets the keys: the program only with the focus, the deck never while typing,
// a clicker always. Keys are pressed in a real browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce, type Bench, demo, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const typed = async (bench: Bench): Promise<string> =>
  (await bench.log())
    .filter(([call]) => call === 'input')
    .map(([, , , data]) => data)
    .join('');
const deckKeys = (bench: Bench): Promise<string[]> => bench.page.evaluate(() => window.lab.deckKeys);
const hasFocus = (bench: Bench): Promise<boolean> => bench.page.evaluate(() => window.lab.panel.hasFocus);
const focusChanges = (bench: Bench): Promise<boolean[]> => bench.page.evaluate(() => window.lab.focus);

/** A live demo, with the focus unless it is not wanted. */
async function live(change: Parameters<typeof demo>[0] = {}, focus = true): Promise<Bench> {
  const bench = await openBench(site, [demo(change)]);
  await bench.status(status('running', 'r1'));
  if (focus) await bench.page.evaluate(() => window.lab.panel.focus());
  return bench;
}

describe('focus', () => {
  it('is taken by a click, shown by a ring and words, and nothing moves', async () => {
    await using bench = await live({}, false);
    const place = (): Promise<string> => bench.page.$eval('.xterm-screen', (screen) => JSON.stringify(screen.getBoundingClientRect()));
    const before = await place();
    await bench.page.keyboard.type('ab');
    await bench.page.click('.pane-box');
    await bench.page.keyboard.type('cd');
    const ring = await bench.page.$eval('.pane', (pane) => getComputedStyle(pane, '::before').borderTopWidth);
    const words = await bench.page.$eval('.pane-aside', (aside) => aside.textContent);
    expect({ typed: await typed(bench), deck: await deckKeys(bench), ring, words, moved: (await place()) !== before }).toEqual({
      typed: 'cd',
      deck: ['a', 'b'],
      ring: '2px',
      words: 'typing here · Esc Esc to the slides',
      moved: false,
    });
    await bench.page.waitForFunction(() => window.lab.focus.length === 1);
    expect(await focusChanges(bench)).toEqual([true]);
  });

  it('cannot be had before a run or after it: clicks and Tab leave the keys with the deck', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.page.evaluate(() => window.lab.panel.focus());
    expect(await hasFocus(bench)).toBe(false);
    await bench.status(status('running', 'r1'));
    await bench.output('r1', 'done\r\n');
    await bench.status(status('exited', 'r1'));
    await bench.page.waitForSelector('.panel[data-state="exited"]');
    await bench.page.click('.pane-box');
    expect(await bench.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await bench.page.keyboard.type('x');
    expect({ focus: await hasFocus(bench), deck: await deckKeys(bench), typed: await typed(bench) }).toEqual({
      focus: false,
      deck: ['x'],
      typed: '',
    });
  });

  it('returns to the deck by itself when the run ends', async () => {
    await using bench = await live();
    expect(await hasFocus(bench)).toBe(true);
    await bench.status(status('exited', 'r1'));
    await bench.page.waitForFunction(() => window.lab.focus.length === 2);
    await bench.page.keyboard.press('ArrowRight');
    expect({ changes: await focusChanges(bench), deck: await deckKeys(bench) }).toEqual({ changes: [true, false], deck: ['ArrowRight'] });
  });

  it('returns with Esc twice, of which the program gets one; one alone is the program’s', async () => {
    await using bench = await live();
    await atOnce(bench.page, ['Escape', 'i']);
    expect({ focus: await hasFocus(bench), typed: await typed(bench) }).toEqual({ focus: true, typed: '\x1bi' });
    await atOnce(bench.page, ['Escape', 'Escape']);
    expect({ focus: await hasFocus(bench), typed: await typed(bench), deck: await deckKeys(bench) }).toEqual({
      focus: false,
      typed: '\x1bi\x1b',
      deck: [],
    });
    await bench.page.keyboard.type('n');
    expect(await deckKeys(bench)).toEqual(['n']);
  });

  it('goes from pane to pane without a word to the deck, and comes back to the pane that had it', async () => {
    await using bench = await live({ panes: ['a', 'b'].map((name) => ({ name, command: name })) }, false);
    await bench.page.click('[data-pane="a"] .pane-box');
    await bench.page.keyboard.type('1');
    await bench.page.click('[data-pane="b"] .pane-head');
    await bench.page.keyboard.type('2');
    await bench.page.click('[data-pane="a"] .pane-box');
    await bench.page.evaluate(() => window.lab.panel.blur());
    await bench.page.waitForFunction(() => window.lab.focus.length === 2);
    await bench.page.evaluate(() => window.lab.panel.focus());
    await bench.page.keyboard.type('3');
    await bench.page.waitForFunction(() => window.lab.focus.length === 3);
    expect({ log: await bench.log(), changes: await focusChanges(bench) }).toEqual({
      log: [
        ['input', 'queue', 'a', '1'],
        ['input', 'queue', 'b', '2'],
        ['input', 'queue', 'a', '3'],
      ],
      changes: [true, false, true],
    });
  });

  it('is not taken by a press on a button, whose Enter and Space stay with it', async () => {
    await using bench = await live();
    await bench.page.locator('aria/Stop[role="button"]').click();
    await bench.page.keyboard.type('y');
    expect(await typed(bench)).toBe('y');
    await bench.page.focus('[data-control="restart"]');
    await bench.page.keyboard.press('Enter');
    await bench.page.keyboard.press('Space');
    expect((await bench.log()).map(([call]) => call)).toEqual(['stop', 'input', 'stop', 'stop']);
    expect(await deckKeys(bench)).toEqual([]);
  });
});

describe('typing', () => {
  it('sends keys as a terminal does, and not one of them to the deck', async () => {
    await using bench = await live();
    await bench.page.keyboard.type('h 1');
    for (const key of ['Enter', 'Backspace', 'ArrowUp', 'Home', 'Tab', 'F1'] as const) await bench.page.keyboard.press(key);
    await bench.page.keyboard.down('Control');
    await bench.page.keyboard.press('c');
    await bench.page.keyboard.up('Control');
    expect({ typed: await typed(bench), deck: await deckKeys(bench) }).toEqual({
      typed: 'h 1\r\x7f\x1b[A\x1b[H\t\x1bOP\x03',
      deck: [],
    });
  });

  it('sends a paste whole, bracketed where the program asks for it', async () => {
    await using bench = await live();
    const paste = (text: string): Promise<void> =>
      bench.page.evaluate((data) => {
        const clipboard = new DataTransfer();
        clipboard.setData('text/plain', data);
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
      }, text);
    await paste('one\ntwo');
    await bench.output('r1', '\x1b[?2004hready');
    await bench.text(/ready/);
    await paste('three');
    expect(await typed(bench)).toBe('one\rtwo\x1b[200~three\x1b[201~');
  });

  it('sends text that an input method composes', async () => {
    await using bench = await live();
    const session = await bench.page.createCDPSession();
    await session.send('Input.imeSetComposition', { text: 'e', selectionStart: 1, selectionEnd: 1 });
    await session.send('Input.insertText', { text: 'é' });
    await bench.page.waitForFunction(() => window.lab.log.length > 0);
    expect(await typed(bench)).toBe('é');
  });

  it('goes nowhere while a recording plays', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('replaying', 'r1'));
    await bench.page.click('.pane-box');
    await bench.page.keyboard.type('x');
    expect({ typed: await typed(bench), deck: await deckKeys(bench) }).toEqual({ typed: '', deck: ['x'] });
  });
});

describe('clicker', () => {
  it('drives the deck while the panel has the focus', async () => {
    await using bench = await live();
    // F5 would load the page again if the deck did not take it, as it does.
    await bench.page.evaluate(() => window.addEventListener('keydown', (event) => event.preventDefault()));
    for (const key of ['PageDown', 'PageUp', 'F5', 'x', 'PageDown'] as const) await bench.page.keyboard.press(key);
    expect({ deck: await deckKeys(bench), typed: await typed(bench), focus: await hasFocus(bench) }).toEqual({
      deck: ['PageDown', 'PageUp', 'F5', 'PageDown'],
      typed: 'x',
      focus: true,
    });
  });

  it('blackens the screen with a lone dot', async () => {
    await using bench = await live();
    await bench.page.keyboard.press('.');
    await bench.page.waitForFunction(() => window.lab.deckKeys.length === 1);
    expect({ deck: await deckKeys(bench), typed: await typed(bench) }).toEqual({ deck: ['.'], typed: '' });
  });

  it('is not mistaken for a person who types dots', async () => {
    await using bench = await live();
    await atOnce(bench.page, '.exit 1.5.');
    expect(await typed(bench)).toBe('.exit 1.5.');
    // Had the last dot been held, it would come within the half second in which this one is told apart.
    await bench.page.keyboard.press('Enter');
    expect({ deck: await deckKeys(bench), typed: await typed(bench) }).toEqual({ deck: [], typed: '.exit 1.5.\r' });
  });

  it('is the program’s in a demo that wants all keys; Esc twice still returns', async () => {
    await using bench = await live({ keys: 'all' });
    for (const key of ['PageDown', '.', 'F5'] as const) await bench.page.keyboard.press(key);
    expect(await bench.page.evaluate(() => window.lab.panel.keysAll())).toBe(true);
    await atOnce(bench.page, ['Escape', 'Escape']);
    expect({ deck: await deckKeys(bench), typed: await typed(bench), focus: await hasFocus(bench) }).toEqual({
      deck: [],
      typed: '\x1b[6~.\x1b[15~\x1b',
      focus: false,
    });
    expect(await bench.page.evaluate(() => window.lab.panel.keysAll())).toBe(false);
  });
});
