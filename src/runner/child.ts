// Programs without node-pty: under script(1), which gives them a terminal, or on
// plain pipes, where they see none. The same contract as pty.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createLinger } from './linger.ts';
import { signalGroup } from './processes.ts';
import type { Terminal, TerminalListener, TerminalRequest } from './terminal.ts';

/** Whether script(1) of util-linux is there; that of BSD and macOS takes no command this way. */
export function hasScript(): boolean {
  if (process.platform !== 'linux') return false;
  const found = spawnSync('script', ['--version'], { encoding: 'utf8', timeout: 2_000 });
  return found.status === 0 && found.stdout.includes('util-linux');
}

export function openScript(request: TerminalRequest, listener: TerminalListener): Terminal {
  const { columns, rows } = request.size;
  const command = `stty cols ${columns} rows ${rows} && exec ${request.argv.map(quote).join(' ')}`;
  const argv = ['script', '-qfec', command, '/dev/null'] as const;
  const env = { ...request.env, SHELL: '/bin/sh' };
  return open('script', { ...request, argv: [...argv], env }, listener);
}

export function openPipes(request: TerminalRequest, listener: TerminalListener): Terminal {
  return open('pipes', request, listener);
}

function open(kind: 'script' | 'pipes', request: TerminalRequest, listener: TerminalListener): Terminal {
  const [file, ...args] = request.argv;
  const child = spawn(file, args, { cwd: request.cwd, env: { ...request.env }, detached: true, stdio: 'pipe' });
  const streams = [child.stdout, child.stderr];
  const linger = createLinger(() => {
    for (const stream of streams) stream.destroy();
  });
  let over = false;
  let carriage = false;

  for (const stream of streams) {
    stream.on('data', (bytes: Buffer) => {
      linger.data(bytes.length);
      if (kind === 'script') return listener.data(bytes);
      // No terminal turns line feeds into new lines here, so it is done for the one that shows them.
      listener.data(
        Buffer.from(
          bytes.toString('latin1').replace(/\r?\n/g, (end, at) => (end === '\n' && at === 0 && carriage ? '\n' : '\r\n')),
          'latin1',
        ),
      );
      carriage = bytes.at(-1) === 13;
    });
  }
  child.stdin.on('error', () => {});
  child.on('error', () => finish(null, null));
  child.on('exit', () => {
    linger.start();
    for (const stream of streams) stream.resume();
  });
  child.on('close', (code, signal) => finish(code, signal));

  function finish(code: number | null, signal: string | null) {
    if (over) return;
    over = true;
    linger.cancel();
    listener.exit(code, signal);
  }

  /** What a terminal would make of these keys; a pipe makes nothing of them. */
  function typed(text: string, done: () => void) {
    if (text.includes('\x03') && child.pid !== undefined) signalGroup(child.pid, 'SIGINT');
    const end = text.indexOf('\x04');
    const plain = (end === -1 ? text : text.slice(0, end)).replaceAll('\x03', '').replaceAll('\r', '\n');
    if (end === -1) child.stdin.write(plain, () => done());
    else child.stdin.end(plain, () => done());
  }

  return {
    kind,
    pid: child.pid ?? 0,
    write(text, done) {
      if (over || child.stdin.destroyed || child.stdin.writableEnded) done();
      else if (kind === 'pipes') typed(text, done);
      else child.stdin.write(text, () => done());
    },
    // script(1) passes no size on once it runs; a pipe has none.
    resize() {},
    pause() {
      for (const stream of streams) stream.pause();
    },
    resume() {
      for (const stream of streams) stream.resume();
    },
    hurry: linger.hurry,
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
