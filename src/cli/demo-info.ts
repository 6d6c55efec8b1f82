// What the page is told of a demo: no paths of the machine, no environment.
import { relative } from 'node:path';
import type { DemoSpec, Fallback, PaneSpec } from '../demo.ts';
import type { DemoInfo } from '../protocol.ts';
import { isRecorded } from './cast-files.ts';

/** The public part of a demo; `fallback` is the talk's, for a demo that does not say it itself. */
export function demoInfo(spec: DemoSpec, root: string, fallback: Fallback): DemoInfo {
  const { name, title, summary, size, keys, onLeave } = spec;
  return {
    name,
    title,
    summary,
    size,
    keys,
    onLeave,
    recorded: isRecorded(spec, root),
    fallback: spec.fallback ?? fallback,
    panes: spec.panes.map((pane) => ({ name: pane.name, command: commandOf(pane, root) })),
  };
}

/** As one would type it: `node demos/queue.ts`; what another pane will hand over stands as `…`. */
function commandOf({ program, args }: PaneSpec, root: string): string {
  const start = program.kind === 'node' ? ['node', relative(root, program.file)] : program.argv;
  return [...start, ...args.map((arg) => arg.replaceAll(/\$(\{[^}]*\}|\d+)/g, '…'))].join(' ');
}
