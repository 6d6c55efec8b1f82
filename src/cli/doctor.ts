// `lectern doctor`: what this machine has of what a talk needs, and what to do about
// what it has not. Exits 1 only where no talk could be presented.
import { type Examined, examine, isFit, type Status } from '../check/doctor.ts';
import { defineCommand } from './command.ts';
import { doctorProbes } from './doctor-probes.ts';
import { fold, widthFor } from './fold.ts';
import type { Io } from './io.ts';
import { findRoot } from './root.ts';
import { table } from './table.ts';

/** Where present serves a talk unless told. */
const PORT = 4040;

export default defineCommand({
  arguments: [],
  options: {
    browser: { type: 'string', value: 'PATH', help: 'look at this browser, instead of the one that is found' },
    json: { type: 'boolean', help: 'print one JSON document' },
  },
  about: 'It starts a program in a terminal, opens the port and asks the browser its version, and leaves everything as it was.',
  examples: [
    { line: 'doctor', does: 'look at this machine and the demos here' },
    { line: 'doctor --json', does: 'the same for programs' },
  ],
  async run({ options }, io) {
    const probes = doctorProbes({ root: findRoot(io.cwd), env: io.env, port: PORT, browser: options.browser });
    const examined = await examine(probes);
    const fit = isFit(examined);
    if (options.json) io.print(JSON.stringify({ ok: fit, checks: examined }, null, 2));
    else for (const line of report(examined, fit, io)) io.print(line);
    return fit ? 0 : 1;
  },
});

function report(examined: readonly Examined[], fit: boolean, { out: c, stdout }: Io): string[] {
  const paint: Readonly<Record<Status, (text: string) => string>> = {
    ok: c.green,
    warn: c.yellow,
    missing: c.yellow,
    failed: c.red,
    unknown: c.dim,
  };
  const width = widthFor(stdout);
  const heads = table(examined.map(({ status, name }) => [status, name, '|'])).map((head) => head.slice(0, -1));
  const rows = heads.map((head, i) => head + fold(examined[i]?.found ?? '', width, head.length));
  const lines = rows.flatMap((row, i) => {
    const one = examined[i];
    if (one === undefined) return [];
    const { status, needed, todo } = one;
    const bad = needed && (status === 'missing' || status === 'failed');
    const line = row.replace(status, (bad ? c.red : paint[status])(status));
    return todo === null ? [line] : [line, c.dim(`         → ${fold(todo, width, 11)}`)];
  });
  return [...lines, '', fit ? 'A talk can be presented here.' : c.red('No talk can be presented here before what has failed is mended.')];
}
