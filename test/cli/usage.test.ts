import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';

const INSPECT = '  lectern inspect --help shows how it is used\n';

describe('wrong usage', () => {
  it.each([
    ['inspct talk.md', 'lectern: unknown command inspct (did you mean "inspect"?)\n  lectern --help lists them\n'],
    ['xyzzy', 'lectern: unknown command xyzzy\n  lectern --help lists them\n'],
    ['demo', 'lectern: lectern demo needs one of list, run, record, replay, verify, render\n'],
    ['demo rn', 'lectern: unknown command demo rn (did you mean "run"?)\n'],
    ['inspect', `lectern: <talk> is missing: a Markdown file, or a folder that holds talk.md\n${INSPECT}`],
    ['inspect a.md b.md', `lectern: "b.md" is one argument too many\n${INSPECT}`],
    ['inspect a.md --jsno', `lectern: unknown option --jsno (did you mean "--json"?)\n${INSPECT}`],
    ['inspect a.md --no-jsno', `lectern: unknown option --no-jsno\n${INSPECT}`],
    ['inspect a.md -x', `lectern: unknown option -x\n${INSPECT}`],
    ['inspect a.md --json=yes', `lectern: --json takes no value, and was given "yes"\n${INSPECT}`],
    ['inspect a.md --dialect', `lectern: --dialect needs a value: --dialect DIALECT\n${INSPECT}`],
    [
      'inspect a.md --dialect remrak',
      `lectern: --dialect remrak is none of remark, marp, reveal, article (did you mean "remark"?)\n${INSPECT}`,
    ],
  ])('lectern %s: exits 2 and says the way out', async (line, stderr) => {
    expect(await lectern(line.split(' '))).toEqual({ code: 2, signal: null, stdout: '', stderr });
  });

  it('exits 1 for a talk that is not there, with the name nearest to it', async () => {
    await using folder = await tempFolder({ 'package.json': '{}', 'slides/talk.md': '# One\n', 'empty/x.txt': '' });
    const inspect = (talk: string) => lectern(['inspect', talk], { cwd: folder.path });
    expect(await inspect('slides/tlak.md')).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'lectern: no talk at slides/tlak.md: there is no such file (did you mean "talk.md"?)\n',
    });
    expect(await inspect('empty')).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: 'lectern: no talk in empty: the folder holds no talk.md\n',
    });
  });
});

describe('lectern --version', () => {
  it('is that of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
    expect(await lectern(['--version'])).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });
});
