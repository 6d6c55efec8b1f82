// The built command line on a real terminal, with a screen to look at.
//
//   await using it = await terminal(['demo', 'run', 'queue'], { cwd });
//   await it.until(/joined/);
//   it.type('\u0003');
//   expect(await it.exit).toEqual({ code: 130, signal: 0 });

import { constants } from 'node:os';
import * as nodePty from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { openPty } from '../../src/runner/pty.ts';
import { type CliOptions, NEUTRAL } from './cli.ts';
import { shared } from './shared.ts';
import { until } from './wait.ts';

export interface CliTerminal extends AsyncDisposable {
  /** Everything that came, escape sequences and all. */
  readonly raw: () => string;
  /** What a person sees now: the screen's lines, without blanks at their ends and empty lines at its end. */
  readonly screen: () => string;
  /** Waits until the screen matches. */
  until(pattern: RegExp): Promise<void>;
  type(keys: string): void;
  readonly exit: Promise<{ readonly code: number; readonly signal: number }>;
}

export async function terminal(
  args: readonly string[],
  options: Omit<CliOptions, 'input'> & { columns?: number; rows?: number } = {},
): Promise<CliTerminal> {
  const { columns: cols = 80, rows = 24, cwd = process.cwd() } = options;
  const program = await shared('build');
  const merged = { ...process.env, ...NEUTRAL, TERM: 'xterm-256color', ...options.env };
  // node-pty would hand an undefined value on as the word.
  const env = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  const xterm = new Terminal({ cols, rows, allowProposedApi: true });
  let raw = '';
  let over = false;
  const decoder = new TextDecoder();
  let exited: (how: { code: number; signal: number }) => void;
  const exit = new Promise<{ code: number; signal: number }>((resolve) => {
    exited = resolve;
  });
  // Not node-pty alone: where the reader is late, it loses the last words of a program that has ended.
  const pty = openPty(
    nodePty,
    { argv: [process.execPath, program, ...args], cwd, env: env as Record<string, string>, size: { columns: cols, rows } },
    {
      data(bytes) {
        const text = decoder.decode(bytes, { stream: true });
        raw += text;
        xterm.write(text);
      },
      exit(code, signal) {
        over = true;
        const number = signal === null ? 0 : (constants.signals[signal as NodeJS.Signals] ?? 0);
        // What came is on the screen a moment later.
        xterm.write('', () => exited({ code: code ?? 0, signal: number }));
      },
    },
  );
  const screen = () => {
    const { active } = xterm.buffer;
    const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  };
  return {
    raw: () => raw,
    screen,
    until: async (pattern) => void (await until(() => pattern.test(screen()), `${pattern} on the terminal`, screen)),
    type: (keys) => pty.write(keys, () => {}),
    exit,
    [Symbol.asyncDispose]: async () => {
      if (!over) process.kill(pty.pid, 'SIGKILL');
      await exit;
      xterm.dispose();
    },
  };
}
