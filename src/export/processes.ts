// What the owner of a browser has to know of processes: whether the one it remembers
// still runs, and how to end a whole group. A pid alone proves nothing, since it may
// have been given away again, so it is remembered with its start time.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When a process started, comparable only for equality; null when there is no such process. */
export function startOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  try {
    if (process.platform === 'linux') {
      // proc(5): the command in brackets may hold anything; the start time is the 20th field behind it.
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' || state === 'X' ? null : (rest[18] ?? null);
    }
    if (process.platform === 'win32') return isThere(pid) ? 'there' : null;
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8', timeout: 2_000 }).trim() || null;
  } catch {
    return null;
  }
}

/** Whether anything of the process group lives; on Windows, whether its leader does. */
export function groupLives(leader: number): boolean {
  return isThere(process.platform === 'win32' ? leader : -leader);
}

/** Ends a process group at once; what is gone already is no error. */
export function killGroup(leader: number): void {
  if (leader <= 1) return;
  try {
    if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-leader, 'SIGKILL');
  } catch {
    // Gone, or not ours.
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
