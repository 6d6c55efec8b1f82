// What the panel says of recordings: that one plays and how old it is, what it
// stands for, whether there is one to play. The test plays the other side of the transport.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoStatus } from '../../src/protocol.ts';
import { demo, openBench, type Site, serveLab, status } from './bench.ts';
import { foot, head, pressed } from './seen.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

describe('recordings', () => {
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
});
