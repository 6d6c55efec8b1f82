import { describe, expect, it } from 'vitest';
import { until } from '../support/wait.ts';
import { ask, openWindow, type Window } from './clients.ts';
import { deck, demo, ECHO, slide, talk } from './support.ts';

const positions = (window: Window) =>
  window.got.flatMap((m) => (m.type === 'position' ? [`${m.revision}:${m.position.slide}.${m.position.step}`] : []));

describe('the position', () => {
  it('test 96: moves have one order, and all windows see it', async () => {
    const t = await talk();
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    // Both press Next on the same slide: the talk moves once.
    a.say({ type: 'go', slide: 1, step: 0, base: 0 });
    b.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await Promise.race([a.sees('refused'), b.sees('refused')]);
    await Promise.all([a.sees('position'), b.sees('position')]);
    expect([positions(a).at(-1), positions(b).at(-1)]).toEqual(['1:1.0', '1:1.0']);
    const late = a.got.some((m) => m.type === 'refused') ? a : b;
    expect(late.got.slice(-2)).toEqual([
      { type: 'refused', reason: 'another window has moved on meanwhile' },
      { type: 'position', revision: 1, position: { slide: 1, step: 0 } },
    ]);
    // The next press from either counts.
    late.say({ type: 'go', slide: 2, step: 0, base: 1 });
    await a.sees('position', (m) => m.revision === 2);
    await b.sees('position', (m) => m.revision === 2);
  });

  it('test 96: a held key runs ahead of the answers, a stale window does not', async () => {
    const slides = [slide('one', { stepNumbers: [1, 1, 1, 1, 1, 1] }), slide('two')];
    const t = await talk({ slides });
    const [a, b] = [await openWindow(t), await openWindow(t)];
    for (let step = 1; step <= 5; step++) a.say({ type: 'go', slide: 0, step, base: 0 });
    await b.sees('position', (m) => m.revision === 5);
    expect(positions(b)).toEqual(['1:0.1', '2:0.2', '3:0.3', '4:0.4', '5:0.5']);
    b.say({ type: 'go', slide: 1, step: 0, base: 2 });
    expect((await b.sees('refused')).reason).toBe('another window has moved on meanwhile');
    b.say({ type: 'go', slide: 1, step: 0, base: 5 });
    await a.sees('position', (m) => m.revision === 6);
    a.say({ type: 'go', slide: 0, step: 0, base: 5 });
    await a.sees('refused');
    // Neither does one from the future, of a server that is no more.
    b.say({ type: 'go', slide: 0, step: 0, base: 99 });
    await until(() => b.got.filter((m) => m.type === 'refused').length === 2, 'the second refusal');
    expect(positions(a).at(-1)).toBe('6:1.0');
  });

  it('a place that is not there leads to the nearest', async () => {
    const t = await talk();
    const window = await openWindow(t);
    window.say({ type: 'go', slide: 99, step: 7, base: 0 });
    await window.sees('position');
    expect(window.got.slice(-2)).toEqual([
      { type: 'refused', reason: 'the talk has no such slide or step any more' },
      { type: 'position', revision: 1, position: { slide: 3, step: 0 } },
    ]);
  });

  it('an edit keeps the slide, wherever it is now', async () => {
    const t = await talk();
    const window = await openWindow(t);
    window.say({ type: 'go', slide: 2, step: 0, base: 0 });
    await window.sees('position');
    const shown = [{ severity: 'warning', at: 'talk.md:1:1', reason: 'odd', frame: '' }] as const;
    t.site.change(
      deck(
        ['zero', 'one', 'two', 'three', 'four'].map((hash) => slide(hash)),
        2,
      ),
      shown,
    );
    await window.sees('messages', (m) => m.messages.length === 1);
    expect(window.got.slice(-3).map((m) => m.type)).toEqual(['deck', 'position', 'messages']);
    expect(positions(window).at(-1)).toBe('2:3.0');
    t.site.change(
      deck(
        ['zero', 'one', 'two', 'THREE', 'four'].map((hash) => slide(hash)),
        3,
      ),
    );
    await window.sees('deck', (m) => m.patch.version === 3);
    expect(positions(window).at(-1)).toBe('2:3.0');
    const late = await openWindow(t);
    expect(await late.sees('welcome')).toMatchObject({ deckVersion: 3, revision: 2, position: { slide: 3, step: 0 } });
  });

  it('test 89: killed and started again: slide, step, timer and key are there, demos are not run again', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)], slides: [slide('one', { stepNumbers: [1, 1, 1] })] });
    const before = await openWindow(t);
    expect((await before.sees('welcome')).timer).toBeNull();
    before.say({ type: 'go', slide: 0, step: 2, base: 0 });
    before.say({ type: 'run', demo: 'echo' });
    await until(() => before.output('echo').includes('pid'), 'the demo to run');
    await t.session.flush();
    // The first server goes on without writing: as good as killed, for the second.
    const after = await t.again();
    expect(after.token).toBe(t.token);
    expect((await ask(after, '/')).body).toContain('<p>0');
    const window = await openWindow(after);
    const welcome = await window.sees('welcome');
    expect(welcome).toMatchObject({ revision: 1, position: { slide: 0, step: 2 } });
    expect(welcome.timer).toBeGreaterThanOrEqual(0);
    expect(welcome.timer).toBeLessThan(30);
    expect(welcome.demos).toEqual([
      {
        status: {
          name: 'echo',
          state: 'idle',
          run: null,
          kind: 'live',
          recordedAt: null,
          reason: '',
          trouble: '',
          mark: '',
          replay: null,
          elapsed: 0,
        },
        panes: [],
      },
    ]);
    window.say({ type: 'go', slide: 0, step: 0, base: 7 });
    await window.sees('refused');
  });
});
