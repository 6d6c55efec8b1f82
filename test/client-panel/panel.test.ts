// The panel in a real page: what a person sees and presses. The test plays the
// other side of the transport.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoStatus } from '../../src/protocol.ts';
import { type Bench, demo, openBench, type Site, serveLab, status } from './bench.ts';
import { foot, head, pressed } from './seen.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const states = (bench: Bench): Promise<string[]> => bench.page.evaluate(() => window.lab.states);

describe('states and controls', () => {
  it('says what the demo will do before it runs, and starts it from there', async () => {
    await using bench = await openBench(site, [demo()]);
    expect(await head(bench)).toEqual({ title: 'Queue', pill: 'idle', controls: ['Runr', 'Recordinge'] });
    const empty = await bench.page.$eval('.panel-empty', (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' '));
    expect(empty).toBe('A producer and a consumer share a queue of three places. node queue.ts Press r to run');
    await bench.page.click('.empty-start');
    expect(await bench.log()).toEqual([['run', 'queue']]);
  });

  it('shows each state as a word, with its controls and its reason', async () => {
    await using bench = await openBench(site, [demo()]);
    const seen: Record<string, unknown> = {};
    for (const [state, reason, elapsed] of [
      ['starting', '', 0],
      ['running', '', 14],
      ['exited', '', 14.4],
      ['failed', 'exit code 1', 3.2],
      ['stopped', 'stopped with SIGKILL after 5 s', 125],
    ] as const) {
      await bench.status(status(state, state, { reason, elapsed }));
      await bench.page.waitForSelector(`.panel[data-state="${state}"]`);
      const { pill, controls } = await head(bench);
      seen[state] = [pill, controls.join(' '), await foot(bench)];
    }
    expect(seen).toEqual({
      starting: ['starting', 'Stopx Restart Recordinge', 'keys go to the slides · click to type here | '],
      running: ['live · mm:ss', 'Stopx Restart Recordinge', 'keys go to the slides · click to type here | '],
      exited: ['exited', 'Runr Recordinge Clear', ' | 14 s'],
      failed: ['failed', 'Runr Recordinge Clear', 'exit code 1 | 3.2 s'],
      stopped: ['stopped', 'Runr Recordinge Clear', 'stopped with SIGKILL after 5 s | 2 min 5 s'],
    });
    expect(await states(bench)).toEqual(['starting', 'running', 'exited', 'failed', 'stopped'].map((s) => `queue ${s}`));
  });

  it('says which scripted line t types, in which pane, and whether it is due', async () => {
    const panes = ['ada', 'grace'].map((name) => ({ name, command: 'node client.ts' }));
    await using bench = await openBench(site, [demo({ panes })]);
    const hint = async (next: DemoStatus['next'], of: Partial<DemoStatus> = {}): Promise<string> => {
      await bench.status(status('running', 'r1', next === undefined ? of : { next, ...of }));
      return bench.page.$eval('.panel-foot', (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
    };
    const line = { pane: 'ada', text: 'hello⏎', due: true, asked: false };
    expect(await hint(line)).toBe('t types "hello⏎" into ada');
    expect(await hint({ ...line, due: false })).toBe('t types "hello⏎" into ada, once it is due');
    expect(await hint({ ...line, due: false, asked: true })).toBe('"hello⏎" goes into ada as soon as it is due');
    expect(await hint({ ...line, text: 'x'.repeat(40) })).toBe(`t types "${'x'.repeat(27)}…" into ada`);
    expect(await hint(line, { trouble: 'did not start in 3 s' })).toMatch(/^did not start in 3 s/);
    expect(await hint(null)).toBe('keys go to the slides · click to type here');
    await bench.page.evaluate(() => window.lab.panel.type());
    await bench.page.evaluate(() => window.lab.handler.refused('queue', 'nothing is scripted for "queue"'));
    expect(await hint(line)).toBe('nothing is scripted for "queue"');
    await bench.page.evaluate(() => window.lab.panel.type());
    expect(await hint(line)).toBe('t types "hello⏎" into ada');
    // With the keys in the terminal, t is a letter.
    await bench.page.evaluate(() => window.lab.panel.focus());
    await bench.page.waitForSelector('.panel.has-focus');
    expect(await hint(line)).toBe('');
    expect(await bench.log()).toEqual([
      ['type', 'queue'],
      ['type', 'queue'],
    ]);
    // Of a recording, and of a run that is over, nothing is to be typed.
    await bench.page.evaluate(() => window.lab.panel.blur());
    await bench.status(status('exited', 'r1', { next: line, reason: 'exit code 0' }));
    await bench.page.waitForSelector('.panel[data-state="exited"]');
    expect(await foot(bench)).toBe('exit code 0 | 0.0 s');
  });

  it('counts on by itself while it runs', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1', { elapsed: 61 }));
    // Beyond 01:01, however late it is looked at.
    await bench.page.waitForFunction(() => /live · 01:(0[2-9]|[1-5]\d)/.test(document.querySelector('.pill')?.textContent ?? ''));
  });

  it('asks for a stop, says so, and for a restart once the old run is over', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1'));
    await pressed(bench, 'Stop');
    expect((await head(bench)).pill).toBe('stopping · mm:ss');
    await bench.status(status('stopped', 'r1'));
    await bench.page.waitForSelector('.panel[data-state="stopped"]');
    await pressed(bench, 'Run');
    await bench.status(status('running', 'r2'));
    await pressed(bench, 'Restart');
    await bench.status(status('stopped', 'r2'));
    await bench.page.waitForFunction(() => window.lab.log.length === 4);
    expect(await bench.log()).toEqual([
      ['stop', 'queue'],
      ['run', 'queue'],
      ['stop', 'queue'],
      ['run', 'queue'],
    ]);
  });

  it('does nothing to a live demo that is run again, nor to an idle one that is stopped', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.page.evaluate(() => window.lab.panel.stop());
    await bench.status(status('running', 'r1'));
    await bench.page.evaluate(() => window.lab.panel.run('queue'));
    expect(await bench.log()).toEqual([]);
  });

  it('clears by asking, and shows the empty state again after a run', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1'));
    await bench.output('r1', 'put 1\r\n');
    await bench.status(status('exited', 'r1'));
    await bench.page.waitForSelector('.panel[data-state="exited"]');
    await pressed(bench, 'Clear');
    expect(await bench.log()).toEqual([['clear', 'queue']]);
    await bench.screen(status('exited', 'r1'), { queue: '\x1b[H' });
    expect(await bench.text(/^$/)).toBe('');
    await bench.page.waitForSelector('.panel-empty:not([hidden])');
  });

  it('tells a screen reader: a region with a name, spoken states, the output as plain text after the run', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1'));
    await bench.output('r1', '\x1b[32mput 1\x1b[0m\r\ngot 1\r\n');
    await bench.status(status('failed', 'r1', { reason: 'exit code 1' }));
    await bench.page.waitForSelector('.panel[data-state="failed"]');
    const seen = await bench.page.evaluate(() => ({
      region: document.querySelector('.panel')?.getAttribute('aria-label'),
      spoken: document.querySelector('[role="status"]')?.textContent,
      transcript: document.querySelector('[aria-label="Output of queue"]')?.textContent,
      field: document.querySelector('textarea')?.getAttribute('aria-label'),
    }));
    expect(seen).toEqual({
      region: 'Demo: Queue',
      spoken: 'Queue: failed, exit code 1',
      transcript: 'put 1\ngot 1',
      field: 'Type to queue',
    });
  });
});
