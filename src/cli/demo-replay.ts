// `lectern demo replay NAME`: plays a recording in the user's own terminal with its
// timing. Into a pipe or a file, or without waiting, all of it comes at once, pane
// after pane; and where there is no terminal, as plain text.
import { randomUUID } from 'node:crypto';
import { systemClock } from '../cast/clock.ts';
import { createReplay } from '../cast/replay.ts';
import { ago } from './ago.ts';
import { defineCommand } from './command.ts';
import { demoOptionSpecs } from './demos.ts';
import { type Io, READER_GONE } from './io.ts';
import { panePaint } from './pane-lines.ts';
import { plainText } from './plain-text.ts';
import { replayKeys } from './replay-keys.ts';
import { findReplay, type ReplaySource } from './replay-source.ts';
import { replayView } from './replay-views.ts';
import { INTERRUPTED, onStopSignals } from './stop-signals.ts';
import { createTerminalGate } from './terminal-gate.ts';

interface Timing {
  readonly speed: number | undefined;
  readonly idleLimit: number | undefined;
  readonly step: boolean;
}

export default defineCommand({
  arguments: [{ name: 'name', help: 'a demo of `lectern demo list`, or a .cast file of any origin' }],
  options: {
    speed: { type: 'number', value: 'N', min: 0.01, max: 1000, fractions: true, help: 'times as fast: 2, 0.5' },
    'idle-limit': { type: 'number', value: 'S', min: 0, max: 86_400, fractions: true, help: 'seconds that a pause may last' },
    step: { type: 'boolean', help: 'stop at every mark; space or → goes on' },
    pane: { type: 'string', value: 'NAME', help: 'only this pane' },
    wait: { type: 'boolean', default: true, help: 'print all of it at once' },
    ...demoOptionSpecs,
  },
  about: 'While it plays: space pauses, → goes on, + and - change the speed, q or Ctrl-C ends it. Into a pipe it is plain text, at once.',
  examples: [
    { line: 'demo replay queue', does: 'play the recording of the demo "queue"' },
    { line: 'demo replay echo-server --speed 4 --idle-limit 1', does: 'four times as fast, without long pauses' },
    { line: 'demo replay talk.cast --no-wait', does: 'what a cast of asciinema shows, at once' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const source = await findReplay(word, options.pane, io, options.talk);
    if (!options.wait || io.stdout.isTTY !== true) {
      printAll(source, io);
      return 0;
    }
    return play(source, { speed: options.speed, idleLimit: options['idle-limit'], step: options.step }, io);
  },
});

function printAll({ casts }: ReplaySource, io: Io): void {
  const terminal = io.stdout.isTTY === true;
  for (const [index, { pane, cast }] of casts.entries()) {
    const output = cast.events.map((event) => (event.type === 'output' ? event.data : '')).join('');
    if (casts.length > 1) io.print(`${index === 0 ? '' : '\n'}── ${panePaint(io.out, index)(pane)} ──`);
    if (terminal) {
      const gate = createTerminalGate();
      io.stdout.write(gate.pass(output) + gate.restore());
    } else {
      const text = plainText()(output);
      io.stdout.write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
    }
  }
}

async function play(source: ReplaySource, { speed, idleLimit, step }: Timing, io: Io): Promise<number> {
  const { casts } = source;
  const replay = createReplay(casts, { id: randomUUID(), demo: source.name, clock: systemClock(), speed, idleLimit });
  introduce(source, replay.duration, io);
  let code = 0;
  const stop = (given: number): void => {
    code ||= given;
    void replay.stop();
  };
  const resume = (): void => {
    if (step) replay.nextMarker();
    else replay.play();
  };
  const view = replayView(replay, casts, io, step);
  const offSignals = onStopSignals(stop);
  io.onReaderGone(() => stop(READER_GONE));
  const offKeys = replayKeys(io, replay, {
    resume,
    quit: () => void replay.stop(),
    interrupt: () => stop(INTERRUPTED),
    changed: view.refresh,
  });
  replay.setControlled(true);
  replay.subscribe({ event: view.event, state() {} });
  resume();
  const outcome = await replay.ended;
  await view.end();
  offKeys();
  offSignals();
  if (outcome.state === 'failed') io.note(io.err.dim(`the recorded run failed: ${outcome.reason}`));
  return code;
}

/** One line above the replay: what it is, and the keys. */
function introduce({ title, casts }: ReplaySource, duration: number, io: Io): void {
  const header = casts[0]?.cast.header;
  const when = header?.timestamp == null ? [] : [`recorded ${ago(header.timestamp, Date.now() / 1000)}`];
  const keys = casts.length === 1 && io.stdin.isTTY === true ? ['space pause, + - speed, q quit'] : [];
  io.note(io.err.dim([title, ...when, `${duration.toFixed(1)} s`, ...keys].join(' · ')));
  const { columns } = io.stdout;
  if (header !== undefined && casts.length === 1 && columns !== undefined && columns < header.columns)
    io.note(io.err.yellow(`it was recorded ${header.columns} columns wide, and this terminal has ${columns}: lines will break`));
}
