// What the headers of a demo's casts tell, without reading what comes behind them:
// when they were recorded, and whether of the sources as they are now.
import { relative } from 'node:path';
import { type CastHeader, castHeader } from '../cast/cast.ts';
import { decodeCast } from '../cast/decode.ts';
import { asTerminals, type DemoSpec } from '../demo.ts';
import { openBelow } from '../server/paths.ts';
import { castPath, isRecorded } from './cast-files.ts';
import { sourcesOf } from './record-demo.ts';

export interface CastInfo {
  /** Whether every pane has its cast. */
  readonly recorded: boolean;
  /** ISO 8601; null where there is no recording or it does not say. */
  readonly recordedAt: string | null;
  /** The sources have changed since; never so of casts that others made. */
  readonly stale: boolean;
}

/** Bytes within which a header lies. */
const HEAD = 64 * 1024;

/** Never rejects. */
export async function castInfo(demo: DemoSpec, root: string): Promise<CastInfo> {
  if (!isRecorded(demo, root)) return { recorded: false, recordedAt: null, stale: false };
  const headers = await Promise.all(asTerminals(demo).panes.map(({ name }) => headerOf(relative(root, castPath(demo, name, root)), root)));
  const sources = headers.flatMap((header) => (header.origin === null ? [] : [header.origin.sources]));
  const now = sources.length === 0 ? '' : await sourcesOf(demo, root);
  return { recorded: true, recordedAt: dateOf(headers[0]?.timestamp ?? null), stale: sources.some((then) => then !== now) };
}

/** The names of those demos whose recordings are older than their code. Never rejects. */
export async function staleDemos(demos: readonly DemoSpec[], root: string): Promise<ReadonlySet<string>> {
  const stale = await Promise.all(demos.map(async (demo) => ((await castInfo(demo, root)).stale ? [demo.name] : [])));
  return new Set(stale.flat());
}

/** That of a cast below `root`; one that says nothing where it cannot be read. */
async function headerOf(name: string, root: string): Promise<CastHeader> {
  const file = await openBelow(root, name.replaceAll('\\', '/'));
  const empty = castHeader({ columns: 80, rows: 24 });
  if (file === null) return empty;
  if (file.size === 0) {
    await file.close();
    return empty;
  }
  const parts: Buffer[] = [];
  for await (const part of file.stream(0, Math.min(file.size, HEAD) - 1)) parts.push(part);
  const [first = ''] = Buffer.concat(parts).toString('utf8').split('\n', 1);
  const cast = decodeCast(first, '');
  return cast.ok ? cast.header : empty;
}

function dateOf(seconds: number | null): string | null {
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
