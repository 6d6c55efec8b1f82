// Whether a talk can be given as it is: the whole command, on talks with and without faults.
import { describe, expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { type TempFolder, type Tree, tempFolder } from '../support/temp.ts';

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const GOOD: Tree = {
  'package.json': '{"type":"module"}',
  'talk.md': '---\ntitle: A talk\n---\n\ndemo: one\n\n# One\n\n![](a.svg)\n\n---\n\n# Two\n\n--\n\nmore\n',
  'a.svg': PICTURE,
  'demos/one.ts': "console.log('one');\n",
  'demos/unused.ts': "console.log('never recorded, never shown');\n",
};
const check = (folder: TempFolder, ...args: string[]) => lectern(['check', 'talk.md', ...args], { cwd: folder.path });
const record = (folder: TempFolder, name: string) => lectern(['demo', 'record', name], { cwd: folder.path });

describe('check', () => {
  it('a good talk', async () => {
    await using folder = await tempFolder(GOOD);
    await record(folder, 'one');
    expect(await check(folder)).toEqual({
      ...{ code: 0, signal: null, stderr: '' },
      stdout: `A talk
ok  slides    2 slides, 3 steps
ok  messages  none
ok  files     1 there
ok  demo one  as recorded
`,
    });
  });

  it('all that can be wrong at once, each with its way out', async () => {
    await using folder = await tempFolder({
      ...GOOD,
      'talk.md': `${GOOD['talk.md']}\n---\ndemo: two oen\n\n![](b.svg)\n\n\`\`\`ts file=demos/gone.ts\n\`\`\`\n`,
      'demos/two.ts': "console.log('two');\n",
    });
    await record(folder, 'one');
    await folder.write({ 'demos/one.ts': "console.log('another');\n" });
    const { code, stdout, stderr } = await check(folder);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const [table = '', ...messages] = stdout.split('\n\n');
    expect(table).toBe(`A talk
ok      slides    3 slides, 4 steps
failed  messages  1 error
failed  files     2 missing
failed  demo one  not as recorded: one differs
        → lectern demo verify one shows what differs
failed  demo two  no recording
        → lectern demo record two`);
    expect(messages.map((text) => text.split('\n')[0]?.replace(/^talk\.md:\d+:\d+: /, ''))).toEqual([
      'error: unknown demo "oen" (did you mean "one"?)',
      'warning: "b.svg" is not there',
      'error: snippet "demos/gone.ts" is not there',
    ]);
  });

  it('a recording that is older than its code is a warning, and fails where that is asked for', async () => {
    await using folder = await tempFolder(GOOD);
    await record(folder, 'one');
    await folder.write({ 'demos/one.ts': "// The same, said otherwise.\nconsole.log('one');\n" });
    const { code, stdout } = await check(folder);
    expect(code).toBe(0);
    expect(stdout).toContain('warn  demo one  as recorded, but its sources have changed since\n      → lectern demo record one\n');
    expect((await check(folder, '--fail-on-warning')).code).toBe(1);
  });

  it('--no-demos runs nothing', async () => {
    await using folder = await tempFolder(GOOD);
    await record(folder, 'one');
    await folder.write({ 'demos/one.ts': "console.log('another');\n" });
    const { code, stdout } = await check(folder, '--no-demos');
    expect(code).toBe(0);
    expect(stdout).toContain('warn  demo one  recorded, but its sources have changed since\n');
  });

  it('one JSON document', async () => {
    await using folder = await tempFolder({ ...GOOD, 'talk.md': 'demo: one\n\n# One\n\n![](b.svg)\n' });
    await record(folder, 'one');
    const { code, stdout, stderr } = await check(folder, '--json', '--dialect', 'remark');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      title: 'One',
      checks: [
        { name: 'slides', status: 'ok', found: '1 slide, 1 step', todo: null },
        { name: 'messages', status: 'ok', found: 'none', todo: null },
        { name: 'files', status: 'failed', found: '1 missing', todo: null },
        { name: 'demo one', status: 'ok', found: 'as recorded', todo: null },
      ],
      messages: [
        {
          ...{ file: 'talk.md', line: 5, column: 1, severity: 'warning', rule: 'missing-file', reason: '"b.svg" is not there' },
          frame: '5 | ![](b.svg)\n    ^',
        },
      ],
      demos: [{ name: 'one', recorded: true, recordedAt: expect.stringMatching(/Z$/), stale: false, verified: true, reason: null }],
    });
  });
});
