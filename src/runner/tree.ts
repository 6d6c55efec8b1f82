// All processes of one run, wherever they hid: by session and group of a pane's
// leader, by descent, and by the run's cookie in their environment, which also
// finds those that started a session of their own. Remembers what it saw, since an
// orphan loses the link to its parent.
import { RUN_COOKIE } from './environment.ts';
import { hasInEnvironment, listProcesses, type Process, signalProcess, stillRuns } from './processes.ts';

export interface ProcessTree {
  /** A pane's program was started. */
  add(leader: number): void;
  /** Who of the run still lives. */
  alive(): Process[];
  /** Sends to each who lives; a pid that was given to another process meanwhile is left alone. */
  signal(signal: NodeJS.Signals): Process[];
}

/** @param belongs what must hold of a process besides; asked of those that seem to be of the run */
export function createProcessTree(runId: string, belongs: (one: Process) => boolean = () => true): ProcessTree {
  const leaders = new Set<number>();
  const seen = new Map<number, Process>();
  /** Whose environment was read and is another's: pid to start time, so that polling stays cheap. */
  const foreign = new Map<number, string>();
  const cookie = `${RUN_COOKIE}=${runId}`;

  function carriesCookie(one: Process): boolean {
    if (foreign.get(one.pid) === one.started) return false;
    const carries = hasInEnvironment(one.pid, cookie);
    if (carries === false) foreign.set(one.pid, one.started);
    return carries === true;
  }

  function alive(): Process[] {
    const all = listProcesses();
    const members = new Map<number, Process>();
    for (const one of all) {
      const known = seen.get(one.pid);
      const remembered = known !== undefined && known.started === one.started;
      const own = leaders.has(one.session) || leaders.has(one.group);
      if (remembered || own || carriesCookie(one)) members.set(one.pid, one);
    }
    // Children of members that cleared their environment; repeated until a round finds none.
    for (let before = -1; before !== members.size; ) {
      before = members.size;
      for (const one of all) if (members.has(one.parent)) members.set(one.pid, one);
    }
    members.delete(process.pid);
    for (const one of members.values()) if (!belongs(one)) members.delete(one.pid);
    for (const one of members.values()) seen.set(one.pid, one);
    return [...members.values()];
  }

  return {
    add: (leader) => {
      if (leader > 1) leaders.add(leader);
    },
    alive,
    signal(signal) {
      const members = alive();
      for (const one of members) if (stillRuns(one)) signalProcess(one.pid, signal);
      return members;
    },
  };
}
