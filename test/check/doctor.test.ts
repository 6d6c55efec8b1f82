// What the doctor finds, and what it says to do about it.
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { examine, isFit, ok, type Probe, type Status } from '../../src/check/doctor.ts';
import { fontProbes } from '../../src/check/doctor-fonts.ts';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';

const probe = (name: string, needed: boolean, look: Probe['look']): Probe => ({ name, needed, look });
const found = (status: Status) => async () => ({ status, found: '', todo: null });

it('every probe answers: one that throws has failed, one that hangs as well', async () => {
  const examined = await examine(
    [
      probe('good', true, async () => ok('here')),
      probe('throws', false, async () => Promise.reject(new Error('no such thing'))),
      probe('hangs', true, () => new Promise(() => {})),
    ],
    50,
  );
  expect(examined).toEqual([
    { name: 'good', needed: true, status: 'ok', found: 'here', todo: null },
    { name: 'throws', needed: false, status: 'failed', found: 'no such thing', todo: null },
    { name: 'hangs', needed: true, status: 'failed', found: 'no answer in 0.05 s', todo: 'look what holds it up, and try again' },
  ]);
});

it('only what is needed decides', async () => {
  const verdict = async (needed: boolean, status: Status) => isFit(await examine([probe('x', needed, found(status))]));
  expect(await verdict(true, 'ok')).toBe(true);
  expect(await verdict(true, 'warn')).toBe(true);
  expect(await verdict(true, 'missing')).toBe(false);
  expect(await verdict(true, 'failed')).toBe(false);
  expect(await verdict(false, 'failed')).toBe(true);
});

it.skipIf(process.platform !== 'linux')('fonts: without fontconfig nobody knows, and no font means boxes', async () => {
  const statuses = async (command: string) => (await examine(fontProbes(command))).map(({ status }) => status);
  expect(await statuses('/nowhere/fc-list')).toEqual(['unknown', 'unknown']);
  await using folder = await tempFolder({ 'fc-list': '#!/bin/sh\ncase $1 in *1f600) echo "Noto Emoji,Other";; esac\n' });
  const { chmod } = await import('node:fs/promises');
  await chmod(`${folder.path}/fc-list`, 0o755);
  expect((await examine(fontProbes(`${folder.path}/fc-list`))).map(({ status, found: what }) => [status, what])).toEqual([
    ['ok', 'Noto Emoji'],
    ['missing', 'none'],
  ]);
});

const DEMOS = { 'package.json': '{}', 'demos/hello.ts': 'console.log("hello");\n', 'demos/two.ts': 'console.log("two");\n' };

it('lectern doctor: a table with the way out, and as JSON', async () => {
  await using folder = await tempFolder(DEMOS);
  const options = { cwd: folder.path, env: { LECTERN_BROWSER: '/nowhere/chromium' } };
  const { code, stdout, stderr } = await lectern(['doctor'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ok +Node\.js +\d+\.\d+\.\d+, \w+ \w+$/m);
  expect(stdout).toMatch(/^ok +terminal +demos run on a pty$/m);
  expect(stdout).toMatch(/^ok +building demos +esbuild works$/m);
  expect(stdout).toMatch(/^ok +demos +hello, two$/m);
  expect(stdout).toMatch(/^missing +recordings +none of hello, two\n +→ lectern demo record --all$/m);
  expect(stdout).toMatch(
    /^missing +browser for export +none\n +→ LECTERN_BROWSER names \/nowhere\/chromium, and there is no such program/m,
  );
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('A talk can be presented here.');

  const json = await lectern(['doctor', '--json'], options);
  const document = JSON.parse(json.stdout) as { ok: boolean; checks: { name: string; needed: boolean; status: string }[] };
  expect(document.ok).toBe(true);
  expect(document.checks.map(({ name, needed }) => `${name}${needed ? ' !' : ''}`)).toEqual([
    'Node.js !',
    'pages and themes !',
    'folder for state !',
    'port',
    'terminal',
    'building demos !',
    'demos !',
    'recordings',
    'browser for export',
    'font for emoji',
    'font for Chinese, Japanese, Korean',
  ]);
});

it('lectern doctor: a demo that cannot be read fails it, and a port that is taken does not', async () => {
  await using folder = await tempFolder({ ...DEMOS, 'demos/bad/demo.yaml': 'title: [\n' });
  const holder = createServer();
  // Taken already is as good.
  await new Promise<void>((resolve) => holder.once('error', () => resolve()).listen(4040, '127.0.0.1', () => resolve()));
  const { code, stdout } = await lectern(['doctor'], { cwd: folder.path });
  holder.close();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed +demos +hello, two; 1 with errors\n +→ demos\/bad\/demo\.yaml:\d+:\d+: error: /m);
  expect(stdout).toMatch(/^warn +port +4040 is taken\n +→ a talk takes the next free one/m);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('No talk can be presented here before what has failed is mended.');
});
