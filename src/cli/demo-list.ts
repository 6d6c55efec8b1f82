// `lectern demo list`: the demos below the root that the current folder is in.
import { isRecorded } from './cast-files.ts';
import { defineCommand } from './command.ts';
import { demosHere } from './demos.ts';
import { table } from './table.ts';

export default defineCommand({
  arguments: [],
  options: { json: { type: 'boolean', help: 'print one JSON document' } },
  about: 'They are those of demos/ in the nearest folder up that has a package.json or demos/.',
  examples: [
    { line: 'demo list', does: 'names, titles, panes, and which have a recording' },
    { line: 'demo list --json', does: 'the same for programs' },
  ],
  async run({ options }, io) {
    const { root, demos } = await demosHere(io);
    const listed = demos.map((demo) => ({
      name: demo.name,
      title: demo.title,
      panes: demo.panes.map((pane) => pane.name),
      recorded: isRecorded(demo, root),
      stale: false,
    }));
    if (options.json) {
      io.print(JSON.stringify({ demos: listed }, null, 2));
      return 0;
    }
    if (listed.length === 0) io.note('no demos here: a demo is a program in a folder demos/');
    const rows = listed.map(({ name, title, panes, recorded }) => [name, title, panes.join(', '), recorded ? 'yes' : 'no']);
    const [first = '', ...rest] = table([['name', 'title', 'panes', 'recorded'], ...rows]);
    if (listed.length > 0) io.print([io.out.dim(first), ...rest].join('\n'));
    return 0;
  },
});
