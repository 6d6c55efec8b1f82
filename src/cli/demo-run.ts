// `lectern demo run NAME`: a demo in the user's own terminal. One pane on a terminal
// goes through as it is, keys included; several panes come line by line behind their
// names; a pipe or a file gets plain text. The first Ctrl-C stops the run by the
// stop ladder, the next one skips a rung; the exit code is 128 + n then.
import { asTerminals, type DemoSpec } from '../demo.ts';
import { createRunner } from '../runner/runner.ts';
import type { Session } from '../session.ts';
import { defineCommand } from './command.ts';
import { demoNamed, demoOptionSpecs, demosHere } from './demos.ts';
import { type Io, READER_GONE } from './io.ts';
import { paneLabel, paneLines } from './pane-lines.ts';
import { plainText } from './plain-text.ts';
import { stateFolder } from './root.ts';
import { INTERRUPTED, onStopSignals } from './stop-signals.ts';

/** What a program may have left switched on: attributes, a hidden cursor, the mouse, bracketed paste. */
const RESTORE = '\u001b[0m\u001b[?25h\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

export default defineCommand({
  arguments: [{ name: 'name', help: 'a demo of `lectern demo list`' }],
  options: { ...demoOptionSpecs },
  about: 'What is typed goes to the program; Ctrl-C stops it. Exits 0 when it ended well, else 1.',
  examples: [
    { line: 'demo run queue', does: 'run the demo "queue" here' },
    { line: 'demo run queue > queue.txt', does: 'its output as plain text, without colours' },
  ],
  async run({ arguments: [name = ''], options }, io) {
    const { root, demos } = await demosHere(io, options.talk, [name]);
    const demo = withStandIns(demoNamed(name, demos));
    const runner = createRunner({ root, cacheFolder: stateFolder(root, io.env) });
    try {
      return await watch(runner.start(demo), demo, io);
    } finally {
      await runner.close();
    }
  },
});

/** A page that no program stands in for is left to the user's own browser. */
function withStandIns(demo: DemoSpec): DemoSpec {
  return { ...demo, panes: demo.panes.map((pane) => (pane.program.kind === 'web' ? (pane.program.standIn ?? pane) : pane)) };
}

/** Shows a run until it is over, and returns the exit code. */
async function watch(session: Session, demo: DemoSpec, io: Io): Promise<number> {
  let stoppedBy: number | null = null;
  const stop = (code: number) => {
    stoppedBy ??= code;
    void session.stop();
  };
  const signals = onStopSignals(stop);
  const input = passInput(session, demo, io, () => stop(INTERRUPTED));
  io.onReaderGone(() => stop(READER_GONE));

  const show = view(session, demo, io);
  session.setControlled(true);
  const off = session.subscribe({
    event: (event) => {
      if (event.type === 'output') show.output(event.pane, event.data);
    },
    state: (state) => {
      if (state === 'running') input.open();
    },
    page: (pane, url) => io.note(io.err.dim(`${pane} is a page: ${url}`)),
  });
  const outcome = await session.ended;
  show.end();
  off();
  input.release();
  signals();
  if (stoppedBy !== null) return stoppedBy;
  if (outcome.state !== 'exited') io.note(`lectern: ${demo.name}: ${outcome.reason}`);
  return outcome.state === 'exited' ? 0 : 1;
}

interface RunView {
  output(pane: string, data: string): void;
  end(): void;
}

function view(session: Session, demo: DemoSpec, io: Io): RunView {
  const terminal = io.stdout.isTTY === true;
  if (demo.panes.length > 1) {
    const lines = paneLines(
      demo.panes.map(({ name }) => name),
      paneLabel(io.out),
      io.print,
    );
    return {
      output: (pane, data) => {
        lines.write(pane, data);
        session.acknowledge(pane, data.length);
      },
      end: () => lines.end(),
    };
  }
  const filter = terminal ? (data: string) => data : plainText();
  return {
    // Acknowledged when the reader has taken it: a slow pipe slows the program down, and nothing piles up here.
    output: (pane, data) => void io.stdout.write(filter(data), () => session.acknowledge(pane, data.length)),
    end: () => void (terminal && io.stdout.write(RESTORE)),
  };
}

interface Input {
  /** The program reads now: passes on what was typed before. */
  open(): void;
  /** Gives the keyboard back. */
  release(): void;
}

/** Passes what is typed to the program: on a terminal key by key, from a pipe as it comes, then its end. */
function passInput(session: Session, demo: DemoSpec, io: Io, interrupt: () => void): Input {
  // With several panes there is one keyboard: it belongs to the first that has something typed in its script.
  const { panes } = asTerminals(demo);
  const pane = (panes.find(({ type }) => type.length > 0) ?? panes.at(-1))?.name ?? '';
  const { stdin } = io;
  const terminal = stdin.isTTY === true;
  let waiting: string | null = '';
  const write = (data: string) => {
    if (waiting === null) session.write(pane, data);
    else waiting += data;
  };
  const onData = (data: string) => {
    const at = terminal ? data.indexOf(CTRL_C) : -1;
    if (at !== 0) write(at < 0 ? data : data.slice(0, at));
    if (at >= 0) interrupt();
  };
  const onEnd = () => write(CTRL_D);
  if (terminal && panes.length > 1) io.note(io.err.dim(`what you type goes to ${pane}`));
  if (terminal) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onData).once('end', onEnd);
  return {
    open: () => {
      if (waiting) session.write(pane, waiting);
      waiting = null;
    },
    release: () => {
      stdin.off('data', onData).off('end', onEnd).pause();
      if (terminal) stdin.setRawMode(false);
    },
  };
}
