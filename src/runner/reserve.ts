// The waiting processes of one demo, one for each pane that is a Node program. They
// are born with the id, the secret and the environment of the run that they are for,
// so that they belong to it like every process of it.
import { randomBytes } from 'node:crypto';
import type { DemoSpec, Grid } from '../demo.ts';
import { demoEnvironment } from './environment.ts';
import { NODE_ARGUMENTS } from './launch.ts';
import type { TerminalOpener } from './open-terminal.ts';
import type { Registry } from './registry.ts';
import { startWaiting, type Waiting } from './waiting.ts';

/** What a run has from its beginning: its id, and the secret of its marks. */
export interface Birth {
  readonly id: string;
  readonly markSecret: string;
}

export interface Reserve extends Birth {
  /** What waits, by pane. */
  readonly waiting: ReadonlyMap<string, Waiting>;
  /** An opener for one pane: its waiting process where that is ready, else a fresh one. */
  opener(pane: string, fresh: TerminalOpener): TerminalOpener;
  /** Ends all that wait still. */
  discard(): Promise<void>;
}

export interface ReserveOptions extends Birth {
  /** The file that a waiting Node runs. */
  readonly program: string;
  readonly size: Grid;
  readonly opener: TerminalOpener;
  readonly registry: Registry;
  /** One of the processes can no longer be used. */
  lost(): void;
}

export function newBirth(): Birth {
  return { id: randomBytes(12).toString('hex'), markSecret: randomBytes(12).toString('hex') };
}

/** The whole environment of a run's programs. */
export function bornEnvironment(birth: Birth, declared: DemoSpec['env'], kind: TerminalOpener['kind']): Record<string, string> {
  const markSecret = kind === 'pipes' ? `${birth.markSecret}:pipes` : birth.markSecret;
  return demoEnvironment(process.env, declared, { id: birth.id, markSecret });
}

/** Rejects when the system gives no more processes; then none is left. */
export async function createReserve(spec: DemoSpec, options: ReserveOptions): Promise<Reserve> {
  const { id, markSecret, registry, size } = options;
  const waiting = new Map<string, Waiting>();
  const env = bornEnvironment(options, spec.env, options.opener.kind);
  const argv = [process.execPath, ...NODE_ARGUMENTS, options.program] as const;

  async function discard(): Promise<void> {
    const left = [...waiting.values()];
    waiting.clear();
    await Promise.all(left.map((one) => one.end()));
  }

  registry.begin(id);
  try {
    for (const { name, program } of spec.panes) {
      if (program.kind !== 'node') continue;
      const one = await startWaiting(options.opener, { argv: [...argv], cwd: spec.cwd, env, size }, options.lost);
      waiting.set(name, one);
      registry.started(id, one.pid);
    }
  } catch (error) {
    await discard();
    registry.end(id);
    throw error;
  }

  return {
    id,
    markSecret,
    waiting,
    opener: (pane, fresh) => ({
      ...fresh,
      open(request, listener) {
        const one = waiting.get(pane);
        waiting.delete(pane);
        const [file = '', ...args] = request.argv.slice(1 + NODE_ARGUMENTS.length);
        const terminal = one?.become({ file, args, cwd: request.cwd }, listener) ?? null;
        if (terminal !== null) return terminal;
        void one?.end();
        return fresh.open(request, listener);
      },
    }),
    discard,
  };
}
