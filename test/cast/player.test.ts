// The casts we write play in the player that everybody has: an oracle of its own for
// the format, in a real browser.
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import type * as Player from 'asciinema-player';
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type { SessionEvent } from '../../src/session.ts';
import { openPage } from '../support/browser.ts';
import { until } from '../support/wait.ts';

/** What the page has beyond others. */
interface PlayerPage {
  AsciinemaPlayer: typeof Player;
  heard: string[];
}

const bundle = (name: string) => createRequire(import.meta.url).resolve(`asciinema-player/dist/bundle/${name}`);
const pane = 'main';
const header = castHeader(
  { columns: 40, rows: 4 },
  {
    terminal: 'xterm-256color',
    shell: '/bin/sh',
    timestamp: 1700000000,
    title: 'Counting',
    tags: ['count'],
    origin: { demo: 'count', pane, sources: '0123456789abcdef0123456789abcdef' },
  },
);
const events: readonly SessionEvent[] = [
  { type: 'output', time: 0.01, pane, data: '\x1b[1meins\x1b[0m\r\n' },
  { type: 'input', time: 0.02, pane, data: 'typed' },
  { type: 'marker', time: 0.03, pane, label: 'half "way"' },
  { type: 'resize', time: 0.04, pane, columns: 50, rows: 5 },
  { type: 'output', time: 0.05, pane, data: 'zwei: ü "quoted" \\ done' },
  { type: 'exit', time: 0.06, pane, code: 3, signal: null },
];

describe('in asciinema-player', () => {
  it.each([2, 3] as const)('a cast of version %i plays to its end, with its marker and its text', async (version) => {
    await using opened = await openPage();
    const { page } = opened;
    await page.addStyleTag({ path: bundle('asciinema-player.css') });
    await page.addScriptTag({ path: bundle('asciinema-player.min.js') });
    await page.evaluate(
      (data) => {
        const page = globalThis as unknown as PlayerPage;
        const player = page.AsciinemaPlayer.create({ data }, document.body, { autoPlay: true, fit: 'none' });
        const heard: string[] = [];
        page.heard = heard;
        player.addEventListener('marker', ({ label }) => heard.push(label));
        player.addEventListener('input', ({ data }) => heard.push(data));
        player.addEventListener('ended', () => heard.push(`ended at ${player.getDuration()}`));
      },
      encodeCast(header, events, { version, input: true }),
    );
    const heard = () => page.evaluate(() => (globalThis as unknown as PlayerPage).heard);
    await until(
      async () => (await heard()).length === 3,
      'the end of the cast',
      () => page.content(),
    );
    expect(await heard()).toEqual(['typed', 'half "way"', `ended at ${version === 3 ? 0.06 : 0.05}`]);
    // The player draws with the next frame, its size too.
    const shown = () => page.$$eval('.ap-line', (lines) => lines.map((line) => line.textContent?.trimEnd()));
    const wanted = ['eins', 'zwei: ü "quoted" \\ done', '', '', ''];
    await until(
      async () => isDeepStrictEqual(await shown(), wanted),
      'the last screen',
      () => page.content(),
    );
  });
});
