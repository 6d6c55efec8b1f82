// What the page is told of a demo: no paths of the machine, no environment.
import { relative, sep } from 'node:path';
import type { DemoSpec, Fallback, PaneSpec } from '../demo.ts';
import type { DemoInfo, PaneInfo } from '../protocol.ts';
import { isRecorded } from './cast-files.ts';

/**
 * The public part of a demo; `fallback` is the talk's, for a demo that does not say it itself; `stale`: its recording is
 * older than its code.
 */
export function demoInfo(spec: DemoSpec, root: string, fallback: Fallback, stale = false): DemoInfo {
  const { name, title, summary, size, keys, onLeave } = spec;
  return {
    name,
    title,
    summary,
    size,
    keys,
    onLeave,
    recorded: isRecorded(spec, root),
    stale,
    fallback: spec.fallback ?? fallback,
    panes: spec.panes.map((pane) => paneInfo(pane, root)),
  };
}

function paneInfo(pane: PaneSpec, root: string): PaneInfo {
  const { name, program } = pane;
  if (program.kind !== 'web') return { name, command: commandOf(pane, root) };
  const { url, standIn, picture } = program;
  const address = withoutGroups(url);
  const page = { address, standIn: standIn !== null, picture: picture === null ? null : fileUrl(relative(root, picture)) };
  return { name, command: standIn === null ? address : commandOf(standIn, root), page };
}

/** Absolute paths of the pictures that stand for pages. */
export function picturesOf(demos: readonly DemoSpec[]): string[] {
  return demos.flatMap(({ panes }) => panes.flatMap(({ program }) => (program.kind === 'web' ? (program.picture ?? []) : [])));
}

/** Where a file below the root is served. */
export function fileUrl(path: string): string {
  return `/files/${path.split(sep).map(encodeURIComponent).join('/')}`;
}

/** As one would type it: `node demos/queue.ts`; what another pane will hand over stands as `…`. */
function commandOf({ name, program, args }: PaneSpec, root: string): string {
  if (program.kind === 'web') return withoutGroups(program.url);
  // A program that stands in the talk has no file of its own: it goes by the name that it would have.
  const fileOf = ({ file, source }: typeof program & { kind: 'node' }) =>
    source === undefined ? relative(root, file) : `${name}.${source.lang}`;
  const start = program.kind === 'node' ? ['node', fileOf(program)] : program.argv;
  return [...start, ...args.map(withoutGroups)].join(' ');
}

function withoutGroups(text: string): string {
  return text.replaceAll(/\$(\{[^}]*\}|\d+)/g, '…');
}
