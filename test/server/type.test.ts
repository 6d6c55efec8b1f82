// Scripted lines that a window asks for, one at a time, on a live run.
import { expect, it } from 'vitest';
import type { DemoSpec, ScriptedLine } from '../../src/demo.ts';
import { createPrompter } from '../../src/runner/prompter.ts';
import { SENDERS } from '../../src/server/client-message.ts';
import { until } from '../support/wait.ts';
import { openWindow, type Window } from './clients.ts';
import { demo, talk } from './support.ts';

const PROMPT = `process.stdout.write("> "); process.stdin.on("data", (d) => { const t = String(d).trim();
  if (t === "BYE") process.exit(0); process.stdout.write("got " + t + "\\n> ") })`;

function scripted(lines: readonly ScriptedLine[]): DemoSpec {
  const spec = demo('ask', PROMPT);
  return { ...spec, panes: spec.panes.map((pane) => ({ ...pane, type: lines })) };
}

const line = (text: string, wait: string | null = '> $'): ScriptedLine => ({ wait, in: null, text });
const serve = (...demos: readonly DemoSpec[]) =>
  talk({ demos, prompter: (spec, hands) => createPrompter({ panes: spec.panes, ...hands }) });
const statuses = (window: Window) => window.got.flatMap((m) => (m.type === 'demo' ? [m.status] : []));
const next = (window: Window) => statuses(window).at(-1)?.next ?? null;
const refusals = (window: Window) => window.got.flatMap((m) => (m.type === 'refused' ? [[m.demo, m.reason]] : []));
const plain = (text: string) => text.replace(/\r\n/g, '\n');

it('types them as if by hand, tells every window which is next, and ends with the run', async () => {
  const t = await serve(scripted([line('hello\r'), line('never mind\r'), line('BYE\r')]));
  const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
  a.say({ type: 'run', demo: 'ask' });
  await until(() => next(b)?.due === true, 'the first line to be due');
  expect(next(b)).toEqual({ pane: 'main', text: 'hello⏎', due: true, asked: false });
  b.say({ type: 'type', demo: 'ask' });
  await until(() => a.output('ask').endsWith('got hello\r\n> ') && next(b)?.due === true, 'the answer');
  expect(next(b)?.text).toBe('never mind⏎');
  const late = await (await openWindow(t)).sees('welcome');
  expect(late.demos[0]?.status.next?.text).toBe('never mind⏎');

  // By hand it counts where it is the same.
  for (const key of 'never mind\r') a.say({ type: 'input', demo: 'ask', pane: 'main', data: key });
  await until(() => next(a)?.text === 'BYE⏎' && next(a)?.due === true, 'the last line');
  a.say({ type: 'type', demo: 'ask' });
  await until(() => statuses(a).at(-1)?.state === 'exited', 'the end');
  expect(plain(a.output('ask'))).toBe('> hello\ngot hello\n> never mind\ngot never mind\n> BYE\n');
  expect([next(a), refusals(a), refusals(b)]).toEqual([null, [], []]);
});

it('asked for before it is due, it is typed once then, and the windows are told', async () => {
  const t = await serve(scripted([line('one\r', 'go!'), line('BYE\r')]));
  const a = await openWindow(t);
  a.say({ type: 'run', demo: 'ask' });
  await until(() => a.output('ask') === '> ', 'the prompt');
  for (let i = 0; i < 3; i++) a.say({ type: 'type', demo: 'ask' });
  await until(() => next(a)?.asked === true, 'it to be remembered');
  expect(next(a)).toEqual({ pane: 'main', text: 'one⏎', due: false, asked: true });
  a.say({ type: 'input', demo: 'ask', pane: 'main', data: 'go!\r' });
  await until(() => a.output('ask').includes('got one') && next(a)?.due === true, 'the line, and its answer');
  expect(next(a)).toEqual({ pane: 'main', text: 'BYE⏎', due: true, asked: false });
});

it('types into a program that shows nothing, and forgets what is left when the run ends', async () => {
  const quiet = demo('quiet', 'process.stdin.resume()');
  const t = await serve({ ...quiet, panes: quiet.panes.map((pane) => ({ ...pane, type: [line('x', null), line('y', 'never')] })) });
  const a = await openWindow(t);
  a.say({ type: 'run', demo: 'quiet' });
  a.say({ type: 'type', demo: 'quiet' });
  await until(() => a.output('quiet') === 'x', 'what the terminal echoes');
  expect(next(a)?.text).toBe('y');
  a.say({ type: 'stop', demo: 'quiet' });
  await until(() => statuses(a).at(-1)?.state === 'stopped', 'the end');
  expect(next(a)).toBe(null);
});

it('says why where there is nothing to type, and which demo is meant', async () => {
  const t = await serve(scripted([line('x', null)]), demo('plain', PROMPT));
  const a = await openWindow(t);
  a.say({ type: 'type', demo: 'ask' });
  await a.sees('refused');
  a.say({ type: 'run', demo: 'plain' });
  await until(() => a.output('plain') === '> ', 'the run');
  a.say({ type: 'type', demo: 'plain' });
  a.say({ type: 'run', demo: 'ask' });
  await until(() => a.output('ask') === '> ', 'the other run');
  a.say({ type: 'type', demo: 'ask' });
  await until(() => a.output('ask') === '> x', 'its only line');
  a.say({ type: 'type', demo: 'ask' });
  await until(
    () => refusals(a).length === 3,
    'three refusals',
    () => JSON.stringify(refusals(a)),
  );
  a.say({ type: 'stop', demo: 'ask' });
  await until(() => statuses(a).some(({ name, state }) => name === 'ask' && state !== 'starting' && state !== 'running'), 'the end');
  a.say({ type: 'type', demo: 'ask' });
  await until(() => refusals(a).length === 4, 'the fourth');
  expect(refusals(a)).toEqual([
    ['ask', '"ask" is not running live'],
    ['plain', 'nothing is scripted for "plain"'],
    ['ask', 'all that was scripted is typed'],
    ['ask', '"ask" is not running live'],
  ]);
});

it('is for the speaker alone: no phone types', () => {
  expect(SENDERS.type).toEqual(['presenter']);
});
