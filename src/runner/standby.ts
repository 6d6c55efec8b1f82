// Which demos have processes waiting for them: at most two, the one that is shown and
// the one that comes next. Nothing of a demo runs ahead; it is built, and a Node per
// pane has started that has nothing to do yet. A run takes them if they still fit.
import { join } from 'node:path';
import type { DemoSpec } from '../demo.ts';
import type { Build } from './build-cache.ts';
import { demoEnvironment } from './environment.ts';
import { clampGrid } from './limits.ts';
import type { TerminalOpener } from './open-terminal.ts';
import { checkFolder } from './preflight.ts';
import type { Registry } from './registry.ts';
import { createReserve, newBirth, type Reserve } from './reserve.ts';
import type { Entry } from './transform.ts';
import { WAITING_PROGRAM } from './waiting-program.ts';
import { writeIfChanged } from './write-if-changed.ts';

/** A Node that waits for its pane to be started. */
export interface WaitingProcess {
  readonly demo: string;
  readonly pane: string;
  readonly pid: number;
  /** It still starts itself while this is false. */
  readonly ready: boolean;
}

export interface Standby {
  /** From now on these are the demos to wait for; what waits for others is ended. */
  prepare(specs: readonly DemoSpec[]): void;
  /** What waits for this demo as it is now; it belongs to the caller from then on. */
  take(spec: DemoSpec): Reserve | null;
  /** Something has changed: a run is over. Fills up what is missing. */
  refill(): void;
  waiting(): readonly WaitingProcess[];
  close(): Promise<void>;
}

export interface StandbyOptions {
  /** The cache, absolute. */
  readonly folder: string;
  readonly build: Build;
  readonly terminal: Promise<TerminalOpener>;
  readonly registry: Registry;
  /** Resolves when nothing of earlier runs is left. */
  readonly swept: Promise<unknown>;
  /** Whether a run of this demo is under way: then nothing waits for the next one yet. */
  busy(demo: string): boolean;
}

const MOST_DEMOS = 2;
/** Processes that may be lost until the next `prepare`; beyond it something is wrong that waiting does not mend. */
const MOST_LOST = 3;

interface Stock {
  readonly key: string;
  /** null when nothing can wait for this demo. */
  readonly reserve: Promise<Reserve | null>;
  ready: Reserve | null;
}

export function createStandby(options: StandbyOptions): Standby {
  let wanted: readonly DemoSpec[] = [];
  const stocks = new Map<string, Stock>();
  const leaving = new Set<Promise<unknown>>();
  let lost = 0;
  let closed = false;

  function drop(name: string): void {
    const stock = stocks.get(name);
    if (stock === undefined) return;
    stocks.delete(name);
    const gone = stock.reserve.then(async (reserve) => {
      await reserve?.discard();
      if (reserve !== null) options.registry.end(reserve.id);
    });
    leaving.add(gone);
    void gone.then(() => leaving.delete(gone));
  }

  function refill(): void {
    if (closed) return;
    for (const [name, { key }] of stocks) if (!wanted.some((spec) => spec.name === name && keyOf(spec) === key)) drop(name);
    for (const spec of wanted) if (!stocks.has(spec.name) && !options.busy(spec.name) && lost <= MOST_LOST) fill(spec);
  }

  function fill(spec: DemoSpec): void {
    const key = keyOf(spec);
    const wantedStill = () => !closed && stocks.get(spec.name) === stock;
    const stock: Stock = { key, ready: null, reserve: Promise.resolve().then(make).catch(failed).then(settle) };
    stocks.set(spec.name, stock);

    function failed(): null {
      lost++;
      return null;
    }

    /** Without anything to wait there is nothing to hold, and the next time may be different. */
    function settle(reserve: Reserve | null): Reserve | null {
      if (reserve === null && stocks.get(spec.name) === stock) stocks.delete(spec.name);
      return reserve;
    }

    async function make(): Promise<Reserve | null> {
      const sources = nodeSources(spec);
      if (sources.length === 0) return null;
      const [opener] = await Promise.all([options.terminal, options.swept]);
      if (!wantedStill()) return null;
      const built = await options.build(spec.name, sources, gridOf(spec).columns);
      // A folder that is missing would make a program of node-pty's own speak.
      if ((built.ok && !built.standby) || !canWait(spec) || (await checkFolder(spec.cwd, spec.cwd)) !== null) return null;
      const program = join(options.folder, 'run', 'waiting.mjs');
      await writeIfChanged(program, Buffer.from(WAITING_PROGRAM));
      if (!wantedStill()) return null;
      const reserve = await createReserve(spec, {
        ...newBirth(),
        program,
        size: gridOf(spec),
        opener,
        registry: options.registry,
        lost: spoilt,
      });
      stock.ready = reserve;
      return reserve;
    }

    function spoilt(): void {
      if (!wantedStill()) return;
      lost++;
      drop(spec.name);
      refill();
    }
  }

  return {
    prepare(specs) {
      wanted = specs.slice(0, MOST_DEMOS);
      lost = 0;
      refill();
      // What waits already may have been built from older sources.
      for (const spec of wanted) {
        const sources = nodeSources(spec);
        if (stocks.has(spec.name) && sources.length > 0) void options.build(spec.name, sources, gridOf(spec).columns).catch(() => {});
      }
    },
    take(spec) {
      const stock = stocks.get(spec.name);
      if (stock === undefined || stock.ready === null || stock.key !== keyOf(spec)) return null;
      stocks.delete(spec.name);
      return stock.ready;
    },
    refill,
    waiting: () =>
      [...stocks].flatMap(([demo, { ready }]) =>
        [...(ready?.waiting ?? [])].map(([pane, one]) => ({ demo, pane, pid: one.pid, ready: one.ready })),
      ),
    async close() {
      closed = true;
      for (const name of [...stocks.keys()]) drop(name);
      await Promise.all(leaving);
    },
  };
}

/** The sources that a demo's Node panes run, each once. */
export function nodeSources(spec: DemoSpec): Entry[] {
  const programs = spec.panes.flatMap(({ program }) => (program.kind === 'node' ? [program] : []));
  return programs.filter(({ file }, index) => programs.findIndex((one) => one.file === file) === index);
}

export function gridOf(spec: DemoSpec): { columns: number; rows: number } {
  return clampGrid(spec.size.columns, spec.size.rows) ?? { columns: 80, rows: 24 };
}

/** Options of Node may name modules that it loads as it starts; those are the demo's, and it has not begun. */
function canWait(spec: DemoSpec): boolean {
  return Object.keys(spec.env).every((name) => name.toUpperCase() !== 'NODE_OPTIONS');
}

/** All that a waiting process was born with. */
function keyOf(spec: DemoSpec): string {
  const panes = spec.panes.map(({ name, program }) => [name, program.kind]);
  const env = demoEnvironment(process.env, spec.env, { id: '', markSecret: '' });
  return JSON.stringify([panes, gridOf(spec), spec.cwd, env]);
}
