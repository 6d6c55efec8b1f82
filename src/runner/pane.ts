// One pane of a run: one program, from its bytes to events and from typed text to
// its input. The order of what happens to the output: decode, take out marks,
// gather, emit, count for flow control.
import type { Grid } from '../demo.ts';
import { createCoalescer } from './coalesce.ts';
import { createFlowControl } from './flow-control.ts';
import { createInputQueue, createResizer } from './limits.ts';
import { createMarkFilter } from './marks.ts';
import type { TerminalOpener } from './open-terminal.ts';
import { listProcesses, signalGroup, signalProcess } from './processes.ts';
import type { Terminal, TerminalRequest } from './terminal.ts';
import { createUtf8Decoder } from './utf8.ts';

export interface PaneListener {
  output(text: string): void;
  marker(label: string): void;
  resized(size: Grid): void;
}

/** How a pane's program ended; both null if it never ran. */
export interface PaneExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Pane {
  readonly pid: number;
  /** After the last output was emitted. */
  readonly ended: Promise<PaneExit>;
  write(text: string): void;
  acknowledge(characters: number): void;
  setControlled(controlled: boolean): void;
  resize(columns: number, rows: number): void;
  /** What ^C does in a terminal; from now on output no longer waits for the view. */
  interrupt(): void;
}

/** Characters emitted once the pane is being stopped; what a program floods beyond it is dropped. */
const MOST_WHILE_STOPPING = 1024 * 1024;

/** Throws what the system throws when it can start no more processes. */
export function startPane(opener: TerminalOpener, request: TerminalRequest, markSecret: string, listener: PaneListener): Pane {
  const decoder = createUtf8Decoder();
  const marks = createMarkFilter(markSecret);
  const flow = createFlowControl({ pause: () => terminal.pause(), resume: () => terminal.resume() });
  const input = createInputQueue((text, done) => terminal.write(text, done));
  const resizer = createResizer((size) => {
    terminal.resize(size);
    listener.resized(size);
  });
  let left = Number.POSITIVE_INFINITY;
  let dropped = 0;
  let over = false;

  const coalescer = createCoalescer((text) => {
    const kept = text.length > left ? text.slice(0, left) : text;
    left -= kept.length;
    dropped += text.length - kept.length;
    if (kept === '') return;
    listener.output(kept);
    flow.sent(kept.length);
  });
  const take = (text: string) => {
    for (const piece of marks.push(text)) {
      if (typeof piece === 'string') {
        coalescer.push(piece);
        continue;
      }
      coalescer.flush();
      listener.marker(piece.mark);
    }
  };

  let resolveEnd: (exit: PaneExit) => void;
  const ended = new Promise<PaneExit>((resolve) => {
    resolveEnd = resolve;
  });
  const terminal: Terminal = opener.open(request, {
    data: (bytes) => take(decoder.decode(bytes)),
    exit(code, signal) {
      over = true;
      take(decoder.end());
      coalescer.push(marks.end());
      coalescer.flush();
      coalescer.close();
      if (dropped > 0) listener.output(`\r\n\x1b[2m… ${dropped} characters dropped\x1b[0m\r\n`);
      resizer.close();
      input.clear();
      resolveEnd({ code, signal });
    },
  });

  return {
    pid: terminal.pid,
    ended,
    write(text) {
      if (!over) input.push(text);
    },
    acknowledge: flow.acknowledge,
    setControlled(controlled) {
      if (left === Number.POSITIVE_INFINITY) flow.setControlled(controlled);
    },
    resize(columns, rows) {
      if (!over) resizer.resize(columns, rows);
    },
    interrupt() {
      if (over) return;
      flow.setControlled(false);
      left = MOST_WHILE_STOPPING;
      terminal.hurry();
      // Behind text that the program does not read, ^C would never arrive.
      if (input.idle) return void input.push('\x03');
      input.clear();
      interruptForeground(terminal.pid);
    },
  };
}

/** SIGINT to whom the terminal of this leader would send it: its foreground group. */
function interruptForeground(leader: number): void {
  const group = listProcesses().find((one) => one.pid === leader)?.foreground ?? leader;
  if (!signalGroup(group, 'SIGINT')) signalProcess(leader, 'SIGINT');
}
