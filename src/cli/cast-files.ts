// Where the recordings of a demo lie, and what is in them: demos/<name>.cast beside a
// demo of one file, demos/<name>/<pane>.cast for one that is a folder, casts/<name>.cast
// beside the talk for one that stands in it. The command that records writes there, too.
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { decodeCast } from '../cast/decode.ts';
import type { Recordings } from '../cast/recordings.ts';
import { asTerminals, type DemoSpec } from '../demo.ts';
import type { RecordedCasts } from '../protocol.ts';
import { readTextBelow } from '../server/paths.ts';

/** Bytes of one cast; a larger one is not read. */
const LARGEST = 128 * 1024 * 1024;
/** Bytes of all casts of a demo that a page is given to keep. */
const LARGEST_KEPT = 8 * 1024 * 1024;

/** The absolute path of a pane's cast, whether it is there or not. */
export function castPath(demo: DemoSpec, pane: string, root: string): string {
  // An inline demo runs in its talk's folder.
  if (isInline(demo)) return join(demo.cwd, 'casts', `${demo.name}.cast`);
  const folder = join(root, 'demos');
  return isOneFile(demo, folder) ? join(folder, `${demo.name}.cast`) : join(folder, demo.name, `${pane}.cast`);
}

/** Those of all panes that have one, in their order: a page has that of its stand-in, or none. */
export function castPaths(demo: DemoSpec, root: string): string[] {
  return asTerminals(demo).panes.map(({ name }) => castPath(demo, name, root));
}

/** Whether every pane has its cast; what is in them shows when they are read. */
export function isRecorded(demo: DemoSpec, root: string): boolean {
  return castPaths(demo, root).every((path) => existsSync(path));
}

/** The recording of a demo as it is on disk now, or in one line why there is none to play. Never rejects. */
export async function readCasts(demo: DemoSpec, root: string): Promise<Recordings> {
  if (!isRecorded(demo, root)) return { reason: `no recording yet: "lectern demo record ${demo.name}" makes one` };
  const casts = [];
  for (const { name: pane } of asTerminals(demo).panes) {
    const file = relative(root, castPath(demo, pane, root)).replaceAll('\\', '/');
    const text = await readTextBelow(root, file, LARGEST).catch(() => null);
    if (text === null) return { reason: `the recording cannot be read: ${file}` };
    const cast = decodeCast(text, pane);
    if (!cast.ok) return { reason: `the recording cannot be played: ${file}: ${cast.error}` };
    casts.push({ pane, cast });
  }
  if (casts.every(({ cast }) => cast.events.length === 0)) return { reason: 'the recording is empty: nothing happens in it' };
  return { casts };
}

/** The recording as its files are, for a page to keep; null where there is none, or one too large to be kept. Never rejects. */
export async function castTexts(demo: DemoSpec, root: string): Promise<RecordedCasts | null> {
  const panes = [];
  let room = LARGEST_KEPT;
  for (const { name } of asTerminals(demo).panes) {
    const file = relative(root, castPath(demo, name, root)).replaceAll('\\', '/');
    const cast = await readTextBelow(root, file, room).catch(() => null);
    if (cast === null) return null;
    room -= Buffer.byteLength(cast);
    panes.push({ name, cast });
  }
  return { panes };
}

/** A demo whose program stands in a talk. */
export function isInline({ panes }: DemoSpec): boolean {
  return panes.some(({ program }) => program.kind === 'node' && program.source !== undefined);
}

/** A program right in demos/, by whose name the demo goes. */
function isOneFile(demo: DemoSpec, folder: string): boolean {
  const [pane, ...more] = demo.panes;
  if (pane?.program.kind !== 'node' || more.length > 0) return false;
  const { file } = pane.program;
  return pane.name === demo.name && dirname(file) === folder && basename(file, extname(file)) === demo.name;
}
