import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkImports } from '../../scripts/check-imports.mjs';
import { importsOf } from '../../scripts/checks/scan-imports.mjs';
import { tempFolder } from '../support/temp.ts';

const ARCHITECTURE = `# Layout

| module | may import | of \`node:\` |
|---|---|---|
| deck | | path, crypto |
| compile | deck | path, crypto |
| runner | deck | everything |
| client | deck | |
| cli | everything | everything |

| package | its one door |
|---|---|
| esbuild | src/runner/transform.ts (and scripts/build.mjs) |
| @xterm/xterm | src/client/terminal.ts |
`;

async function check(tree: Readonly<Record<string, string>>) {
  await using folder = await tempFolder({ 'ARCHITECTURE.md': ARCHITECTURE, ...tree });
  return checkImports(folder.path);
}

describe('checkImports', () => {
  it('is content with what the table allows', async () => {
    const found = await check({
      'src/deck.ts': "import { join } from 'node:path';\n",
      'src/compile/compile.ts': "import type { Deck } from '../deck.ts';\nimport './passes.ts';\nimport { remark } from 'remark';\n",
      'src/compile/passes.ts': '',
      'src/runner/transform.ts': "import * as esbuild from 'esbuild';\nimport { readFile } from 'node:fs/promises';\n",
      'src/cli/main.ts': "const { run } = await import('../runner/transform.ts');\n",
      'scripts/build.mjs': "import * as esbuild from 'esbuild';\n",
      'test/runner.test.ts': "import { build } from 'esbuild';\nimport { x } from '../src/cli/main.ts';\n",
    });
    expect(found).toEqual({ errors: [], warnings: [] });
  });

  it('names file, line and rule of each breach', async () => {
    const found = await check({
      'src/deck.ts': '',
      'src/compile/compile.ts': "// a head\nimport type { Runner } from '../runner/runner.ts';\nimport { readFileSync } from 'node:fs';\n",
      'src/runner/runner.ts': "export { main } from '../cli/main.ts';\nimport { test } from '../../test/support.ts';\n",
      'src/client/deck.ts':
        "import { join } from 'node:path';\nimport '@xterm/xterm/css/xterm.css';\nimport type { Terminal } from '@xterm/xterm';\n",
      'src/cli/main.ts': "const { build } = await import('esbuild');\n",
      'src/extra/new.ts': '',
    });
    expect(found.errors).toEqual([
      'src/cli/main.ts:1: esbuild comes in only through src/runner/transform.ts and scripts/build.mjs',
      "src/client/deck.ts:1: client may not import node:path (of Node's modules it may import none)",
      'src/client/deck.ts:2: @xterm/xterm comes in only through src/client/terminal.ts',
      'src/compile/compile.ts:2: compile may not import runner (it may import deck)',
      "src/compile/compile.ts:3: compile may not import node:fs (of Node's modules it may import path, crypto)",
      'src/extra/new.ts:1: "extra" has no row in the table of ARCHITECTURE.md',
      'src/runner/runner.ts:1: runner may not import cli (it may import deck)',
      'src/runner/runner.ts:2: runner may not import test/support.ts (it may import deck)',
    ]);
  });

  it('finds circles of imports, but not of types', async () => {
    const found = await check({
      'src/cli/a.ts': "import { b } from './b.ts';\n",
      'src/cli/b.ts': "import { c } from './c.ts';\n",
      'src/cli/c.ts': "import { a } from './a.ts';\nimport type { d } from './d.ts';\n",
      'src/cli/d.ts': "import { c } from './c.ts';\n",
    });
    expect(found.errors).toEqual(['src/cli/a.ts:1: imports itself by way of src/cli/b.ts > src/cli/c.ts > src/cli/a.ts']);
  });

  it('wants a reason above 200 lines, and a split above 300', async () => {
    const lines = (count: number) => 'let x;\n'.repeat(count);
    const found = await check({
      'src/cli/a.ts': lines(201),
      'src/cli/b.ts': `// One file, since it is one table.\n${lines(250)}`,
      'src/cli/c.ts': lines(301),
      'src/cli/d.ts': lines(200),
    });
    expect(found).toEqual({
      errors: ['src/cli/c.ts:1: 301 lines: above 300 a file is split'],
      warnings: ['src/cli/a.ts:1: 201 lines: above 200 the head says why this is one file'],
    });
  });
});

describe('importsOf', () => {
  it('finds every form of import with its line', () => {
    const text = [
      '#!/usr/bin/env node',
      "import a, { type B } from 'a';",
      "import type { C } from 'c';",
      'import {',
      '  d,',
      '} from "d";',
      "import 'e';",
      "export * from 'f'; export type { G } from 'g';",
      "const h = await import('h');",
      "type I = import('i').I;",
    ].join('\n');
    expect(importsOf(text).map(({ specifier, line, typeOnly }) => `${specifier} ${line}${typeOnly ? ' type' : ''}`)).toEqual([
      'a 2',
      'c 3 type',
      'd 6',
      'e 7',
      'f 8',
      'g 8 type',
      'h 9',
      'i 10',
    ]);
  });

  it('takes nothing from comments, templates and regular expressions', () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures', 'tricky-imports.ts'), 'utf8');
    expect(importsOf(text).map(({ specifier, line }) => `${specifier} ${line}`)).toEqual(['f 9', 'g 11', 'h 13']);
  });
});
