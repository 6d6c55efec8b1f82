// What stands in another file runs from there; and on stage, what is broken runs as
// it was built last.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PartSource } from '../../src/demo.ts';
import { localFiles } from '../../src/runner/local-files.ts';
import { createRunner, type Runner } from '../../src/runner/runner.ts';
import { demo, pane, type Stage, stage } from './support.ts';

/** Runs it to its end: all output as plain text, and how it ended. */
async function run(runner: Runner, spec: Parameters<Runner['start']>[0]): Promise<string> {
  let output = '';
  const session = runner.start(spec);
  session.subscribe({
    event: (event) => {
      if (event.type === 'output') output += event.data;
    },
    state() {},
  });
  const { state, reason } = await session.ended;
  return `${output.replaceAll('\r', '').replace(/\x1b\[[\d;]*m/g, '')}[${state}: ${reason}]`;
}

function part(root: string, source: PartSource) {
  return { ...demo(root, 'talk.md'), panes: [pane({ program: { kind: 'node', file: join(root, 'talk.md'), source } })] };
}

describe('a program that stands in another file', () => {
  it('imports from there, and an error names its line there', async () => {
    const { root, runner, write } = await stage();
    await write('talk.md', '# Not a program\n');
    await write('words.ts', "export const word: string = 'hello';\n");
    await write('data.txt', 'data');
    const text = [
      "import { readFileSync } from 'node:fs';",
      "import { word } from './words.ts';",
      "const data: string = readFileSync(new URL('./data.txt', import.meta.url), 'utf8');",
      'console.log(word, data);',
      "console.log(new Error('here').stack?.split('\\n')[1]?.replace(/^.*(?=talk)/, ''));",
    ].join('\n');
    const before = await readdir(root);
    expect(await run(runner, part(root, { text, lang: 'ts', line: 41 }))).toBe('hello data\ntalk.md:45:13)\n[exited: exit code 0]');
    expect((await readdir(root)).sort()).toEqual([...new Set([...before, '.lectern'])].sort());
    expect(localFiles(part(root, { text, lang: 'ts', line: 41 }))).toEqual([join(root, 'data.txt'), join(root, 'words.ts')]);
  });

  it('cannot be built: the message names the line', async () => {
    const { root, runner } = await stage();
    const said = await run(runner, part(root, { text: 'let a = ;', lang: 'js', line: 7 }));
    expect(said).toMatch(/\[failed: talk\.md:7:9: Unexpected ";"\]$/);
  });

  it('is another program when its text is another', async () => {
    const { root, runner } = await stage();
    expect(await run(runner, part(root, { text: "console.log('one')", lang: 'js', line: 3 }))).toMatch(/^one\n/);
    expect(await run(runner, part(root, { text: "console.log('two')", lang: 'js', line: 3 }))).toMatch(/^two\n/);
  });
});

describe('a source that is broken when it is run', () => {
  const breaks: [string, (file: string) => Promise<void>, RegExp][] = [
    ['a syntax error', (file) => writeFile(file, 'const = 1;'), /^demos\/talks\.ts:1:7: Expected identifier but found "="$/],
    ['nothing there', (file) => rm(file), /^no such file: demos\/talks\.ts$/],
    [
      'a missing import',
      (file) => writeFile(file, "import './nowhere.ts';"),
      /^demos\/talks\.ts:1:8: Could not resolve "\.\/nowhere\.ts"$/,
    ],
  ];

  async function onStage({ root }: Stage): Promise<Runner> {
    const runner = createRunner({ root, cacheFolder: join(root, '.lectern'), lastGood: true });
    onTestFinished(() => runner.close());
    return runner;
  }

  for (const [what, breakIt, reason] of breaks)
    it(`${what}: on stage the last good build runs, and says why; elsewhere it fails`, async () => {
      const made = await stage();
      const { root, write } = made;
      const good = (word: string) => write('demos/talks.ts', `console.log('${word}');\n`);
      const file = await good('one');
      const runner = await onStage(made);
      const spec = demo(root, 'demos/talks.ts');
      for (const each of [runner, made.runner]) expect(await run(each, spec)).toBe('one\n[exited: exit code 0]');

      await breakIt(file);
      for (let times = 0; times < 2; times++) {
        const [first = '', ...rest] = (await run(runner, spec)).split('\n');
        expect(first).toMatch(reason);
        expect(rest).toEqual(['running the last good build', 'one', '[exited: exit code 0]']);
      }
      expect(await run(made.runner, spec)).toMatch(/\[failed: [^\n]+\]$/);

      await good('two');
      for (const each of [runner, made.runner]) expect(await run(each, spec)).toBe('two\n[exited: exit code 0]');
    });

  it('was never built: the run fails', async () => {
    const made = await stage();
    await made.write('demos/talks.ts', 'const = 1;');
    expect(await run(await onStage(made), demo(made.root, 'demos/talks.ts'))).toMatch(/\[failed: demos\/talks\.ts:1:7: /);
  });

  it('was built, and the build is gone: the run fails', async () => {
    const made = await stage();
    const file = await made.write('demos/talks.ts', "console.log('one');");
    const runner = await onStage(made);
    const spec = demo(made.root, 'demos/talks.ts');
    await run(runner, spec);
    await rm(join(made.root, '.lectern/run'), { recursive: true });
    await writeFile(file, 'const = 1;');
    expect(await run(runner, spec)).toMatch(/\[failed: demos\/talks\.ts:1:7: /);
  });
});
