// The panel in a real page: what a person sees and presses. The test plays the
// other side of the transport.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoStatus } from '../../src/protocol.ts';
import { type Bench, demo, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

/** What stands in the panel's head, and which controls are offered. */
const head = (bench: Bench): Promise<{ title: string; pill: string; controls: string[] }> =>
  bench.page.evaluate(() => {
    const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
    const buttons = [...document.querySelectorAll<HTMLElement>('.panel-button')].filter((button) => !button.hidden);
    return {
      title: text('.panel-title'),
      pill: text('.pill').replace(/\d\d:\d\d/, 'mm:ss'),
      controls: buttons.map((button) => button.textContent ?? ''),
    };
  });
const foot = (bench: Bench): Promise<string> =>
  bench.page.$eval('.panel-foot', (element) =>
    [...element.children].flatMap((c) => ((c as HTMLElement).hidden ? [] : [c.textContent])).join(' | '),
  );
const pressed = (bench: Bench, name: string): Promise<void> => bench.page.locator(`aria/${name}[role="button"]`).click();
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

  it('says discreetly that a run is recorded, and when, while it plays and after', async () => {
    await using bench = await openBench(site, [demo({ recorded: true })]);
    const of = { kind: 'recorded', recordedAt: `${new Date().getFullYear()}-11-20T14:02:00` } as const;
    await bench.status(status('replaying', 'r1', { ...of, elapsed: 14 }));
    await bench.page.waitForSelector('.panel[data-state="replaying"]');
    const pill = () => bench.page.$eval('.pill', (element) => element.textContent);
    expect([await pill(), (await head(bench)).controls]).toEqual(['recorded14:02 · 20 Nov', ['Stopx', 'Livee']]);
    await bench.status(status('failed', 'r1', { ...of, elapsed: 14.4, reason: 'exit code 1' }));
    await bench.page.waitForSelector('.panel[data-state="failed"]');
    expect([await pill(), (await head(bench)).controls]).toEqual(['recorded14:02 · 20 Nov', ['Runr', 'Recording', 'Clear']]);
    expect(await foot(bench)).toBe('exit code 1 | 14 s');
    await bench.status(status('replaying', 'r2', { kind: 'recorded', recordedAt: '2019-01-02T03:04:05' }));
    await bench.page.waitForSelector('.panel[data-state="replaying"]');
    expect(await pill()).toBe('recorded03:04 · 2 Jan 2019');
  });

  it('offers the recording when something is wrong with the live run, and says for what it stands', async () => {
    await using bench = await openBench(site, [demo({ recorded: true })]);
    const said = async (state: 'running' | 'replaying', run: string, of: Partial<DemoStatus>): Promise<string> => {
      await bench.status(status(state, run, of));
      await bench.page.waitForSelector(`.panel[data-state="${state}"]`);
      return foot(bench);
    };
    const trouble = 'did not start in 3 s';
    expect(await said('running', 'r1', { trouble })).toBe('did not start in 3 s | Play the recordinge | ');
    expect(await bench.page.$eval('[role="status"]', (element) => element.textContent)).toBe('Queue: live');
    await bench.page.click('.foot-offer');
    expect(await bench.log()).toEqual([['replay', 'queue']]);
    expect(await said('replaying', 'r2', { kind: 'recorded', trouble })).toBe('live run: did not start in 3 s | ');
    await bench.page.evaluate(() => {
      window.lab.demos = window.lab.demos.map((info) => ({ ...info, recorded: false }));
    });
    expect(await said('running', 'r3', { trouble })).toBe('did not start in 3 s · no recording yet | ');
    expect(await said('running', 'r3', { trouble: '' })).toBe('keys go to the slides · click to type here | ');
  });

  it('offers the recording, from live and back; one that is not there cannot be pressed, and says why', async () => {
    await using bench = await openBench(site, [demo({ recorded: false })]);
    const button = () =>
      bench.page.$eval('[data-control="recording"]', (b) => [(b as HTMLButtonElement).disabled, b.getAttribute('title')]);
    expect(await button()).toEqual([true, 'no recording yet: lectern demo record queue']);
    await bench.page.evaluate(() => {
      window.lab.panel.swap();
      window.lab.handler.refused('queue', 'no recording yet');
      window.lab.demos = window.lab.demos.map((info) => ({ ...info, recorded: true }));
      window.lab.panel.show(['queue']);
    });
    expect(await foot(bench)).toBe('no recording yet | ');
    expect(await button()).toEqual([false, '']);
    await bench.status(status('running', 'r1'));
    await pressed(bench, 'Recording');
    await bench.status(status('replaying', 'r2', { kind: 'recorded' }));
    await bench.page.waitForSelector('.panel[data-state="replaying"]');
    expect(await foot(bench)).toBe(' | ');
    await pressed(bench, 'Live');
    await bench.page.evaluate(() => window.lab.panel.swap());
    expect(await bench.log()).toEqual([
      ['replay', 'queue'],
      ['replay', 'queue'],
      ['live', 'queue'],
      ['live', 'queue'],
    ]);
  });

  it('says that a recording is older than the code: before the first run, with it, and at its button', async () => {
    await using bench = await openBench(site, [demo({ recorded: true, stale: true })]);
    const said = async (state: DemoStatus['state'], run: string, of: Partial<DemoStatus> = {}): Promise<string> => {
      await bench.status(status(state, run, of));
      await bench.page.waitForSelector(`.panel[data-state="${state}"]`);
      return foot(bench);
    };
    const title = () => bench.page.$eval('[data-control="recording"]', (button) => button.getAttribute('title'));
    expect([await foot(bench), await title()]).toEqual(['recording is older than the code | ', 'recording is older than the code']);
    expect(await said('running', 'r1')).toBe('keys go to the slides · click to type here | ');
    expect(await said('replaying', 'r2', { kind: 'recorded' })).toBe('recording is older than the code | ');
    expect(await said('exited', 'r2', { kind: 'recorded', reason: 'ended', elapsed: 2 })).toBe(
      'ended · recording is older than the code | 2.0 s',
    );
    const trouble = 'exit code 1';
    expect(await said('replaying', 'r3', { kind: 'recorded', trouble })).toBe(
      'live run: exit code 1 · recording is older than the code | ',
    );
    expect(await bench.page.$eval('.panel-foot', (element) => (element as HTMLElement).dataset.tone)).toBe('quiet');
    // Recorded afresh: nothing is drawn anew but the words.
    await bench.page.evaluate(() => {
      window.lab.demos = window.lab.demos.map((info) => ({ ...info, stale: false }));
      window.lab.panel.show(['queue']);
    });
    expect([await foot(bench), await title()]).toEqual(['live run: exit code 1 | ', '']);
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
    await bench.page.waitForFunction(() => /live · 01:02/.test(document.querySelector('.pill')?.textContent ?? ''));
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

describe('runs', () => {
  it('is over only when all its output is on the screen', async () => {
    await using bench = await openBench(site, [demo()]);
    const text = await bench.page.evaluate(
      async (begin, end) => {
        const { handler, panel } = window.lab;
        const over = new Promise<string>((resolve) => {
          panel.onState((name, state) => state === 'exited' && resolve(panel.text(name)));
        });
        handler.status(begin);
        for (let i = 1; i <= 20_000; i++) handler.event('queue', 'r1', { type: 'output', time: 0, pane: 'queue', data: `line ${i}\r\n` });
        handler.status(end);
        return over;
      },
      status('running', 'r1'),
      status('exited', 'r1'),
    );
    // 5 000 lines above the screen are kept, and the last line of the screen is empty.
    expect(text.split('\n').length).toBe(5_007);
    expect(text.endsWith('line 19999\nline 20000')).toBe(true);
  });

  it('starts a new run from a clean terminal and ignores what comes late from an older one', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1'));
    await bench.output('r1', 'of the first run\r\n');
    await bench.status(status('running', 'r2'));
    await bench.output('r2', 'of the second run\r\n');
    await bench.output('r1', 'late\r\n');
    await bench.exit('r1', 1);
    await bench.status(status('failed', 'r1', { reason: 'exit code 1' }));
    await bench.output('r2', 'end\r\n');
    expect(await bench.text(/end/)).toBe('of the second run\nend');
    expect((await head(bench)).pill).toBe('live · mm:ss');
  });

  it('redraws from a snapshot and goes on from there', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.screen(status('running', 'r1', { elapsed: 5 }), { queue: 'one\r\n\x1b[32mtwo\x1b[0m\r\n' });
    await bench.output('r1', 'three\r\n');
    expect(await bench.text(/three/)).toBe('one\ntwo\nthree');
    await bench.screen(status('running', 'r1'), { queue: 'again\r\n' });
    await bench.output('r1', 'four\r\n');
    expect(await bench.text(/four/)).toBe('again\nfour');
  });

  it('takes the demo as it is edited, with the next run', async () => {
    await using bench = await openBench(site, [demo()]);
    await bench.status(status('running', 'r1'));
    await bench.page.evaluate(
      (next) => {
        window.lab.demos = [next];
        window.lab.panel.show(['queue']);
      },
      demo({ title: 'Queue, twice', size: { columns: 60, rows: 5 } }),
    );
    expect((await head(bench)).title).toBe('Queue');
    await bench.status(status('exited', 'r1'));
    await bench.page.waitForSelector('.panel[data-state="exited"]');
    await bench.status(status('running', 'r2'));
    expect(await head(bench)).toMatchObject({ title: 'Queue, twice', pill: 'live · mm:ss' });
  });
});

describe('several', () => {
  const echo = demo({
    name: 'echo',
    title: 'Echo server',
    panes: ['server', 'ada', 'grace'].map((name) => ({ name, command: `node ${name}.ts` })),
  });

  it('panes have their own output, name, command and end', async () => {
    await using bench = await openBench(site, [echo]);
    await bench.status(status('running', 'r1', { name: 'echo' }));
    for (const name of ['server', 'ada', 'grace']) await bench.output('r1', `I am ${name}\r\n`, name);
    await bench.exit('r1', 2, 'ada');
    await bench.page.waitForSelector('[data-pane="ada"] .is-bad');
    const heads = await bench.page.$$eval('.pane-head', (all) => all.map((one) => [...one.children].map((c) => c.textContent)));
    expect(heads).toEqual([
      ['server', 'node server.ts'],
      ['ada', 'exit code 2'],
      ['grace', 'node grace.ts'],
    ]);
    expect(await bench.text(/grace/, 'echo', 'grace')).toBe('I am grace');
    expect(await bench.text(/grace/, 'echo')).toBe('I am server\nI am ada\nI am grace');
  });

  it('demos of a slide stand in tabs, and the one of a slide before stays when the next has none', async () => {
    await using bench = await openBench(site, [demo(), echo]);
    await bench.page.evaluate(() => window.lab.panel.show(['queue', 'echo', 'no-such']));
    const tabs = (): Promise<string[]> =>
      bench.page.$$eval('[role="tab"]', (all) => all.map((tab) => `${tab.textContent} ${tab.getAttribute('aria-selected')}`));
    expect(await tabs()).toEqual(['Queue true', 'Echo server false']);
    await bench.page.click('[role="tab"][data-demo="echo"]');
    expect(await tabs()).toEqual(['Queue false', 'Echo server true']);
    expect((await head(bench)).title).toBe('Echo server');
    await bench.page.evaluate(() => window.lab.panel.show([]));
    expect((await head(bench)).title).toBe('Echo server');
    await bench.page.evaluate(() => window.lab.panel.run('queue'));
    expect((await head(bench)).title).toBe('Queue');
  });
});
