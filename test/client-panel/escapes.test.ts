// What programs print is not to be trusted (docs/security.md): payloads, clipboard,
// links, titles, huge counts and left-over modes, in a real browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, inputs, live, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

describe('payloads', () => {
  it('test 38: known payloads type nothing and make no element', async () => {
    await using bench = await live(site, true);
    await bench.page.evaluate(() => window.lab.panel.focus());
    const elements = (): Promise<number> =>
      bench.page.evaluate(() => document.querySelectorAll('img, script, iframe, a, [onerror]').length);
    const before = await elements();
    await bench.output(
      'r1',
      [
        '\x1b]0;touch /tmp/p\x07\x1b[21t',
        '\x1b[22;0t\x1b[21t',
        '\x1bP$q;touch /tmp/p\n\x1b\\',
        '\x1bP+qfoo;\ntouch /tmp/p;aa\n\x1b\\',
        '\x1b]50;$(touch /tmp/p)\x07\x1b]50;?\x07',
        '\x1bGtouch\x1bc',
        '\x1b[5i<img src=x onerror=alert(1)>:dG91Y2g=\x1b[4i',
        '<img src=x onerror=alert(1)><script>1</script>',
        'end',
      ].join(''),
    );
    await bench.text(/end/);
    expect((await inputs(bench)).join('')).not.toMatch(/touch|foo/);
    expect(await elements()).toBe(before);
  });

  it('test 39: the clipboard is neither written nor read', async () => {
    await using bench = await live(site, true);
    const { page } = bench;
    // Any way to the clipboard would be one of these, or an event that a copy makes.
    await page.evaluate(() => {
      const note = (what: string) => async (): Promise<never> => {
        window.lab.log.push([what]);
        throw new Error('not allowed');
      };
      const clipboard = { readText: note('read'), writeText: note('write'), read: note('read'), write: note('write') };
      Object.defineProperty(navigator, 'clipboard', { value: clipboard });
      document.execCommand = (command) => {
        window.lab.log.push([command]);
        return false;
      };
      window.lab.panel.focus();
      window.lab.log.splice(0);
    });
    await bench.output('r1', '\x1b]52;c;ZXZpbA==\x07\x1b]52;c;?\x07end');
    await bench.text(/end/);
    expect(await bench.log()).toEqual([]);
  });

  it('test 40: a link shows its real address, opens after a yes, without opener; other protocols are inert', async () => {
    await using bench = await live(site, false);
    const { page } = bench;
    await page.evaluate(() => {
      window.open = (...call) => {
        window.lab.log.push(['open', ...call]);
        return null;
      };
    });
    let asked = '';
    page.on('dialog', (dialog) => {
      asked = dialog.message();
      void dialog.accept();
    });
    const link = (uri: string, text: string): string => `\x1b]8;;${uri}\x1b\\${text}\x1b]8;;\x1b\\`;
    const lines = [
      link('javascript:alert(1)', 'https://good.example'),
      link('data:text/html,x', 'https://good.example'),
      link('file:///etc/passwd', 'open a file'),
      link('vscode://x', 'open the editor'),
      link('http://evil.example/', 'https://good.example'),
      'plain https://plain.example/a',
    ];
    await bench.output('r1', `${lines.join('\r\n')}\r\nend`);
    await bench.text(/end/);
    const cell = await page.$eval('.xterm-screen', (screen) => {
      const box = screen.getBoundingClientRect();
      return { left: box.left, top: box.top, height: box.height / 8, width: box.width / 40 };
    });
    const opened: unknown[] = [];
    for (let row = 2; row < 6; row++) {
      const at = [cell.left + 8.5 * cell.width, cell.top + (row + 0.5) * cell.height] as const;
      await page.mouse.move(at[0] - 20, at[1]);
      await page.mouse.move(...at);
      if (row >= 4) await page.waitForFunction(() => document.querySelector('.xterm-cursor-pointer') !== null);
      const title = await page.$eval('.xterm', (terminal) => (terminal as HTMLElement).title);
      asked = '';
      await page.mouse.click(...at);
      opened.push([
        row,
        title,
        asked,
        ...(await page.evaluate(() => window.lab.log.filter(([call]) => call === 'open').map(([, ...rest]) => rest))),
      ]);
      await page.evaluate(() => window.lab.log.splice(0));
    }
    expect(opened).toEqual([
      [2, '', ''],
      [3, '', ''],
      [4, 'http://evil.example/', 'open http://evil.example/ ?', ['http://evil.example/', '_blank', 'noopener,noreferrer']],
      [5, '', '', ['https://plain.example/a', '_blank', 'noopener,noreferrer']],
    ]);
  });

  it('goes on after an erase at the end of the last line, which breaks the terminal by itself', async () => {
    await using bench = await live(site, false);
    await bench.output('r1', '\x1b[999;999H\x1b[1J\x1b[?1049h\x1b[999;999H\x1b[1J\x1b[?1049l\x1b[H');
    await bench.output('r1', 'still here');
    expect(await bench.text(/here/)).toBe('still here');
  });

  it('test 41: titles change nothing, however long', async () => {
    await using bench = await live(site, false);
    await bench.output('r1', '\x1b]0;<img src=x onerror=alert(1)>\x07');
    for (const size of [9, 12]) {
      await bench.output('r1', '\x1b]2;');
      await bench.page.evaluate((units) => window.lab.flood('queue', 'queue', 'r1', 't'.repeat(100_000), units), size * 1_000_000);
      await bench.output('r1', '\x07');
    }
    await bench.output('r1', 'end');
    expect(await bench.text(/end/)).toBe('end');
    expect(await bench.page.evaluate(() => [document.title, document.querySelector('.panel-title')?.textContent])).toEqual([
      'panel',
      'Queue',
    ]);
  });
});

describe('test 42: huge counts', () => {
  const sequences = ['a\x1b[1000000000b', '\x9b1000000000b', ...[...'LMSTIZ@PX'].map((final) => `\x1b[1000000000${final}`)];

  it.each([
    ['whole', (data: string) => [data]],
    ['unit by unit', (data: string) => [...data]],
  ])('test 42: the page goes on, sequences %s', async (_, split) => {
    await using bench = await live(site, false);
    const stall = await bench.page.evaluate(
      async (chunks, over) => {
        let last = performance.now();
        let longest = 0;
        const timer = setInterval(() => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
        }, 1);
        const drawn = new Promise<void>((resolve) => window.lab.panel.onState((_name, state) => state === 'exited' && resolve()));
        for (const data of chunks) window.lab.handler.event('queue', 'r1', { type: 'output', time: 0, pane: 'queue', data });
        window.lab.handler.status(over);
        await drawn;
        clearInterval(timer);
        return longest;
      },
      Array.from({ length: 40 }, () => sequences)
        .flat()
        .flatMap(split),
      status('exited', 'r1'),
    );
    // A guard against seconds; how long it really takes is measured in the bench.
    expect(stall).toBeLessThan(1_000);
  });
});

describe('test 43: modes left over', () => {
  const LEFT_OVER = [
    '\x1b[?1049h',
    '\x1b[?25l',
    '\x1b[?1003h\x1b[?1006h',
    '\x1b[4h',
    '\x1b[20h',
    '\x1b(0',
    '\x0e\x1b)0',
    '\x1b[3;5r\x1b[?6h',
    '\x1b]4;1;rgb:00/00/00\x07\x1b]11;rgb:ff/ff/ff\x07\x1b]10;rgb:00/ff/00\x07',
    '\x1b[31;47;7m',
    '\x1b[?7l\x1b[?1h\x1b[?2004h\x1b[?12h\x1b[5 q',
    `e${'\u0301'.repeat(100_000)}`,
    '\x07'.repeat(10_000),
    '\x1b[1;1H\x1b7\x1b]2;half a title',
  ].join('');
  /** What a run that prints this looks like: text, cells with their colours, cursor. */
  const look = async (bench: Bench, run: string): Promise<string> => {
    await bench.output(run, 'one\r\n\x1b[31mtwo\x1b[0m abc\x1b[2Dx\nqqq end');
    const text = await bench.text(/end/);
    await bench.page.waitForFunction(() => /end/.test(document.querySelector('.xterm-rows')?.textContent ?? ''));
    return bench.page.evaluate((t) => {
      const rows = document.querySelector<HTMLElement>('.xterm-rows');
      const cells = [...(rows?.querySelectorAll('span') ?? [])].map((span) => `${span.textContent} ${getComputedStyle(span).color}`);
      const terminal = document.querySelector('.xterm');
      const ground = getComputedStyle(document.querySelector('.xterm-scrollable-element') ?? document.body).backgroundColor;
      return JSON.stringify([t, cells, terminal?.className.replace(/owner-\d+/, ''), ground], null, 1);
    }, text);
  };

  it('test 43: a new run starts as the very first did', async () => {
    let expected = '';
    {
      await using bench = await live(site, true);
      expected = await look(bench, 'r1');
    }
    expect(expected).toContain('one');
    await using bench = await live(site, true);
    await bench.output('r1', LEFT_OVER);
    await bench.status(status('exited', 'r1'));
    await bench.page.waitForSelector('.panel[data-state="exited"]');
    await bench.page.evaluate(() => window.lab.panel.run());
    await bench.status(status('running', 'r2'));
    expect(await look(bench, 'r2')).toBe(expected);
    await bench.screen(status('running', 'r3'), { queue: LEFT_OVER });
    await bench.page.evaluate(() => window.lab.panel.stop());
    await bench.screen(status('running', 'r3'), { queue: '' });
    // Of the run before nothing is to be seen any more, or that would be looked at.
    await bench.page.waitForFunction(() => !/end/.test(document.querySelector('.xterm-rows')?.textContent ?? ''));
    expect(await bench.text(/^$/)).toBe('');
    expect(await look(bench, 'r3')).toBe(expected);
  });
});
