import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { lectern, NEUTRAL } from '../support/cli.ts';
import { shared } from '../support/shared.ts';
import { type Tree, tempFolder } from '../support/temp.ts';
import { terminal } from '../support/terminal.ts';

type Happening = readonly [time: number, what: string, kind?: 'marker' | 'exit'];

/** A cast of one pane, 30 by 4. */
function cast(pane: string, happenings: readonly Happening[], version: 2 | 3 = 3): string {
  const header = castHeader({ columns: 30, rows: 4 }, { title: 'A talk', origin: { demo: 'talk', pane, sources: '0'.repeat(32) } });
  const events = happenings.map(([time, what, kind]) => {
    if (kind === 'marker') return { type: 'marker', time, pane, label: what } as const;
    if (kind === 'exit') return { type: 'exit', time, pane, code: Number(what), signal: null } as const;
    return { type: 'output', time, pane, data: what } as const;
  });
  return encodeCast(header, events, { version });
}

/** Long pauses: what waits for them by mistake hangs. */
const LONG = 5000;
const COLOURS = cast('one', [
  [0, '\x1b[31mred\x1b[0m\r\n'],
  [LONG, 'later\r\n'],
  [LONG, '0', 'exit'],
]);
const ROOT: Tree = {
  'package.json': '{"type":"module"}',
  'demos/one.ts': '',
  'demos/none.ts': '',
  'demos/one.cast': COLOURS,
  'demos/talk/demo.yaml': 'size: 30x4\npanes: [{name: host, run: a.ts}, {name: guest, run: a.ts}]\n',
  'demos/talk/a.ts': '',
  'demos/talk/host.cast': cast('host', [
    [0, 'listening\r\n'],
    [0.2, '\x1b[32m+\x1b[0m guest\r\n'],
    [0.6, '0', 'exit'],
  ]),
  'demos/talk/guest.cast': cast('guest', [
    [0.1, '> '],
    [0.3, 'hel'],
    [0.4, 'lo\r\nhello\r\n'],
    [0.5, '3', 'exit'],
  ]),
};
const FOREIGN = `{"version": 2, "width": 80, "height": 24, "timestamp": 1504467315, "env": {"SHELL": "/bin/zsh", "TERM": "xterm-256color"}}
[0.248848, "o", "\\u001b[1;31mHello \\u001b[32mWorld!\\u001b[0m\\n"]
[1.001376, "o", "That was ok\\rThis is better."]
`;

const replay = (cwd: string, ...args: string[]) => lectern(['demo', 'replay', ...args], { cwd });

describe('demo replay, to a pipe', () => {
  it('prints plain text at once', async () => {
    await using folder = await tempFolder(ROOT);
    expect(await replay(folder.path, 'one')).toEqual({ code: 0, signal: null, stdout: 'red\nlater\n', stderr: '' });
  });

  it('prints no escape codes even where colours are forced on', async () => {
    await using folder = await tempFolder(ROOT);
    const { stdout } = await lectern(['demo', 'replay', 'one', '--no-wait'], { cwd: folder.path, env: { FORCE_COLOR: '1' } });
    expect(stdout).toBe('red\nlater\n');
  });

  it('prints pane after pane, or only one', async () => {
    await using folder = await tempFolder(ROOT);
    const { stdout } = await replay(folder.path, 'talk');
    expect(stdout).toBe('── host ──\nlistening\n+ guest\n\n── guest ──\n> hello\nhello\n');
    expect((await replay(folder.path, 'talk', '--pane', 'guest')).stdout).toBe('> hello\nhello\n');
  });

  it.each([
    ['version 2 of others', 'foreign.cast', FOREIGN, 'Hello World!\nThat was ok\nThis is better.\n'],
    ['version 3', 'own.cast', cast('x', [[1, 'yes\r\n']]), 'yes\n'],
    ['version 2 of ours', 'own.cast', cast('x', [[1, 'yes\r\n']], 2), 'yes\n'],
    ['version 1', 'old.json', '{"version":1,"width":80,"height":24,"duration":1.5,"stdout":[[0.2,"on"],[1,"e\\r\\n"]]}', 'one\n'],
  ])('plays a file: %s', async (_, name, text, stdout) => {
    await using folder = await tempFolder({ [name]: text });
    expect(await replay(folder.path, name)).toEqual({ code: 0, signal: null, stdout, stderr: '' });
  });

  it('plays what can be played of a torn file, and names the lines', async () => {
    const text = `${cast('x', [[1, 'yes\r\n']])}no event\n[0.5, "o", "and`;
    await using folder = await tempFolder({ 'torn.cast': text });
    expect(await replay(folder.path, 'torn.cast')).toEqual({
      ...{ code: 0, signal: null, stdout: 'yes\n' },
      stderr: 'torn.cast:3: not an event, skipped\ntorn.cast:4: the last line is cut off, skipped\n',
    });
  });

  it.each([
    ['no cast', 'x.cast', 'hello\n', 'x.cast:1: the header of the cast is cut off or broken'],
    ['a cut header', 'x.cast', '\n# a cast\n{"version": 3, "te', 'x.cast:3: the header of the cast is cut off or broken'],
    ['a version to come', 'x.cast', '{"version": 9}\n', 'x.cast:1: asciicast version 9 is not known (1, 2 and 3 are)'],
    ['an empty file', 'x.cast', '', 'x.cast:1: not a cast: there is no header'],
    [
      'a cast of nothing',
      'x.cast',
      '{"version": 3, "term": {"cols": 80, "rows": 24}}\n',
      'x.cast: the recording is empty: nothing happens in it',
    ],
    ['no file', 'y.cast', '', 'there is no file y.cast'],
    ['a folder', './demos', '', 'demos cannot be read: it is a folder'],
    ['a demo without a recording', 'none', '', 'none: no recording yet: "lectern demo record none" makes one'],
  ])('fails on %s', async (_, word, text, reason) => {
    await using folder = await tempFolder({ ...ROOT, 'x.cast': text });
    expect(await replay(folder.path, word)).toEqual({ code: 1, signal: null, stdout: '', stderr: `lectern: ${reason}\n` });
  });

  it.each([
    [['oen'], 'unknown demo "oen" (did you mean "one"?): there is none, one, talk'],
    [['talk', '--pane', 'gust'], 'talk has no pane "gust" (did you mean "guest"?): there is host, guest'],
    [['one', '--speed', '0'], '--speed 0 is no number from 0.01 to 1000'],
    [['one', '--speed', 'fast'], '--speed fast is no number from 0.01 to 1000'],
    [['one', '--idle-limit', '-1'], '--idle-limit -1 is no number from 0 to 86400'],
    [[], '<name> is missing: a demo of `lectern demo list`, or a .cast file of any origin'],
  ])('%j is wrong usage', async (args, reason) => {
    await using folder = await tempFolder(ROOT);
    const { code, stderr } = await replay(folder.path, ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `lectern: ${reason}\n  lectern demo replay --help shows how it is used\n` });
  });

  it('ends quietly when its reader goes away', async () => {
    await using folder = await tempFolder({
      'x.cast': cast(
        'x',
        Array.from({ length: 200 }, (_, i) => [i, 'x'.repeat(60_000)] as const),
      ),
    });
    const child = spawn(process.execPath, [await shared('build'), 'demo', 'replay', 'x.cast'], {
      cwd: folder.path,
      env: { ...process.env, ...NEUTRAL },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });
});

describe('demo replay, on a terminal', () => {
  it('plays with its colours, in order, and at a speed', async () => {
    await using folder = await tempFolder({
      'x.cast': cast('x', [
        [0, '\x1b[31mone\x1b[0m\r\n'],
        [0.5, 'two\r\n'],
        [60, 'three'],
      ]),
    });
    await using it = await terminal(['demo', 'replay', 'x.cast', '--speed', '600'], { cwd: folder.path });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    await it.until(/^A talk · 60\.0 s · space pause, \+ - speed, q quit\none\ntwo\nthree$/);
    expect(it.raw()).toContain('\x1b[31mone\x1b[0m');
  });

  it('waits no longer than the idle limit', async () => {
    await using folder = await tempFolder(ROOT);
    await using it = await terminal(['demo', 'replay', 'one', '--idle-limit', '0.05'], { cwd: folder.path });
    await it.until(/later/);
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
  });

  it('Ctrl-C ends it at once', async () => {
    await using folder = await tempFolder(ROOT);
    await using it = await terminal(['demo', 'replay', 'one'], { cwd: folder.path });
    await it.until(/red/);
    it.type('\u0003');
    expect(await it.exit).toEqual({ code: 130, signal: 0 });
    expect(it.screen()).not.toContain('later');
  });

  it('space pauses and goes on, + makes it faster, q ends it', async () => {
    const endless = cast('guest', [
      [0.1, '> '],
      [LONG, '3', 'exit'],
    ]);
    await using folder = await tempFolder({ ...ROOT, 'demos/talk/guest.cast': endless });
    await using it = await terminal(['demo', 'replay', 'talk', '--speed', '0.05'], { cwd: folder.path });
    await it.until(/space pause/);
    it.type(' ');
    await it.until(/space go on/);
    it.type('++');
    await it.until(/×0\.2 .*space go on/);
    it.type('\u001b[D');
    it.type(' ');
    await it.until(/space pause/);
    it.type('-');
    await it.until(/×0\.1 /);
    it.type('q');
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
  });

  it('--step stops at marks', async () => {
    await using folder = await tempFolder({
      'x.cast': cast('x', [
        [0.1, 'one\r\n'],
        [0.1, 'first', 'marker'],
        [0.2, 'two\r\n'],
        [0, 'second', 'marker'],
        [0.3, 'three\r\n'],
      ]),
    });
    await using it = await terminal(['demo', 'replay', 'x.cast', '--step', '--speed', '10'], { cwd: folder.path });
    await it.until(/one/);
    expect(it.screen()).not.toContain('two');
    it.type(' ');
    await it.until(/two/);
    expect(it.screen()).not.toContain('three');
    it.type('\u001b[C');
    await it.until(/two\nthree/);
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
  });

  it('gives the terminal back as it was: modes, cursor, colours, keyboard', async () => {
    const left = '\x1b[?25l\x1b[?1049h\x1b[?2004h\x1b[?1003h\x1b[?7l\x1b[41m\x1b(0lq\x1b[2;3r\x1b[6n\x1b]52;c;ZXZpbA==\x07';
    await using folder = await tempFolder({ 'x.cast': cast('x', [[0, left]]) });
    await using it = await terminal(['demo', 'replay', 'x.cast'], { cwd: folder.path });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    const screen = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
    const replies: string[] = [];
    screen.onData((data) => replies.push(data));
    await new Promise<void>((parsed) => screen.write(`${it.raw()}AFTER`, parsed));
    const { modes, buffer } = screen;
    const line = buffer.active.getLine(buffer.active.baseY + buffer.active.cursorY);
    const after = line?.getCell((line.translateToString(true).indexOf('AFTER') ?? 0) + 1);
    expect({
      ...{
        replies,
        buffer: buffer.active.type,
        wrap: modes.wraparoundMode,
        mouse: modes.mouseTrackingMode,
        paste: modes.bracketedPasteMode,
      },
      ...{ text: after?.getChars(), ground: after?.isBgDefault() },
    }).toEqual({ replies: [], buffer: 'normal', wrap: true, mouse: 'none', paste: false, text: 'F', ground: true });
    expect(it.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(it.raw().lastIndexOf('\x1b[?25l'));
    screen.dispose();
  });

  it('--no-wait brings all of it at once, with its colours', async () => {
    await using folder = await tempFolder(ROOT);
    await using it = await terminal(['demo', 'replay', 'one', '--no-wait'], { cwd: folder.path });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    await it.until(/^red\nlater$/);
    expect(it.raw()).toContain('\x1b[31mred\x1b[0m');
  });

  it('shows several panes in boxes, and leaves the last screen', async () => {
    await using folder = await tempFolder(ROOT);
    await using it = await terminal(['demo', 'replay', 'talk'], { cwd: folder.path, columns: 60, rows: 20 });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    await it.until(/recorded run failed/);
    expect(it.screen()).toBe(`Talk · 0.6 s
┌─ host · ended ───────────────┐
│listening                     │
│+ guest                       │
│                              │
│                              │
└──────────────────────────────┘
┌─ guest · exit code 3 ────────┐
│> hello                       │
│hello                         │
│                              │
│                              │
└──────────────────────────────┘
the recorded run failed: guest: exit code 3`);
    expect(it.raw()).not.toContain('\x1b[?1049h');
    expect(it.raw()).toContain('\x1b[32m+\x1b[0m guest');
  });

  it('shows several panes line by line where boxes have no room', async () => {
    await using folder = await tempFolder(ROOT);
    await using it = await terminal(['demo', 'replay', 'talk'], { cwd: folder.path, columns: 60, rows: 10 });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    await it.until(/recorded run failed/);
    expect(it.screen().split('\n').slice(1)).toEqual([
      'host  | listening',
      'host  | + guest',
      'guest | > hello',
      'guest | hello',
      'the recorded run failed: guest: exit code 3',
    ]);
  });
});
