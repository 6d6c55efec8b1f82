// A run and its recording leave the same screen at every mark and at the end, also when
// what it prints is made to hang, ask or mislead a terminal.
import { expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { createClamp } from '../../src/cast/clamp.ts';
import { decodeCast } from '../../src/cast/decode.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { createReplay, type Replay, type ReplayOptions } from '../../src/cast/replay.ts';
import type { DemoSpec } from '../../src/demo.ts';
import { createScreens } from '../../src/server/screen.ts';
import type { Session, SessionEvent } from '../../src/session.ts';
import { demo, stage } from '../runner/support.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

/** Colours, moves, the other screen, a region that scrolls, line drawing; then what tests 37 to 43 send. */
const PROGRAM = `const pause = () => new Promise((done) => setTimeout(done, 40));
const write = (text) => process.stdout.write(text);
write('\\x1b[2J\\x1b[H\\x1b[1;44mhead\\x1b[0m\\r\\nzażółć 日本 😀\\r\\n');
// @mark drawn
await pause();
write('\\x1b[5;8r\\x1b[5H' + Array.from({ length: 9 }, (_, i) => 'line ' + i).join('\\r\\n') + '\\x1b[r\\x1b(0lqqk\\x1b(B');
// @mark scrolled
await pause();
write('\\x1b[?1049h\\x1b[2J\\x1b[3;10Hother screen\\x1b[?25l');
// @mark other
await pause();
write('\\x1b[?1049l\\x1b[?25h\\x1b[20H');
write('\\x1b[6n\\x1b[c\\x1bP$qm\\x1b\\\\\\x1b]0;touch p\\x07\\x1b[21t\\x1b]52;c;ZXZpbA==\\x07\\x1b]8;;javascript:x\\x1b\\\\link\\x1b]8;;\\x1b\\\\');
write('a\\x1b[1000000000b\\x1b[1000000000L\\x9b1000000000M\\x1b[1000000000I' + 'e' + '\\u0301'.repeat(1000));
// @mark hostile
await pause();
write('\\r\\nend');
`;
const size = { columns: 40, rows: 24 };

/** The screen at each mark, and at the end. */
async function screensOf(session: Session, drive: () => void): Promise<Record<string, string>> {
  const screens = createScreens();
  await screens.load();
  const screen = screens.create(size.columns, size.rows);
  let clamp = createClamp();
  const taken: (readonly [string, Promise<string>])[] = [];
  session.subscribe({
    event(event) {
      if (event.type === 'output') screen.write(clamp(event.data));
      if (event.type === 'marker') taken.push([event.label, screen.snapshot()]);
    },
    state() {},
    reset() {
      clamp = createClamp();
      screen.write('\x18\x1bc\x1b[3J');
      taken.length = 0;
    },
  });
  drive();
  await session.ended;
  taken.push(['the end', screen.snapshot()]);
  const shown = Object.fromEntries(await Promise.all(taken.map(async ([label, text]) => [label, await text])));
  screen.close();
  return shown;
}

function straight(replay: Replay, clock: ManualClock): void {
  replay.play();
  clock.advance(100_000);
}

it('test 103: at every mark and at the end the screens of a run are those of its recording', async () => {
  const { root, runner, write } = await stage();
  const file = await write('demos/picture.ts', PROGRAM);
  const spec: DemoSpec = demo(root, 'demos/picture.ts', { size, files: [file] });
  const events: SessionEvent[] = [];
  const run = runner.start(spec);
  run.subscribe({ event: (event) => void events.push(event), state() {} });
  const live = await screensOf(run, () => {});
  expect(Object.keys(live)).toEqual(['drawn', 'scrolled', 'other', 'hostile', 'the end']);
  expect(new Set(Object.values(live)).size).toBe(5);
  // Nobody answered its questions: what is typed is echoed.
  expect(events.flatMap((event) => (event.type === 'output' ? [event.data] : [])).join('')).not.toMatch(/\^\[\[|;1R/);

  const ways: Record<string, [Partial<ReplayOptions>, (replay: Replay, clock: ManualClock) => void]> = {
    'at 1x': [{}, straight],
    'at 10x': [{ speed: 10 }, straight],
    'without pauses': [{ idleLimit: 0 }, straight],
    'in pieces': [
      {},
      (replay, clock) => {
        for (let i = 0; i < 400; i++) {
          replay.play();
          clock.advance(7);
          replay.pause();
          clock.advance(1000);
        }
        replay.play();
        clock.advance(100_000);
      },
    ],
    'to the end, back, and from mark to mark': [
      {},
      (replay, clock) => {
        replay.seek(replay.duration);
        replay.seek(0);
        while (replay.nextMarker() !== null) clock.advance(100_000);
        clock.advance(100_000);
      },
    ],
  };
  for (const version of [2, 3] as const) {
    const cast = decodeCast(encodeCast(castHeader(size), events, { version }), 'main');
    if (!cast.ok) throw new Error(cast.error);
    for (const [way, [options, drive]] of Object.entries(ways)) {
      const clock = manualClock();
      const replay = createReplay([{ pane: 'main', cast }], { id: way, demo: 'demo', clock, ...options });
      expect(await screensOf(replay, () => drive(replay, clock)), `version ${version}, ${way}`).toEqual(live);
    }
  }
});
