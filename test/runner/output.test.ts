// From bytes to events: nothing lost, nothing split, nothing that stalls.
import { describe, expect, it } from 'vitest';
import { createFlowControl } from '../../src/runner/flow-control.ts';
import { createMarkFilter, markOpening } from '../../src/runner/marks.ts';
import { createUtf8Decoder } from '../../src/runner/utf8.ts';
import { demo, listen, stage, until } from './support.ts';

describe('output', () => {
  it('test 70: every byte of write(100 KB); exit(0) comes before the exit, 100 times', async () => {
    const { root, runner } = await stage();
    const lengths = new Set<number>();
    for (let round = 0; round < 25; round++) {
      const four = [1, 2, 3, 4].map(async () => {
        const session = runner.start(demo(root, 'demos/big-then-exit.ts'));
        const heard = listen(session);
        await session.ended;
        expect(heard.events.at(-1)?.type).toBe('exit');
        lengths.add(heard.text().length);
      });
      await Promise.all(four);
    }
    expect([...lengths].slice(0, 5)).toEqual([100 * 1025]);
  });

  it('test 70: also when it exits while the pty is paused', async () => {
    const { root, runner } = await stage();
    const text = 'x'.repeat(103_000);
    const session = runner.start(demo(root, ['sh', '-c', `head -c ${text.length} /dev/zero | tr '\\0' x; echo end`]));
    const heard = listen(session);
    session.setControlled(true);
    await session.ended;
    expect(heard.text() === `${text}end\r\n`).toBe(true);
  });

  it('test 74: characters written byte by byte come whole, bad sequences as U+FFFD, NUL not at all', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/bad-bytes.ts'));
    const heard = listen(session);
    await session.ended;
    expect(heard.text()).toBe(`zażółć gęślą jaźń 🙂|a${'\ufffd'.repeat(8)}b|ab|`);
    for (const event of heard.events) if (event.type === 'output') expect(() => encodeURIComponent(event.data)).not.toThrow();
  });

  it('test 74: a character that never ends is one U+FFFD', () => {
    const decoder = createUtf8Decoder();
    expect([decoder.decode(Uint8Array.of(0x61, 0xf0, 0x9f)), decoder.decode(Uint8Array.of(0x99)), decoder.end()]).toEqual([
      'a',
      '',
      '\ufffd',
    ]);
  });

  it('erases a whole character, as the terminal of a person does', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/echo-lines.ts'));
    const heard = listen(session);
    await heard.sees('up');
    session.write('main', 'say ał\x7fb\r');
    await heard.sees('<ab>');
    session.write('main', 'end\r');
    await session.ended;
  });

  it('finds a mark cut at every place, and leaves strange ones alone', () => {
    const mark = `${markOpening('secret')}one two\x07`;
    const text = `a\x1b[1m${mark}b\x1b]7717;other;x\x07c\x1b`;
    for (let cut = 0; cut <= text.length; cut++) {
      const filter = createMarkFilter('secret');
      const pieces = [...filter.push(text.slice(0, cut)), ...filter.push(text.slice(cut)), filter.end()];
      const story = pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.mark}]`)).join('');
      expect(story).toBe('a\x1b[1m[one two]b\x1b]7717;other;x\x07c\x1b');
    }
    const filter = createMarkFilter('secret');
    const endless = `${markOpening('secret')}${'x'.repeat(2000)}`;
    expect([...filter.push(endless), filter.end()].join('')).toBe(endless);
  });
});

describe('flow control', () => {
  it('test 72: pauses at 100 000, resumes below 75 000, and nonsense does no harm', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/flood.ts'));
    const heard = listen(session);
    session.setControlled(true);
    await until(() => heard.text().length >= 100_000);
    const stuck = await settled(() => heard.text().length);
    expect(stuck).toBeLessThan(200_000);

    for (const nonsense of [Number.NaN, -5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]) session.acknowledge('main', nonsense);
    session.acknowledge('no such pane', 1e6);
    expect(await settled(() => heard.text().length)).toBe(stuck);

    session.acknowledge('main', stuck - 75_000);
    expect(await settled(() => heard.text().length)).toBe(stuck);
    session.acknowledge('main', 1);
    await until(() => heard.text().length > stuck);

    session.acknowledge('main', 1e12);
    session.acknowledge('main', 1e12);
    const before = heard.text().length;
    await until(() => heard.text().length > before + 50_000);
    expect(await settled(() => heard.text().length)).toBeLessThan(before + 400_000);

    session.setControlled(true);
    const lost = heard.text().length;
    await until(() => heard.text().length > lost);
    await session.stop();
  });

  it('test 73: without a controlling view the program is never paused', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/flood.ts'));
    let length = 0;
    session.subscribe({
      event(event) {
        if (event.type === 'output') length += event.data.length;
      },
      state() {},
    });
    await until(() => length > 1_000_000);
    session.setControlled(true);
    await settled(() => length);
    session.setControlled(false);
    const before = length;
    await until(() => length > before + 1_000_000);
    await session.stop();
  });

  it('never counts below zero', () => {
    const calls: string[] = [];
    const flow = createFlowControl({ pause: () => calls.push('pause'), resume: () => calls.push('resume') });
    flow.setControlled(true);
    flow.acknowledge(1e9);
    flow.sent(99_999);
    expect(calls).toEqual([]);
    flow.sent(1);
    flow.acknowledge(25_000);
    expect(calls).toEqual(['pause']);
    flow.acknowledge(1);
    expect(calls).toEqual(['pause', 'resume']);
  });
});

/** The value once it has not changed for 200 ms. */
async function settled(read: () => number): Promise<number> {
  let value = read();
  let since = performance.now();
  while (performance.now() - since < 200) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (read() === value) continue;
    value = read();
    since = performance.now();
  }
  return value;
}
