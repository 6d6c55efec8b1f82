// The processes of this machine as the stop needs them: who descends from whom, in
// which session, since when, and with which cookie. From /proc on Linux; elsewhere
// from ps(1), which knows neither cookies nor exact start times.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Foreground process group of its terminal; -1 without one, or where it is not known. */
  readonly foreground: number;
  /** Tells a recycled pid from the one remembered; comparable only for equality. */
  readonly started: string;
  readonly command: string;
}

/** Every live process but zombies. */
export function listProcesses(): Process[] {
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** Whether the process of this pid is still the same one. */
export function stillRuns(known: Pick<Process, 'pid' | 'started'>): boolean {
  return startOf(known.pid) === known.started;
}

/** When a process started, comparable only for equality and within one boot; null when there is none. */
export function startOf(pid: number): string | null {
  const now = process.platform === 'linux' ? readStat(pid) : listProcesses().find((one) => one.pid === pid);
  return now?.started ?? null;
}

/** Tells this run of the machine from those before; '' where start times are told in full. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Whether a process belongs to the user that we are. */
export function isOurs(pid: number): boolean {
  try {
    if (process.platform === 'linux') return statSync(`/proc/${pid}`).uid === process.getuid?.();
    return Number(execFileSync('ps', ['-p', String(pid), '-o', 'uid='], { encoding: 'utf8', timeout: 2_000 })) === process.getuid?.();
  } catch {
    return false;
  }
}

/** Whether the process was started with this text in its environment; null while it has none, as in the middle of an exec; false where that cannot be read. */
export function hasInEnvironment(pid: number, entry: string): boolean | null {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    return environment === '' ? null : `\0${environment}`.includes(`\0${entry}\0`);
  } catch {
    return false;
  }
}

/** False if there is no such process, or it is not ours. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return pid > 1 && process.kill(pid, signal);
  } catch {
    return false;
  }
}

export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  if (leader <= 1) return false;
  try {
    return process.kill(process.platform === 'win32' ? leader : -leader, signal);
  } catch {
    return false;
  }
}

function fromProc(): Process[] {
  const found: Process[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const known = readStat(pid);
    if (known !== null) found.push(known);
  }
  return found;
}

/** proc(5): `pid (command) state ppid pgrp session …`, the start time is the 22nd. The command may hold anything. */
function readStat(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const [state, parent, group, session, , foreground] = fields;
    if (state === 'Z' || state === 'X') return null;
    const command = text.slice(text.indexOf('(') + 1, end);
    const numbers = { parent: Number(parent), group: Number(group), session: Number(session), foreground: Number(foreground) };
    return { pid, ...numbers, started: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

function fromPs(): Process[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart=,comm='], { encoding: 'utf8', timeout: 2_000 });
  const found: Process[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line);
    if (match === null || match[4]?.startsWith('Z')) continue;
    const [, pid, parent, group, , started = '', command = ''] = match;
    // ps of macOS prints no usable session, so the group stands in for it.
    found.push({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session: Number(group),
      foreground: -1,
      started,
      command,
    });
  }
  return found;
}

/** Lets others go first when the machine is busy, and what the process starts from now on with it. */
export function standBack(pid: number, niceness: number): void {
  if (niceness === 0) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended, or the system does not allow it: nothing depends on it.
  }
}
