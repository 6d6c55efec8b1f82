// What reads files and messages of others never throws, and never says nothing of what
// it could not read: demo.yaml, a demo's head, casts, messages of windows, YAML.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCast } from '../../src/cast/decode.ts';
import { parseYaml } from '../../src/compile/yaml.ts';
import { readDemoFile } from '../../src/runner/demo-file.ts';
import { readDemoYaml } from '../../src/runner/demo-yaml.ts';
import { readClientMessage } from '../../src/server/client-message.ts';
import { amount } from '../support/soak.ts';

const numRuns = amount(300, 3000);

const PIECES = [
  ...[
    '\n',
    '\n',
    '\n  ',
    '  - ',
    '- ',
    ': ',
    ', ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '{}',
    '[]',
    '#',
    '// ',
    '/* ',
    '*/ ',
    '&a ',
    '*a',
    '<<: ',
    '!!js/function ',
    '| ',
    '> ',
  ],
  ...[
    'title',
    'size',
    'panes',
    'name',
    'run',
    'args',
    'ready',
    'type',
    'expect',
    'match',
    'within',
    'env',
    'cwd',
    'timeout',
    'keys',
    'onLeave',
    'volatile',
    'url',
  ],
  ...[
    '72x24',
    '99999x99999',
    '0x0',
    'null',
    'true',
    '1e999',
    '-1',
    '.nan',
    '~',
    '2026-11-21',
    '\\',
    '(((',
    '(a+)+$',
    '__proto__',
    'constructor',
    '../../x',
    '/etc/passwd',
    '\u0000',
    '\uFEFF',
    '\uD800',
    '\u2028',
    '😀',
  ],
  ...[
    '{"version": 2, "width": 80, "height": 24}\n',
    '{"version":3,"term":{"cols":80,"rows":24}}\n',
    '[0.1, "o", "x"]\n',
    '[-1, "o"',
    '[1e999, "r", "0x0"]\n',
    '["0", 1, []]\n',
    '"m"',
    '"x"',
    '"i"',
  ],
  ...[
    '{"type":"go","slide":1,"step":0,"base":0}',
    '"type":',
    '"hello"',
    '"run"',
    '"input"',
    '"resize"',
    '"demo"',
    '"pane"',
    '"data"',
    '"ack"',
  ],
];
const anyText = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }),
    {
      maxLength: 50,
    },
  )
  .map((parts) => parts.join(''));
const json = fc.json({ depthSize: 'medium' });
const texts = fc.oneof({ weight: 3, arbitrary: anyText }, { weight: 1, arbitrary: json });

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a message of a window': (text) => readClientMessage(text, 'presenter'),
  'a message of a follower': (text) => readClientMessage(text, 'follower'),
  'demo.yaml': (text) => readDemoYaml({ root: '/talk', path: '/talk/demos/x/demo.yaml', name: 'x', source: text }),
  "a demo's file": (text) => readDemoFile({ root: '/talk', path: '/talk/demos/x.ts', name: 'x', source: text }),
  'a cast': (text) => decodeCast(text, 'main'),
  YAML: (text) => parseYaml(text),
};

it.each(Object.entries(READERS))('test 35, 56, 102: any text is read as %s without a throw', (_, read) => {
  fc.assert(
    fc.property(texts, (text) => {
      // What it gives may be sent on.
      expect(() => JSON.stringify(read(text))).not.toThrow();
    }),
    { numRuns },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it('test 35, 56, 102: deep and long text is refused or read, and ends', () => {
  const long = [
    '['.repeat(100_000),
    '{"a":'.repeat(50_000),
    '- '.repeat(50_000),
    'a: &a [*a, *a]\n'.repeat(1_000),
    `"${'x'.repeat(1_000_000)}"`,
    '\n'.repeat(200_000),
  ];
  for (const text of long)
    for (const [name, read] of Object.entries(READERS)) expect(() => read(text), `${name} ${text.slice(0, 8)}`).not.toThrow();
});
