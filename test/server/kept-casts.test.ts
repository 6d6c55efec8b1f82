// What a page is given to keep of the recordings: the files of the demos there are, and nothing else.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { castTexts } from '../../src/cli/cast-files.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { tempFolder } from '../support/temp.ts';
import { ask } from './clients.ts';
import { talk } from './support.ts';

const CAST = '{"version":3,"term":{"cols":72,"rows":24}}\n[0,"o","é\\r\\n"]\n';
const FILES = {
  'package.json': '{}',
  'demos/one.ts': '',
  'demos/one.cast': CAST,
  'demos/pair/demo.yaml': 'panes:\n  - {name: left, run: left.ts}\n  - {name: right, run: left.ts}\n',
  'demos/pair/left.ts': '',
  'demos/pair/left.cast': CAST,
  'demos/pair/right.cast': `${CAST}# `,
  'demos/none.ts': '',
};

it('gives each pane its file as it is, and nothing of a demo without a recording or with too much of one', async () => {
  await using folder = await tempFolder(FILES);
  const { demos } = await loadDemos(folder.path);
  const texts = async (name: string) => {
    const spec = demos.find((demo) => demo.name === name);
    return spec === undefined ? 'no such demo' : castTexts(spec, folder.path);
  };
  const pair = {
    panes: [
      { name: 'left', cast: CAST },
      { name: 'right', cast: `${CAST}# ` },
    ],
  };
  expect([await texts('one'), await texts('pair'), await texts('none')]).toEqual([{ panes: [{ name: 'one', cast: CAST }] }, pair, null]);
  // Together they may be 8 MB, by bytes.
  const right = join(folder.path, 'demos/pair/right.cast');
  const room = 8 * 1024 * 1024 - Buffer.byteLength(CAST);
  await writeFile(right, CAST.padEnd(room - 1, ' '));
  expect(readFileSync(right).length).toBe(room);
  expect((await texts('pair')) === null).toBe(false);
  await writeFile(right, CAST.padEnd(room, ' '));
  expect(await texts('pair')).toBe(null);
});

it('is asked by the name of a demo; other names give nothing', async () => {
  const t = await talk();
  const { headers, body } = await ask(t, '/casts/queue');
  expect([headers['content-type'], headers['cache-control'], JSON.parse(body)]).toEqual([
    'application/json; charset=utf-8',
    'no-store',
    { panes: [{ name: 'main', cast: '{"version":3}' }] },
  ]);
  for (const name of ['', 'nothing', '..%2f.env', 'queue%00', '%zz', 'queue/'])
    expect((await ask(t, `/casts/${name}`)).status, name).toBe(404);
});
