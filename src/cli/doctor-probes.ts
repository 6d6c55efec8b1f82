// The probes of `lectern doctor` that need the other parts: each really does what it
// asks about. One line in the list, one function below.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { type Finding, ok, type Probe } from '../check/doctor.ts';
import { fontProbes } from '../check/doctor-fonts.ts';
import type { DemoSpec } from '../demo.ts';
import { findBrowser, noBrowser } from '../export/find-browser.ts';
import { formatMessage } from '../message.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { chooseTerminal } from '../runner/open-terminal.ts';
import { createTransformer } from '../runner/transform.ts';
import { listen, PortError } from '../server/listen.ts';
import { readManifest } from './assets.ts';
import { castInfo } from './cast-info.ts';
import { stateFolder } from './root.ts';

/** So many are named, the others counted. */
const MOST_NAMES = 5;

export interface DoctorOptions {
  readonly root: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Where talks are served unless told. */
  readonly port: number;
  readonly browser: string | undefined;
}

/** What is looked at, in the order in which it is shown. */
export function doctorProbes({ root, env, port, browser }: DoctorOptions): Probe[] {
  return [
    { name: 'Node.js', needed: true, look: async () => ok(`${process.versions.node}, ${process.platform} ${process.arch}`) },
    { name: 'pages and themes', needed: true, look: async () => ok(`themes ${readManifest().themes.join(', ')}`) },
    { name: 'folder for state', needed: true, look: () => state(root, env) },
    { name: 'port', needed: false, look: () => portFree(port) },
    { name: 'terminal', needed: false, look: () => terminal(root, env) },
    { name: 'building demos', needed: true, look: () => building(root, env) },
    { name: 'demos', needed: true, look: () => demos(root) },
    { name: 'recordings', needed: false, look: () => recordings(root) },
    { name: 'browser for export', needed: false, look: () => browserHere(env, browser) },
    ...fontProbes(),
  ];
}

async function state(root: string, env: DoctorOptions['env']): Promise<Finding> {
  const folder = stateFolder(root, env);
  accessSync(folder, constants.W_OK);
  return ok(folder);
}

async function portFree(port: number): Promise<Finding> {
  const server = createServer();
  try {
    await listen(server, '127.0.0.1', port, true);
    return ok(`${port} is free`);
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { status: 'warn', found: `${port} is taken`, todo: 'a talk takes the next free one; or name another with --port' };
  } finally {
    server.close();
  }
}

/** Opens one, runs a program in it, and asks that program what it sees. */
async function terminal(root: string, env: DoctorOptions['env']): Promise<Finding> {
  const opener = await chooseTerminal(null);
  const said = await new Promise<string>((resolve) => {
    let text = '';
    const decoder = new TextDecoder();
    const script = "process.stdout.write('tty=' + process.stdout.isTTY + ' ' + process.stdout.columns)";
    const clean = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
    opener.open(
      { argv: [process.execPath, '-e', script], cwd: root, env: { ...clean, TERM: 'xterm-256color' }, size: { columns: 61, rows: 7 } },
      {
        data: (bytes) => {
          text += decoder.decode(bytes, { stream: true });
        },
        exit: () => resolve(text),
      },
    );
  });
  if (opener.kind === 'pty' && said.includes('tty=true 61')) return ok('demos run on a pty');
  const todo = 'npm install @lydell/node-pty gives demos a real terminal';
  if (opener.kind === 'pty') return { status: 'failed', found: `a program on the pty saw "${said.trim()}"`, todo };
  return { status: 'warn', found: opener.kind === 'script' ? 'demos run under script(1)' : 'demos run on pipes and see no terminal', todo };
}

async function building(root: string, env: DoctorOptions['env']): Promise<Finding> {
  try {
    await createTransformer({ root, cacheFolder: stateFolder(root, env) }).warm();
    return ok('esbuild works');
  } catch (error) {
    const found = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { status: 'failed', found, todo: 'install afresh: npm ci' };
  }
}

async function demos(root: string): Promise<Finding> {
  const catalogue = await loadDemos(root);
  const errors = catalogue.messages.filter(({ severity }) => severity === 'error');
  const names = nameList(catalogue.demos) || 'none here';
  const first = errors[0] ?? catalogue.messages[0];
  if (first === undefined) return ok(names);
  const many = errors.length > 0 ? `${errors.length} with errors` : `${catalogue.messages.length} with warnings`;
  return { status: errors.length > 0 ? 'failed' : 'warn', found: `${names}; ${many}`, todo: formatMessage(first).split('\n')[0] ?? null };
}

async function recordings(root: string): Promise<Finding> {
  const { demos } = await loadDemos(root);
  const known = await Promise.all(demos.map(async (demo) => ({ demo, ...(await castInfo(demo, root)) })));
  const without = known.filter(({ recorded }) => !recorded).map(({ demo }) => demo);
  const stale = known.filter((one) => one.stale).map(({ demo }) => demo);
  if (without.length > 0) {
    const all = without.length === demos.length && demos.length > 1;
    return {
      status: 'missing',
      found: `none of ${nameList(without)}`,
      todo: `lectern demo record ${all ? '--all' : (without[0]?.name ?? '')}`,
    };
  }
  if (stale.length > 0)
    return { status: 'warn', found: `${nameList(stale)} changed since`, todo: `lectern demo record ${stale[0]?.name ?? ''}` };
  return ok(demos.length === 0 ? 'no demos, none needed' : `all ${demos.length} are there`);
}

function nameList(demos: readonly DemoSpec[]): string {
  const names = demos.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = demos.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

async function browserHere(env: DoctorOptions['env'], named: string | undefined): Promise<Finding> {
  const executable = findBrowser(env, named);
  if (executable === null) return { status: 'missing', found: 'none', todo: noBrowser(env, named).replace(/\s*\n\s*/g, '; ') };
  // On Windows --version opens a window.
  if (process.platform === 'win32') return ok(executable);
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: 10_000 });
    return ok(`${stdout.trim()} (${executable})`);
  } catch {
    return { status: 'failed', found: `${executable} does not start`, todo: 'name another: --browser PATH, or LECTERN_BROWSER=PATH' };
  }
}
