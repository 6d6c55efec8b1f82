// A recording as a picture.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';

const cast = (...events: string[]) => `{"version":3,"term":{"cols":10,"rows":4}}\n${events.map((event) => `[0.1,${event}]\n`).join('')}`;
const TREE = {
  'package.json': '{"type":"module"}',
  'demos/one.ts': '// @title One & only\n',
  'demos/one.cast': cast('"o","\\u001b[1;32mup\\u001b[0m  <b>\\r\\n"', '"m","half"', '"o","\\u001b[7m日 \\u001b[0m"', '"x","0"'),
  'demos/two/demo.yaml': 'title: Two\npanes: [{name: left, run: p.ts}, {name: right, run: p.ts}]\n',
  'demos/two/p.ts': '',
  'demos/two/left.cast': cast('"o","l1\\r\\n"', '"m","there"', '"o","l2"'),
  'demos/two/right.cast': cast('"o","r1 "', '"o","r2"', '"o","r3"'),
};
const render = (folder: TempFolder, ...args: string[]) => lectern(['demo', 'render', ...args], { cwd: folder.path });
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe('demo render', () => {
  it('the last screen: text in its cells, the looks of the panel, nothing of the program as markup', async () => {
    await using folder = await tempFolder(TREE);
    const { code, stdout, stderr } = await render(folder, 'one');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="120" height="94" viewBox="0 0 120 94" role="img"/);
    expect(stdout).toContain('aria-label="One &#38; only"');
    expect(stdout.slice(stdout.indexOf('<g '))).toBe(`<g fill="#e8e5dc">
<text x="18" y="52" textLength="16.8" lengthAdjust="spacingAndGlyphs" fill="#a3e6ba" font-weight="700">up</text><text x="51.6" y="52" textLength="25.2" lengthAdjust="spacingAndGlyphs">&#60;b&#62;</text>
<rect x="18" y="57" width="16.8" height="19" fill="#e8e5dc"/><rect x="34.8" y="57" width="8.4" height="19" fill="#e8e5dc"/><text x="18" y="71" textLength="16.8" lengthAdjust="spacingAndGlyphs" fill="#131417">日</text>
</g>
</svg>
`);
  });

  it('at a mark, to a file', async () => {
    await using folder = await tempFolder(TREE);
    const { code, stdout, stderr } = await render(folder, 'one', '--at', 'half', '-o', 'half.svg');
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: expect.stringMatching(/^half\.svg {2}\d\.\d kB\n$/) });
    expect(texts(await readFile(join(folder.path, 'half.svg'), 'utf8'))).toEqual(['One &#38; only', 'up', '&#60;b&#62;']);
  });

  it('all panes as they were at the mark of one, or one of them', async () => {
    await using folder = await tempFolder(TREE);
    expect(texts((await render(folder, 'two')).stdout)).toEqual(['Two', 'left', 'l1', 'l2', 'right', 'r1 r2r3']);
    expect(texts((await render(folder, 'two', '--at', 'there')).stdout)).toEqual(['Two', 'left', 'l1', 'right', 'r1']);
    expect(texts((await render(folder, 'two', '--pane', 'right')).stdout)).toEqual(['Two', 'r1 r2r3']);
    expect(texts((await render(folder, 'demos/two/left.cast')).stdout)).toEqual(['demos/two/left.cast', 'l1', 'l2']);
  });

  it.each([
    [['one', '--at', 'haf'], 2, 'the recording has no mark "haf" (did you mean "half"?): there is "half"'],
    [['two', '--pane', 'rigth'], 2, 'two has no pane "rigth" (did you mean "right"?): there is left, right'],
    [['one', '-o', 'one.png'], 2, '-o one.png is no .svg file: pictures are SVG'],
    [['one', '-o', 'no/one.svg'], 1, 'there is no folder no for one.svg: make it, or name another with -o'],
  ])('%j', async (args, code, reason) => {
    await using folder = await tempFolder(TREE);
    const result = await render(folder, ...args);
    expect({ code: result.code, stderr: result.stderr.split('\n')[0] }).toEqual({ code, stderr: `lectern: ${reason}` });
  });
});
