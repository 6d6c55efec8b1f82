// docs/demo.schema.json, by which editors complete and check a demo.yaml: it says of
// every file what our own reading of it says.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { demoSchema, paneSchema } from '../../src/runner/demo-settings.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = join(ROOT, 'docs/demo.schema.json');
const schema = JSON.parse(await readFile(FILE, 'utf8'));
const formats = { regex: (text: string) => isExpression(text) };
const validate = new Ajv({ allErrors: true, allowUnionTypes: true, formats }).compile(schema);

function isExpression(text: string): boolean {
  try {
    return new RegExp(text, 'm') !== null;
  } catch {
    return false;
  }
}

it('names every key and every choice of ours, and no other', () => {
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(demoSchema.entries).sort());
  expect(Object.keys(schema.definitions.pane.properties).sort()).toEqual(Object.keys(paneSchema.entries).sort());
  for (const key of ['keys', 'onLeave', 'fallback'] as const) {
    expect(schema.properties[key].enum, key).toEqual(demoSchema.entries[key].wrapped.options);
  }
  const { line, expectation } = schema.definitions;
  expect(Object.keys(line.properties)).toEqual(Object.keys(paneSchema.entries.type.wrapped.item.entries));
  expect(Object.keys(expectation.properties)).toEqual(Object.keys(paneSchema.entries.expect.wrapped.item.entries));
});

it('every shipped demo.yaml fits it, and says where it is', async () => {
  const found = (await readdir(join(ROOT, 'demos'), { recursive: true })).filter((name) => name.endsWith('demo.yaml'));
  for (const name of found.map((path) => join('demos', path))) {
    const text = await readFile(join(ROOT, name), 'utf8');
    expect(validate(parse(text)), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    const first = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
    expect(resolve(ROOT, name, '..', first), name).toBe(FILE);
  }
  expect(found.length).toBeGreaterThan(4);
});

const ALL = `title: Echo
summary: 7
size: 60x20
timeout: 0.5
keys: all
onLeave: stop
fallback: never
env: { PORT: 0, VERBOSE: true, NAME: x }
cwd: ..
volatile: ['port \\d+']
unordered: [a]
panes:
  - { name: a, run: a.mts, args: [1, true, x], ready: 'on (?<port>\\d+)' }
  - { run: [nc, -l, 7], ready: null, type: [{ wait: x, in: a, text: "y\\r" }, { wait: null, text: 5 }], expect: [{ match: hello, within: 3 }] }
  - { name: c, url: 'http://localhost:$1/', run: c.js }
  - { name: d, url: '$1' }
  - { name: e, url: 'https://[::1]' }
`;

it.each([
  ['as much as there can be', ALL, true],
  ['as little', 'panes: [{ run: a.ts }]', true],
  ['no timeout', 'timeout: null\npanes: [{ run: a.ts }]', true],
  ['all unordered', 'unordered: true\npanes: [{ run: a.ts }]', true],
  ['nothing', '{}', false],
  ['no panes', 'panes: []', false],
  ['panes that are no list', 'panes: { run: a.ts }', false],
  ['a size that is none', 'size: large\npanes: [{ run: a.ts }]', false],
  ['a number for a size', 'size: 72\npanes: [{ run: a.ts }]', false],
  ['no time', 'timeout: 0\npanes: [{ run: a.ts }]', false],
  ['another choice', 'keys: none\npanes: [{ run: a.ts }]', false],
  ['another choice', 'onLeave: pause\npanes: [{ run: a.ts }]', false],
  ['another choice', 'fallback: always\npanes: [{ run: a.ts }]', false],
  ['a list for env', 'env: [A=b]\npanes: [{ run: a.ts }]', false],
  ['one volatile', 'volatile: x\npanes: [{ run: a.ts }]', false],
  ['a bad expression', "volatile: ['(']\npanes: [{ run: a.ts }]", false],
  ['a pane that does nothing', 'panes: [{ name: a }]', false],
  ['a command in one string', 'panes: [{ run: python3 x.py }]', false],
  ['an empty command', 'panes: [{ run: [] }]', false],
  ['a name with blanks', 'panes: [{ name: a b, run: a.ts }]', false],
  ['a bad ready', "panes: [{ run: a.ts, ready: '(' }]", false],
  ['a line without text', 'panes: [{ run: a.ts, type: [{ wait: x }] }]', false],
  ['an unknown key of a line', 'panes: [{ run: a.ts, type: [{ txt: x, text: y }] }]', false],
  ['an expectation of nothing', 'panes: [{ run: a.ts, expect: [{ within: 3 }] }]', false],
])('says of %s what we say: %s', (_, yaml, fine) => {
  const read = v.safeParse(demoSchema, parse(yaml)).success && readsPanes(parse(yaml));
  expect({ editor: validate(parse(yaml)), ours: read }).toEqual({ editor: fine, ours: fine });
});

it('an editor is told of an unknown key and of a page elsewhere, which are messages of ours', () => {
  for (const yaml of [
    'tilte: x\npanes: [{ run: a.ts }]',
    "panes: [{ run: a.ts }, { url: 'http://example.com/' }]",
    'panes: [{ url: ftp://localhost }]',
  ]) {
    expect(validate(parse(yaml)), yaml).toBe(false);
  }
});

/** Each pane has something to do; the rest of what is said beyond values is for the file as a whole. */
function readsPanes(demo: { panes: readonly object[] }): boolean {
  return demo.panes.every((pane) => 'run' in pane || 'url' in pane);
}
