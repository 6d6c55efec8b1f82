// Ends what a tool that was killed left running: only what belongs to a run noted in
// the state folder, by the run's cookie or as a noted program that still has its
// start time, and only this user's. A pid that was given away again is left alone.
import { bootId, isOurs, startOf } from './processes.ts';
import { type FoundNote, type NotedRun, readNotes } from './registry.ts';
import { sweep } from './stop-ladder.ts';
import { createProcessTree } from './tree.ts';

/**
 * Sweeps a state folder, all runs at once; notes of tools that still run are left alone. At most some 2 s, and
 * no time where nothing was left. Gives how many processes there were. Never rejects.
 */
export async function endLeftovers(folder: string): Promise<number> {
  try {
    const counts = await Promise.all(readNotes(folder).map(endNoted));
    return counts.reduce((sum, count) => sum + count, 0);
  } catch {
    return 0;
  }
}

async function endNoted({ note, remove }: FoundNote): Promise<number> {
  if (note === null || note.boot !== bootId()) {
    remove();
    return 0;
  }
  if (startOf(note.owner.pid) === note.owner.started) return 0;
  const counts = await Promise.all(note.runs.map(endRun));
  remove();
  return counts.reduce((sum, count) => sum + count, 0);
}

async function endRun({ id, leaders }: NotedRun): Promise<number> {
  const tree = createProcessTree(id, ({ pid }) => isOurs(pid));
  for (const { pid, started } of leaders) if (startOf(pid) === started) tree.add(pid);
  const found = tree.alive().length;
  if (found > 0) await sweep(tree);
  return found;
}
