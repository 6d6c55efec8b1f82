// Which run the panel shows, and where: one after the other in a terminal, panes
// side by side, demos in tabs. The test plays the other side of the transport.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo, openBench, type Site, serveLab, status } from './bench.ts';
import { head } from './seen.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

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
