// What a terminal answers by itself to a program that asks: once, from the view that
// started the run, and from nobody else. In a real browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo, inputs, live, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const QUESTIONS: readonly (readonly [ask: string, answer: RegExp])[] = [
  ['\x1b[6n', /^\x1b\[1;1R$/],
  ['\x1b[5n', /^\x1b\[0n$/],
  ['\x1b[?6n', /^\x1b\[\?1;1R$/],
  ['\x1b[c', /^\x1b\[\?1;2c$/],
  ['\x1b[>c', /^\x1b\[>0;276;0c$/],
  ['\x1bP$qm\x1b\\', /^\x1bP1\$r0m\x1b\\$/],
  ['\x1b[?2026$p', /^\x1b\[\?2026;2\$y$/],
  ['\x1b[4$p', /^\x1b\[4;2\$y$/],
  ['\x1b]10;?\x07', /^\x1b\]10;rgb:e8e8\/e5e5\/dcdc\x1b\\$/],
  ['\x1b]11;?\x07', /^\x1b\]11;rgb:1313\/1414\/1717\x1b\\$/],
  ['\x1b]4;1;?\x07', /^\x1b\]4;1;rgb:f0f0\/8a8a\/8080\x1b\\$/],
  ['\x1b[?1004h', /^\x1b\[O$/],
];

describe('test 37: answers of the terminal', () => {
  it('test 37: the view that started the run answers each question once, focused or not', async () => {
    await using bench = await live(site, true);
    const answers: unknown[] = [];
    for (const [ask] of QUESTIONS) {
      await bench.output('r1', ask);
      await bench.page.waitForFunction((n) => window.lab.log.filter(([call]) => call === 'input').length === n, {}, answers.length + 1);
      answers.push((await inputs(bench)).at(-1));
    }
    await bench.output('r1', 'end');
    await bench.text(/end/);
    expect((await inputs(bench)).length).toBe(QUESTIONS.length);
    QUESTIONS.forEach(([, answer], i) => {
      expect(answers[i]).toMatch(answer);
    });
  });

  it('test 37: no other view answers, though it has the focus, and a snapshot or a recording never does', async () => {
    const asks = QUESTIONS.map(([ask]) => ask).join('');
    const silent: Record<string, unknown[]> = {};
    {
      await using bench = await live(site, false);
      await bench.page.evaluate(() => window.lab.panel.focus());
      await bench.output('r1', `${asks}end`);
      await bench.text(/end/);
      silent.another = await inputs(bench);
      await bench.page.keyboard.type('k');
      silent.typed = await inputs(bench);
    }
    {
      await using bench = await live(site, true);
      await bench.page.evaluate(() => window.lab.panel.focus());
      await bench.screen(status('running', 'r1'), { queue: `${asks}end` });
      await bench.text(/end/);
      silent.snapshot = await inputs(bench);
    }
    {
      await using bench = await openBench(site, [demo()]);
      await bench.page.evaluate(() => window.lab.panel.run());
      await bench.status(status('replaying', 'r1'));
      await bench.output('r1', `${asks}end`);
      await bench.text(/end/);
      silent.recording = await inputs(bench);
    }
    expect(silent).toEqual({ another: [], typed: ['k'], snapshot: [], recording: [] });
  });

  it('test 37: nothing at all that can be asked is answered by a view that may not', async () => {
    await using bench = await live(site, false);
    const errors: unknown[] = [];
    bench.page.on('pageerror', (error) => errors.push(error));
    await bench.page.evaluate(() => window.lab.panel.focus());
    await bench.page.evaluate(() => {
      let all = '';
      const send = (data: string): void => {
        all += data;
      };
      const middles = ['', ' ', '!', '"', '#', '$', '%', '&', "'", '(', ')', '*', '+', ',', '-', '.', '/'];
      const numbers = ['', '0', '1', '2', '5', '6', '14', '16', '18', '1;1', '15', '25', '996', '1004', '1000;1006', '2026'];
      const finals = Array.from({ length: 63 }, (_, i) => String.fromCharCode(0x40 + i));
      for (const prefix of ['', '?', '>', '=', '<']) {
        for (const middle of middles) {
          for (const final of finals) {
            for (const number of numbers) send(`\x1b[${prefix}${number}${middle}${final}`);
            for (const body of ['', 'm', '"p', 'r', '544e']) send(`\x1bP${prefix}${middle}${final}${body}\x1b\\`);
          }
        }
      }
      for (let code = 0; code < 2000; code++) for (const body of ['?', '1;?', 'c;?', '?;?;?']) send(`\x1b]${code};${body}\x07`);
      for (let code = 0x20; code < 0x7f; code++)
        for (const middle of ['', ' ', '#', '%']) send(`\x1b${middle}${String.fromCharCode(code)}\x1b\\`);
      send('\x05\x1bZ\x9a\x9bc\x1bc\x1bc end');
      window.lab.handler.event('queue', 'r1', { type: 'output', time: 0, pane: 'queue', data: all });
    });
    expect(await bench.text(/end/)).toBe(' end');
    expect({ inputs: await inputs(bench), errors }).toEqual({ inputs: [], errors: [] });
  });
});
