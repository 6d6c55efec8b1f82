// One recording of one demo: a run with its scripted input, watched to its end, as
// casts in memory; and what is wrong with it. Nothing is written here, so that a run
// that fails, or is killed, leaves no half of a recording.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Masked, maskEvents } from '../cast/mask.ts';
import { record } from '../cast/record.ts';
import { sourcesHash } from '../cast/sources.ts';
import { asTerminals, type DemoSpec } from '../demo.ts';
import { createExpectations } from '../runner/expectations.ts';
import type { Runner } from '../runner/runner.ts';
import { createTypist } from '../runner/typist.ts';
import type { Outcome, Session, SessionEvent } from '../session.ts';

export interface DemoRecording {
  /** The text of each pane's cast. */
  readonly casts: ReadonlyMap<string, string>;
  /** From the first event to the last. */
  readonly seconds: number;
  readonly outcome: Outcome;
  /** Why it should not be kept, a line each; none when it was a good run. */
  readonly faults: readonly string[];
}

export interface RecordDemoOptions {
  readonly runner: Runner;
  readonly root: string;
  readonly version: 2 | 3;
  /** A run with faults goes on to its own end. */
  readonly tolerant: boolean;
  /** What must not be in the recording. */
  readonly masked: readonly Masked[];
  /** The run, as soon as there is one, to watch or stop. */
  started(session: Session): void;
}

/** Seconds that a run may take whose demo states no limit: nobody is there to stop it. */
const LONGEST_RUN = 120;
/** UTF-16 units of output of all panes; more than that is no demo. */
const MOST_OUTPUT = 32 * 1024 * 1024;

export async function recordDemo(spec: DemoSpec, options: RecordDemoOptions): Promise<DemoRecording> {
  const { runner, root, version, tolerant, masked } = options;
  const demo = asTerminals(spec);
  const sources = await sourcesOf(demo, root);
  const session = runner.start({ ...demo, timeout: demo.timeout ?? LONGEST_RUN });
  const typist = createTypist({ panes: demo.panes, write: session.write, after });
  const expectations = createExpectations(demo.panes);
  const timers = tolerant
    ? []
    : demo.panes.flatMap(({ expect }) => expect.map(({ within }) => setTimeout(checkInTime, within * 1000 + 100)));
  let first: number | null = null;
  let last = 0;
  let output = 0;
  let late = false;

  function checkInTime(): void {
    if (late || expectations.missed((performance.now() - began) / 1000).length === 0) return;
    late = true;
    void session.stop();
  }

  const off = session.subscribe({
    event(event) {
      first ??= event.time;
      last = event.time;
      if (event.type === 'output') output += event.data.length;
      if (output > MOST_OUTPUT) void session.stop();
      expectations.event(event);
      typist.event(event);
    },
    state: (state) => {
      if (state === 'running') typist.started();
    },
  });
  const began = performance.now();
  const timestamp = Math.floor(Date.now() / 1000);
  const casts = record(toRecord(session, masked), demo, { version, timestamp, sources, terminal: 'xterm-256color' });
  options.started(session);
  const outcome = await session.ended;
  const left = typist.waiting();
  off();
  typist.close();
  for (const timer of timers) clearTimeout(timer);

  const missed = expectations.missed(Number.POSITIVE_INFINITY);
  const faults = missed.map(({ pane, match, within }) => `${pane} did not show /${match}/ within ${within} s`);
  if (output > MOST_OUTPUT) faults.push(`it printed more than ${MOST_OUTPUT / 1024 / 1024} million characters, and was stopped`);
  else if (outcome.state !== 'exited' && !late) faults.push(outcome.reason);
  for (const { pane, wait, text } of left)
    faults.push(`${JSON.stringify(text)} was not typed into ${pane}${wait === null ? '' : `, which waits for /${wait}/`}`);
  return { casts: await casts, seconds: last - (first ?? 0), outcome, faults };
}

/**
 * The same session as it is recorded, all of it told when it is over: without what is private, its clock begun at
 * its first event, for how long the build took is nothing to watch.
 */
function toRecord(session: Session, masked: readonly Masked[]): Session {
  const events: SessionEvent[] = [];
  const off = session.subscribe({ event: (event) => void events.push(event), state() {} });
  let tell: (event: SessionEvent) => void = () => {};
  const ended = session.ended.then((outcome) => {
    off();
    const zero = events[0]?.time ?? 0;
    for (const event of maskEvents(events, masked)) tell({ ...event, time: event.time - zero });
    return outcome;
  });
  return {
    ...session,
    ended,
    subscribe(listener) {
      tell = listener.event;
      return () => {
        tell = () => {};
      };
    },
  };
}

function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}

/** The hash of what a demo is made of now; a file that cannot be read counts as empty. */
export async function sourcesOf(demo: DemoSpec, root: string): Promise<string> {
  const parts = demo.panes.flatMap(({ program }) =>
    program.kind === 'node' && program.source !== undefined ? [{ path: demo.name, text: program.source.text }] : [],
  );
  const texts = demo.files.map(async (file) => ({ path: relative(root, file), text: await readFile(file, 'utf8').catch(() => '') }));
  return sourcesHash([...parts, ...(await Promise.all(texts))]);
}
