// A temporary root with demos in it, a runner on it, and a listener that keeps all
// it hears. Everything is closed and removed when the test is over.
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { DEFAULT_GRID, type DemoSpec, type PaneSpec } from '../../src/demo.ts';
import { listProcesses } from '../../src/runner/processes.ts';
import { createRunner, type Runner } from '../../src/runner/runner.ts';
import type { TerminalKind } from '../../src/runner/terminal.ts';
import type { DemoState, Session, SessionEvent } from '../../src/session.ts';

export const FIXTURES = resolve(import.meta.dirname, 'fixtures');

export interface Stage {
  readonly root: string;
  readonly runner: Runner;
  write(path: string, text: string): Promise<string>;
}

export async function stage(terminal: TerminalKind | null = null): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'lectern-runner-'));
  await cp(FIXTURES, join(root, 'demos'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'));
  const runner = createRunner({ root, cacheFolder: join(root, '.lectern'), terminal });
  onTestFinished(async () => {
    await runner.close();
    await rm(root, { recursive: true, force: true });
  });
  return {
    root,
    runner,
    async write(path, text) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return file;
    },
  };
}

export function pane(part: Partial<PaneSpec> & Pick<PaneSpec, 'program'>): PaneSpec {
  return { name: 'main', args: [], ready: null, type: [], expect: [], ...part };
}

/** A demo of one pane: a file under the root, or a command. */
export function demo(root: string, program: string | readonly string[], part: Partial<DemoSpec> = {}): DemoSpec {
  const panes = [
    pane({ program: typeof program === 'string' ? { kind: 'node', file: join(root, program) } : { kind: 'command', argv: program } }),
  ];
  return {
    name: 'demo',
    title: 'Demo',
    summary: '',
    size: DEFAULT_GRID,
    panes,
    env: {},
    cwd: root,
    timeout: null,
    keys: 'deck',
    onLeave: 'keep',
    fallback: null,
    volatile: [],
    unordered: [],
    files: [],
    ...part,
  };
}

export interface Heard {
  readonly events: SessionEvent[];
  readonly states: DemoState[];
  /** All output of a pane so far. */
  text(pane?: string): string;
  /** Resolves when the output of the pane contains the text. */
  sees(text: string | RegExp, pane?: string): Promise<void>;
}

export function listen(session: Session): Heard {
  const events: SessionEvent[] = [];
  const states: DemoState[] = [];
  const waiting = new Set<() => void>();
  session.subscribe({
    event(event) {
      events.push(event);
      for (const look of [...waiting]) look();
    },
    state: (state) => states.push(state),
  });
  const text = (pane = 'main') => events.map((event) => (event.type === 'output' && event.pane === pane ? event.data : '')).join('');
  return {
    events,
    states,
    text,
    sees(wanted, pane) {
      return new Promise((done) => {
        const look = () => {
          if (typeof wanted === 'string' ? !text(pane).includes(wanted) : !wanted.test(text(pane))) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      });
    },
  };
}

/** Polls until the condition holds; the test's own time limit is the guard. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Whether the process runs; a zombie, which only waits to be reaped, does not. */
export function alive(pid: number): boolean {
  return listProcesses().some((one) => one.pid === pid);
}

/** A temporary folder with these files; removed when the test is over. */
export async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'lectern-demos-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
