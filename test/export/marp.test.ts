// A Marp talk on paper: laid out by Marp, whole or said to be cut, and drawn from its
// own files alone.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { exportTalk, readPdf } from './support.ts';

const TALK = `---
marp: true
theme: gaia
paginate: true
footer: the foot
---

![bg](ground.svg)

# <!-- fit --> Wide

<!-- for the speaker alone -->

---

* one
* two

Euler: $e^{i\\pi}$

![bg](https://example.org/far.png)

---

## Too much

${Array.from({ length: 30 }, (_, i) => `- line ${i}`).join('\n')}
`;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="tan"/></svg>';

it('prints a Marp talk with its theme, header and formulas, and says what is cut off', async () => {
  await using folder = await tempFolder({ 'package.json': '{}', 'talk.md': TALK, 'ground.svg': SVG });
  const run = await exportTalk(['talk.md', '-o', 'out.pdf', '--steps'], { cwd: folder.path });
  expect({ code: run.code, told: run.stderr.match(/"https:[^\n]*machine|there is too much[^\n]*/g) }).toEqual({
    code: 0,
    told: ['"https://example.org/far.png" is on another machine', 'there is too much on slide 3: its end is cut off'],
  });
  const { pages, fonts } = await readPdf(join(folder.path, 'out.pdf'));
  expect(pages.map(({ lines }) => lines.slice(0, 4).join(' | '))).toEqual([
    'Wide | the foot | 1',
    'Euler: e | iπ | the foot | 2',
    'one | Euler: e | iπ | the foot',
    'one | two | Euler: e | iπ',
    'Too much | line 0 | line 1 | line 2',
  ]);
  expect(Object.keys(fonts)).toContain('KaTeX_Math-Italic');
});
