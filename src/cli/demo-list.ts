// `lectern demo list`: the demos below the root that the current folder is in.
import { ago } from './ago.ts';
import { castInfo } from './cast-info.ts';
import { defineCommand } from './command.ts';
import { demoOptionSpecs, demosHere } from './demos.ts';
import { table } from './table.ts';

export default defineCommand({
  arguments: [],
  options: { json: { type: 'boolean', help: 'print one JSON document' }, ...demoOptionSpecs },
  about: 'They are those of demos/ in the nearest folder up that has a package.json or demos/, and the inline demos of its talks.',
  examples: [
    { line: 'demo list', does: 'names, titles, panes, and which have a recording' },
    { line: 'demo list --json', does: 'the same for programs' },
  ],
  async run({ options }, io) {
    const { root, demos } = await demosHere(io, options.talk);
    const listed = await Promise.all(
      demos.map(async (demo) => ({
        name: demo.name,
        title: demo.title,
        panes: demo.panes.map((pane) => pane.name),
        ...(await castInfo(demo, root)),
      })),
    );
    if (options.json) {
      io.print(JSON.stringify({ demos: listed }, null, 2));
      return 0;
    }
    if (listed.length === 0) io.note('no demos here: a demo is a program in a folder demos/');
    const now = Date.now() / 1000;
    const rows = listed.map(({ name, title, panes, recorded, recordedAt, stale }) => {
      const when = recordedAt === null ? 'yes' : ago(Date.parse(recordedAt) / 1000, now);
      return [name, title, panes.join(', '), recorded ? `${when}${stale ? ', stale' : ''}` : 'no'];
    });
    const [first = '', ...rest] = table([['name', 'title', 'panes', 'recorded'], ...rows]);
    if (listed.length > 0) io.print([io.out.dim(first), ...rest].join('\n'));
    const stale = listed.filter((demo) => demo.stale).map(({ name }) => name);
    if (stale.length > 0) io.note(`\nstale: the sources have changed since; "lectern demo record ${stale[0]}" records it afresh`);
    return 0;
  },
});
