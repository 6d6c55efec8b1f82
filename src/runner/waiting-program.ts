// What a waiting Node runs until it is needed, as text: it is written into the cache,
// since the built tool is one file. When its work has come it becomes the program by
// Node's own way from the command line to the main module, so that errors, an await
// that never settles and `import.meta` are as in a Node that was started with it.
// The clocks of the program begin with it, not with the waiting.

/** Names the socket to dial; gone from the environment before the program sees it. */
export const SOCKET_NAME = 'LECTERN_STANDBY';

/** What a waiting Node is told, as one line of JSON. */
export interface Work {
  /** Absolute path of the built program. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

export const WAITING_PROGRAM = `import Module from 'node:module';
import { connect } from 'node:net';
import 'node:tty';

const socket = connect(process.env.${SOCKET_NAME} ?? '').setEncoding('utf8');
delete process.env.${SOCKET_NAME};
let text = '';
socket.on('data', (more) => {
  text += more;
  if (text.endsWith('\\n')) socket.destroy();
});
socket.on('error', () => {});
socket.on('close', () => {
  // Nobody is there who could need this process.
  if (!text.endsWith('\\n')) process.exit();
  const { file, args, cwd } = JSON.parse(text);
  process.argv.splice(1, Infinity, file, ...args);
  // The folder may have been made anew meanwhile.
  process.chdir(cwd);
  beginClocks();
  Module.runMain();
});

function beginClocks() {
  const { timeOrigin } = performance;
  const uptime = process.uptime.bind(process);
  const now = performance.now.bind(performance);
  const waited = now();
  const waitedSeconds = uptime();
  replace(Performance.prototype, 'now', { value: { now: () => now() - waited }.now });
  replace(Performance.prototype, 'timeOrigin', { get: () => timeOrigin + waited });
  replace(process, 'uptime', { value: { uptime: () => uptime() - waitedSeconds }.uptime });
}

function replace(owner, name, part) {
  Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), ...part });
}
`;

/** Says of built code that it asks for times which nobody can shift, so that it must have a Node of its own. */
export function needsOwnClock(code: string): boolean {
  return /\bperformance\s*\.\s*(?:mark|measure|nodeTiming|timerify)\b|\bPerformanceObserver\b/.test(code);
}
