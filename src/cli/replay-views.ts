// How a replay is shown on a terminal: one pane as it is; several in boxes where
// there is room for all of them, else line by line behind their names.
import { createClamp } from '../cast/clamp.ts';
import type { Replay } from '../cast/replay.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { ScreenLine } from '../demo.ts';
import { createScreens, type Screen } from '../server/screen.ts';
import type { SessionEvent } from '../session.ts';
import type { Io } from './io.ts';
import { createLiveBlock } from './live-block.ts';
import { type BoxLayout, drawBoxes, layoutBoxes } from './pane-boxes.ts';
import { paneLabel, paneLines, panePaint } from './pane-lines.ts';
import { createTerminalGate } from './terminal-gate.ts';

export interface ReplayView {
  event(event: SessionEvent): void;
  /** Pause, speed or size have changed. */
  refresh(): void;
  /** Shows what is left to show, and gives the terminal back as it was. */
  end(): Promise<void>;
}

/** Lines under the boxes: how far it is, and the keys. */
const STATUS = 1;
/** Nobody has to answer a prompt, so it may wait for what was typed behind it. */
const LINE_QUIET_MS = 1500;
const FRAME_MS = 30;
const TICK_MS = 200;

export function replayView(replay: Replay, casts: readonly PaneCast[], io: Io, step: boolean): ReplayView {
  if (casts.length === 1) return throughView(replay, io);
  return layoutFor(casts, io) === null ? lineView(replay, casts, io) : boxView(replay, casts, io, step);
}

function throughView(replay: Replay, io: Io): ReplayView {
  const gate = createTerminalGate();
  return {
    event(event) {
      if (event.type !== 'output') return;
      const { pane, data } = event;
      io.stdout.write(gate.pass(data), () => replay.acknowledge(pane, data.length));
    },
    refresh() {},
    async end() {
      io.stdout.write(gate.restore());
    },
  };
}

function lineView(replay: Replay, casts: readonly PaneCast[], io: Io): ReplayView {
  const lines = paneLines(
    casts.map(({ pane }) => pane),
    paneLabel(io.out),
    io.print,
    LINE_QUIET_MS,
  );
  return {
    event(event) {
      if (event.type !== 'output') return;
      lines.write(event.pane, event.data);
      replay.acknowledge(event.pane, event.data.length);
    },
    refresh() {},
    async end() {
      lines.end();
    },
  };
}

function layoutFor(casts: readonly PaneCast[], { stdout }: Io): BoxLayout | null {
  const boxes = casts.map(({ pane, cast }) => ({ name: pane, columns: cast.header.columns, rows: cast.header.rows }));
  return layoutBoxes(boxes, stdout.columns ?? 80, (stdout.rows ?? 24) - STATUS);
}

interface Shown {
  readonly screen: Screen;
  readonly clamp: (data: string) => string;
  lines: readonly ScreenLine[];
  changed: boolean;
  note: string;
}

function boxView(replay: Replay, casts: readonly PaneCast[], io: Io, step: boolean): ReplayView {
  const screens = createScreens();
  const panes = new Map<string, Shown>(
    casts.map(({ pane, cast }) => {
      const screen = screens.create(cast.header.columns, cast.header.rows);
      return [pane, { screen, clamp: createClamp(), lines: [], changed: true, note: '' }];
    }),
  );
  const paints = new Map(casts.map(({ pane }, index) => [pane, panePaint(io.out, index)]));
  const block = createLiveBlock((text) => void io.stdout.write(text));
  let layout = layoutFor(casts, io);
  let timer: NodeJS.Timeout | undefined;
  let drawing: Promise<void> = Promise.resolve();
  const tick = setInterval(schedule, TICK_MS);
  io.stdout.on('resize', onResize);
  schedule();

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      drawing = drawing.then(draw);
    }, FRAME_MS);
  }

  function onResize(): void {
    layout = layoutFor(casts, io);
    block.lost();
    schedule();
  }

  async function draw(): Promise<void> {
    for (const pane of panes.values()) {
      if (!pane.changed) continue;
      pane.changed = false;
      pane.lines = await pane.screen.lines();
    }
    const title = (pane: string) => ({ paint: paints.get(pane) ?? String, note: panes.get(pane)?.note ?? '' });
    const boxes =
      layout === null ? ['the terminal has become too small'] : drawBoxes(layout, (pane) => panes.get(pane)?.lines ?? [], title, io.out);
    block.draw([...boxes, io.out.dim(statusLine(replay, step).slice(0, (io.stdout.columns ?? 80) - 1))]);
  }

  return {
    event(event) {
      const pane = panes.get(event.pane);
      if (pane === undefined) return;
      if (event.type === 'output') {
        const { data } = event;
        pane.screen.write(pane.clamp(data), () => replay.acknowledge(event.pane, data.length));
      }
      if (event.type === 'resize') pane.screen.resize(event.columns, event.rows);
      if (event.type === 'exit') pane.note = `· ${event.code === 0 ? 'ended' : (event.signal ?? `exit code ${event.code}`)}`;
      pane.changed = true;
      schedule();
    },
    refresh: schedule,
    async end() {
      clearInterval(tick);
      clearTimeout(timer);
      io.stdout.off('resize', onResize);
      await drawing;
      await draw();
      block.end();
      for (const { screen } of panes.values()) screen.close();
    },
  };
}

/** ` 0:03 / 0:05  ×2   space pause  + - speed  q quit` */
function statusLine(replay: Replay, step: boolean): string {
  const speed = replay.speed === 1 ? '' : `  ×${replay.speed}`;
  const space = replay.playing ? 'space pause' : step ? 'space to the next mark' : 'space go on';
  return ` ${clock(replay.position)} / ${clock(replay.duration)}${speed}   ${space}  + - speed  q quit`;
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
