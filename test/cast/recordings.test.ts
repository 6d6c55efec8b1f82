// The recordings that come with the demos: whole, of the sources beside them, and
// playable by the player that everybody has, to the same last screen as here.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Terminal } from '@xterm/headless';
import type * as Player from 'asciinema-player';
import { describe, expect, it } from 'vitest';
import { type DecodedCast, decodeCast } from '../../src/cast/decode.ts';
import { openPage } from '../support/browser.ts';
import { lectern } from '../support/cli.ts';
import { someOf } from '../support/soak.ts';
import { until } from '../support/wait.ts';

interface PlayerPage {
  AsciinemaPlayer: typeof Player;
  over: boolean;
}

const root = join(import.meta.dirname, '..', '..');
const casts = (await readdir(join(root, 'demos'), { recursive: true })).filter((name) => name.endsWith('.cast')).sort();
const bundle = (name: string) => createRequire(import.meta.url).resolve(`asciinema-player/dist/bundle/${name}`);

/** Blocks are no text in the player: it draws them. */
const DRAWN = /[\u2580-\u259f\u25a0]/g;

/** The last screen, as a terminal of our own shows it. */
async function lastScreen({ header, events }: DecodedCast & { ok: true }): Promise<string[]> {
  const terminal = new Terminal({ cols: header.columns, rows: header.rows, allowProposedApi: true });
  for (const event of events) if (event.type === 'output') await new Promise<void>((done) => terminal.write(event.data, done));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: header.rows },
    (_, row) =>
      active
        .getLine(active.baseY + row)
        ?.translateToString(true)
        .trimEnd() ?? '',
  );
  terminal.dispose();
  return lines;
}

it('there are some', () => expect(casts.length).toBeGreaterThan(3));

describe.each(casts)('%s', (name) => {
  it('holds a whole run that ended well, and nothing of the machine it was made on', async () => {
    const text = await readFile(join(root, 'demos', name), 'utf8');
    const cast = decodeCast(text, 'pane');
    if (!cast.ok) throw new Error(cast.error);
    expect({ version: cast.version, problems: cast.problems, last: cast.events.at(-1) }).toEqual({
      version: 3,
      problems: [],
      last: { type: 'exit', time: expect.any(Number), pane: 'pane', code: 0, signal: null },
    });
    expect(text.length).toBeLessThan(50_000);
    for (const trace of [process.env.HOME ?? '/root', '/home/', '/tmp/', '/Users/', root, '"env"']) expect(text).not.toContain(trace);
  });

  it.runIf(someOf(casts, 6).includes(name))('plays in asciinema-player to the screen that we see', async () => {
    const text = await readFile(join(root, 'demos', name), 'utf8');
    const cast = decodeCast(text, 'pane');
    if (!cast.ok) throw new Error(cast.error);
    await using opened = await openPage();
    const { page } = opened;
    await page.addStyleTag({ path: bundle('asciinema-player.css') });
    await page.addScriptTag({ path: bundle('asciinema-player.min.js') });
    await page.evaluate((data) => {
      const here = globalThis as unknown as PlayerPage;
      const player = here.AsciinemaPlayer.create({ data }, document.body, { autoPlay: true, fit: 'none', speed: 20 });
      player.addEventListener('ended', () => {
        here.over = true;
      });
    }, text);
    await until(
      () => page.evaluate(() => (globalThis as unknown as PlayerPage).over),
      'the end of the cast',
      () => page.content(),
    );
    const wanted = (await lastScreen(cast)).map((line) => line.replace(DRAWN, ' ').trimEnd());
    const shown = () => page.$$eval('.ap-line', (lines) => lines.map((line) => line.textContent?.trimEnd() ?? ''));
    // The player draws with the next frame, its size too.
    await until(
      async () => isDeepStrictEqual(await shown(), wanted),
      'the last screen',
      () => `wanted ${JSON.stringify(wanted)}`,
    );
    expect(wanted.join('').trim()).not.toBe('');
  });
});

it('all of them are of the sources beside them', async () => {
  const { stdout } = await lectern(['demo', 'list', '--json'], { cwd: root });
  const { demos } = JSON.parse(stdout) as { demos: { name: string; recorded: boolean; stale: boolean }[] };
  expect(demos.filter(({ stale }) => stale).map(({ name }) => `${name}: record it afresh`)).toEqual([]);
});
