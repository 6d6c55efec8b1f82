// What a verified demo is told as: one line when it is as recorded, else what
// differs, pane by pane, with the place of each difference.
import { relative } from 'node:path';
import { firstChange } from '../cast/diff.ts';
import type { DemoSpec } from '../demo.ts';
import { castPath } from './cast-files.ts';
import type { Colors } from './io.ts';
import type { DemoVerdict } from './verify-demo.ts';

/** Lines of one pane's diff that are shown; `--json` has them all. */
const MOST = 60;

export interface VerdictPlace {
  readonly demo: DemoSpec;
  readonly root: string;
  readonly cwd: string;
}

export function verdictLines({ name, ok, panes, reason, stale }: DemoVerdict, { demo, root, cwd }: VerdictPlace, c: Colors): string[] {
  const changed = stale ? c.yellow('  its sources have changed since') : '';
  if (ok) return [`${c.green('same')}     ${name}${changed}`];
  const head = `${c.red(panes.some((pane) => !pane.ok) ? 'differs' : 'failed ')}  ${c.bold(name)}  ${reason ?? ''}${changed}`;
  const details = panes.flatMap(({ name: pane, diff }) => {
    if (diff.length === 0) return [];
    const line = firstChange(diff);
    const place = `${relative(cwd, castPath(demo, pane, root))}, ${line === null ? 'at its end' : `line ${line} of the output`}`;
    const shown = diff.slice(0, MOST).map((text) => `    ${paint(text, c)}`);
    const more = diff.length > MOST ? [c.dim(`    … ${diff.length - MOST} lines more`)] : [];
    return [`  ${c.bold(`${name} / ${pane}`)}  ${place}`, ...shown, ...more];
  });
  return [head, ...details];
}

function paint(line: string, c: Colors): string {
  if (line.startsWith('@@')) return c.cyan(line);
  return line.startsWith('-') ? c.red(line) : line.startsWith('+') ? c.green(line) : line;
}
