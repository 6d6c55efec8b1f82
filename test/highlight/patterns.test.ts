// Patterns that the build has made into regular expressions: they colour as those do
// that are made when they are met.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { turnedPatterns } from '../../scripts/build/patterns.mjs';
import { createTokenizer } from '../../src/highlight/shiki.ts';

const TEXTS: readonly (readonly [lang: string, text: string])[] = [
  ['ts', readFileSync(new URL('./patterns.test.ts', import.meta.url), 'utf8')],
  ['ts', readFileSync(new URL('../../src/highlight/highlighter.ts', import.meta.url), 'utf8')],
  ['js', 'class A extends B { async *run() { yield* this.#x?.[0] ?? /a[b]/gu } }\nconst { a, ...rest } = await import(`./${name}.js`);'],
  ['sh', 'for f in *.ts; do echo "$f" | grep -v \'x\' >> out.txt; done # all'],
  ['json', '{ "a": [1, "b\\n", null, true] }'],
  ['yaml', 'panes:\n  - run: server.ts # first\n    ready: "on port (\\\\d+)"\n'],
];

it('patterns made in advance give the same tokens', async () => {
  const turned = await turnedPatterns();
  const inAdvance = await createTokenizer(turned);
  const whenMet = await createTokenizer();
  for (const [lang, text] of TEXTS) expect(await inAdvance.tokens(lang, text)).toEqual(await whenMet.tokens(lang, text));
  expect(Object.values(turned).filter(([, , options]) => options !== undefined).length).toBeGreaterThan(0);
});
