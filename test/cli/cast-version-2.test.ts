// A recording for players that know no better: checked line by line, and played by the
// asciinema 2 that Debian has, where it is installed.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { lectern } from '../support/cli.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';

/** Colours, a line written over, letters of every kind, a mark, and an end that is not the best. */
const PROGRAM = `// @title Two of it
// @size 40x6
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
console.log('\\x1b[32mgreen\\x1b[0m, zażółć 日本 😀');
process.stdout.write('10 %');
await wait(300);
// @mark half
process.stdout.write('\\r100 %\\n');
await wait(200);
console.log('over');
`;
const SCREEN = 'green, zażółć 日本 😀\n100 %\nover';

let installed: string | null = null;
beforeAll(async () => {
  const { stdout } = await promisify(execFile)('asciinema', ['--version']).catch(() => ({ stdout: '' }));
  installed = /^asciinema 2\./.test(stdout) ? stdout.trim() : null;
});

async function recorded(): Promise<{ folder: TempFolder; file: string; text: string }> {
  const folder = await tempFolder({ 'package.json': '{"type":"module"}', 'demos/two.ts': PROGRAM });
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const run = await lectern(['demo', 'record', 'two', '--cast-version', '2', '-o', 'two.cast'], { cwd: folder.path });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const file = join(folder.path, 'two.cast');
  return { folder, file, text: await readFile(file, 'utf8') };
}

/** asciinema on a terminal of 80x24, to its end. */
async function asciinema(home: string, ...args: string[]): Promise<{ code: number; screen: string; seconds: number }> {
  const env = { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color' };
  const began = performance.now();
  const pty = spawn('asciinema', args, { cols: 80, rows: 24, cwd: home, env, name: 'xterm-256color' });
  const xterm = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  const drawn: Promise<void>[] = [];
  pty.onData((data) => void drawn.push(new Promise((done) => xterm.write(data, done))));
  const code = await new Promise<number>((done) => pty.onExit(({ exitCode }) => done(exitCode)));
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(drawn);
  const lines = Array.from({ length: 24 }, (_, i) => xterm.buffer.active.getLine(i)?.translateToString(true) ?? '');
  xterm.dispose();
  return { code, screen: lines.join('\n').trimEnd(), seconds };
}

describe('demo record --cast-version 2', () => {
  it('is asciicast 2: a flat header, times from the start, and no exit status', async () => {
    const { text } = await recorded();
    const [head, ...events] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(head).toEqual({
      ...{ version: 2, width: 40, height: 6, timestamp: expect.any(Number), title: 'Two of it', env: { TERM: 'xterm-256color' } },
      lectern: { demo: 'two', pane: 'two', sources: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    const story = events.map(([, code, data]) => (code === 'o' ? data : `[${code} ${data}]`)).join('');
    expect(story).toBe('\x1b[32mgreen\x1b[0m, zażółć 日本 😀\r\n10 %[m half]\r100 %\r\nover\r\n');
    const times = events.map(([time]) => time as number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeGreaterThan(0.45);
  });

  it('is printed by asciinema cat', async (context) => {
    if (installed === null) context.skip('asciinema 2 is not installed');
    const { folder, file } = await recorded();
    expect(await asciinema(folder.path, 'cat', file)).toMatchObject({ code: 0, screen: SCREEN });
  });

  it('is played by asciinema play, in its time', async (context) => {
    if (installed === null) context.skip('asciinema 2 is not installed');
    const { folder, file, text } = await recorded();
    const played = await asciinema(folder.path, 'play', file);
    expect(played).toMatchObject({ code: 0, screen: SCREEN });
    const [length] = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as [number];
    expect(played.seconds).toBeGreaterThanOrEqual(length);
    expect(await asciinema(folder.path, 'play', '--speed', '10', '--idle-time-limit', '0.1', file)).toMatchObject({
      code: 0,
      screen: SCREEN,
    });
  });
});
