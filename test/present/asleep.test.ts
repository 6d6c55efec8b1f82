// A machine that falls asleep with a talk open: server and page stand still, each in
// turn, and find each other again as they were.
import { expect, it, onTestFinished } from 'vitest';
import type {} from '../../src/client/api.ts';
import { alive } from '../runner/support.ts';
import { openWindow } from '../server/clients.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
---
demo: clock

# One

---

# Two

---

# Three
`;
/** Counts aloud, ten times a second. */
const CLOCK = "let n = 0;\nconsole.log('pid ' + process.pid);\nsetInterval(() => process.stdout.write(`\\r${(n += 1)} `), 100);\n";

it('test 82: a server that stood still goes on with the same windows, run and timer, and says nothing twice', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, 'demos/clock.ts': CLOCK });
  await using talk = await present(folder.path, 'talk.md');
  onTestFinished(() => void talk.process.kill('SIGCONT'));
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  const { headers } = await fetch(talk.url, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const watcher = await openWindow({ port: talk.port, cookie });
  await page.evaluate(() => window.lectern.go(1, 0));
  await page.evaluate(() => window.lectern.demo.run('clock'));
  await until(
    () => /pid \d+/.test(watcher.output('clock')),
    'the demo to be up',
    () => JSON.stringify(watcher.got.slice(1)),
  );
  const pid = Number(/pid (\d+)/.exec(watcher.output('clock'))?.[1]);
  const said = watcher.got.length;

  talk.process.kill('SIGSTOP');
  // Longer than the page's patience with a server that says nothing.
  await page.waitForSelector('.badge[data-badge="link"]', { timeout: 30_000 });
  await page.evaluate(() => window.lectern.go(2, 0));
  talk.process.kill('SIGCONT');

  await until(async () => (await page.$('.badge[data-badge="link"]')) === null, 'the page to be connected again');
  await until(() => watcher.got.slice(said).some((m) => m.type === 'position' && m.position.slide === 2), 'the move of meanwhile');
  expect(watcher.ws.readyState).toBe(watcher.ws.OPEN);
  expect(watcher.got.filter((m) => m.type === 'welcome')).toHaveLength(1);
  expect(alive(pid)).toBe(true);
  expect(await page.evaluate(() => [window.lectern.slide, window.lectern.demo.state('clock')])).toEqual([2, 'running']);
  // Each number once, and in order.
  const numbers = [...watcher.output('clock').matchAll(/\r(\d+) /g)].map(([, n]) => Number(n));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  const late = await openWindow({ port: talk.port, cookie });
  const { timer, position } = await late.sees('welcome');
  expect(position).toEqual({ slide: 2, step: 0 });
  // The time that the talk took, the sleep with it.
  expect(timer).toBeGreaterThan(4);
  expect(timer).toBeLessThan(60);
});
