// Casts as they come: torn, made by hand, by broken tools, or to do harm.
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { type DecodedCast, decodeCast } from '../../src/cast/decode.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type { SessionEvent } from '../../src/session.ts';

const pane = 'main';
const TWO = '{"version":2,"width":72,"height":24}';
const THREE = '{"version":3,"term":{"cols":72,"rows":24}}';

/** What of a cast with these lines is kept, as short text, and what is said about it. */
function read(...lines: string[]): { kept: string[]; problems: string[] } | string {
  return shown(decodeCast(lines.join('\n'), pane));
}

function shown(cast: DecodedCast): { kept: string[]; problems: string[] } | string {
  if (!cast.ok) return cast.error;
  return { kept: cast.events.map(line), problems: cast.problems.map(({ line, reason }) => `${line}: ${reason}`) };
}

function line(event: SessionEvent): string {
  if (event.type === 'output' || event.type === 'input') return `${event.time} ${event.type} ${event.data}`;
  if (event.type === 'marker') return `${event.time} marker ${event.label}`;
  if (event.type === 'resize') return `${event.time} resize ${event.columns} ${event.rows}`;
  return `${event.time} exit ${event.code} ${event.signal}`;
}

/** Texts that are no JSON, by the cases in which parsers were found to differ. */
// biome-ignore format: a table
const NOT_JSON = [
  '[', ']', '[0.1', '[0.1,', '[0.1,"o"', '[0.1,"o",', '[0.1,"o","a', '[0.1,"o","a"', '[0.1,"o","a",]', '[0.1 "o" "a"]', "[0.1,'o','a']",
  '[0.1,"o","a"]]', '[0.1,"o","a"] x', '[,0.1,"o","a"]', '[0.1,,"o","a"]', '[NaN,"o","a"]', '[Infinity,"o","a"]', '[-,"o","a"]', '[+1,"o","a"]',
  '[.5,"o","a"]', '[1.,"o","a"]', '[01,"o","a"]', '[0x1,"o","a"]', '[1e,"o","a"]', '[1e+,"o","a"]', '[0.1,"o","\\x41"]', '[0.1,"o","\\u12"]',
  '[0.1,"o","\\"]', '[0.1,"o","\t"]', '[0.1,"o","\u0001"]', '[0.1,o,"a"]', '[nul,"o","a"]', '[TRUE,"o","a"]', '[1,"o",/**/"a"]', '{"a":1', '{a:1}',
  '<html>', 'plain text', '\u0000', '[1,"o","a"]\u0000', '[1\u00a0,"o","a"]', '['.repeat(100_000), '[{"":'.repeat(50_000),
];

/** JSON, but no event. */
const NO_EVENT = [
  'null',
  'true',
  '1',
  '"o"',
  '{}',
  '[]',
  '[1]',
  '[1,"o"]',
  '["1","o","a"]',
  '[null,"o","a"]',
  '[{},"o","a"]',
  '[1,2,"a"]',
  '[1,null,"a"]',
  THREE,
];

describe('a torn cast', () => {
  const events: readonly SessionEvent[] = [
    { type: 'output', time: 0.1, pane, data: 'eins \u001b[1m二\u001b[0m 🙂\r\n' },
    { type: 'marker', time: 0.2, pane, label: 'a "mark"' },
    { type: 'output', time: 0.3, pane, data: '[0.1,"o","\\n"]' },
    { type: 'exit', time: 0.4, pane, code: 0, signal: null },
  ];

  it('test 101: a cast cut at any byte plays to its last whole line; only a torn header is an error', () => {
    for (const version of [2, 3] as const) {
      const whole = Buffer.from(encodeCast(castHeader({ columns: 72, rows: 24 }, { title: 'ü 二 🙂' }), events, { version }));
      const written = version === 3 ? events : events.slice(0, 3);
      const head = whole.indexOf('\n');
      for (let end = 0; end <= whole.length; end++) {
        const torn = whole.subarray(0, end);
        const read = shown(decodeCast(torn.toString('utf8'), pane));
        if (end < head) {
          expect(read).toBe(end === 0 ? 'not a cast: there is no header' : 'the header of the cast is cut off or broken');
          continue;
        }
        // A line that lacks nothing but its line end is whole.
        const lines = whole.subarray(0, whole[end] === 0x0a ? end + 1 : end).filter((byte) => byte === 0x0a).length;
        const tail = end > 0 && whole[end] !== 0x0a && whole[end - 1] !== 0x0a && end < whole.length;
        expect(read).toEqual({
          kept: written.slice(0, lines - 1).map(line),
          problems: tail ? [`${lines + 1}: the last line is cut off, skipped`] : [],
        });
      }
    }
  });
});

describe('test 102: malformed casts', () => {
  it.each(NOT_JSON.map((text) => [text.length > 40 ? `${text.slice(0, 10)}… (${text.length})` : text, text]))('no JSON: %j', (_, text) => {
    expect(read(THREE, '[0.5,"o","before"]', text, '[0.5,"o","after"]', '')).toEqual({
      kept: ['0.5 output before', '1 output after'],
      problems: ['3: not an event, skipped'],
    });
  });

  it.each(NO_EVENT)('no event: %s', (text) => {
    expect(read(THREE, '[0.5,"o","before"]', text, '[0.5,"o","after"]')).toEqual({
      kept: ['0.5 output before', '1 output after'],
      problems: ['3: not an event, skipped'],
    });
  });

  it('all of them at once are one message', () => {
    expect(read(THREE, ...NOT_JSON, '[0.5,"o","after"]')).toEqual({
      kept: ['0.5 output after'],
      problems: [`2: not an event, skipped (${NOT_JSON.length} lines)`],
    });
  });

  it('times that cannot be are those of the event before, and no output is lost', () => {
    expect(read(THREE, '[1,"o","a"]', '[-5,"o","b"]', '[1e308,"o","c"]', '[1e400,"o","d"]', '[-1e400,"o","e"]', '[0.5,"o","f"]')).toEqual({
      kept: ['1 output a', '1 output b', '1 output c', '1 output d', '1 output e', '1.5 output f'],
      problems: [
        '3: a time before the event before, taken as its time (2 lines)',
        '4: a time too large, taken as the time of the event before (2 lines)',
      ],
    });
    expect(read(TWO, '[-1,"o","a"]', '[2,"o","b"]', '[1,"o","c"]', '[1e308,"o","d"]', '[3,"o","e"]')).toEqual({
      kept: ['0 output a', '2 output b', '2 output c', '2 output d', '3 output e'],
      problems: [
        '2: a time before the event before, taken as its time (2 lines)',
        '5: a time too large, taken as the time of the event before',
      ],
    });
  });

  it('sizes are cut to 1..500, or left', () => {
    const sizes = ['99999x99999', '0x0', '80x24', '-1x5', '80', '80x', 'x24', '80.5x24', '1e2x24', '1111111111x1', ' 80x24', ''];
    expect(read(THREE, ...sizes.map((size) => JSON.stringify([0, 'r', size])))).toEqual({
      kept: ['0 resize 500 500', '0 resize 1 1', '0 resize 80 24'],
      problems: ['5: an event "r" with data it cannot have, skipped (9 lines)'],
    });
  });

  it.each([
    ['"cols":0,"rows":24', 1, 24, 'a terminal of 0x24 cells is out of range: 1x24 taken'],
    ['"cols":-1,"rows":1e9', 1, 500, 'a terminal of -1x1000000000 cells is out of range: 1x500 taken'],
    ['"cols":80.5,"rows":1e999', 80, 24, 'the header names no size of the terminal: 80x24 taken'],
    ['"cols":"80","rows":null', 80, 24, 'the header names no size of the terminal: 80x24 taken'],
    ['', 80, 24, 'the header names no size of the terminal: 80x24 taken'],
  ])('a header with {%s}', (size, columns, rows, reason) => {
    expect(decodeCast(`{"version":3,"term":{${size}}}\n`, pane)).toMatchObject({
      ok: true,
      header: { columns, rows },
      problems: [{ line: 1, reason }],
    });
  });

  it.each([
    '{"version":3}',
    '{"version":3,"term":null}',
    '{"version":3,"term":[1,2]}',
    '{"version":3,"width":72,"height":24}',
    '{"version":2,"term":{"cols":72,"rows":24}}',
  ])('a header without its size: %s', (head) => {
    expect(decodeCast(head, pane)).toMatchObject({ ok: true, header: { columns: 80, rows: 24 }, problems: [{ line: 1 }] });
  });

  it('fields of the wrong kind are as if they were not there', () => {
    const head =
      '{"version":3,"term":{"cols":72,"rows":24,"type":5},"timestamp":"now","idle_time_limit":-1,"title":["x"],"env":"HOME=/","tags":[1,"a",null],"lectern":{"demo":1}}';
    expect(decodeCast(head, pane)).toEqual({
      ok: true,
      version: 3,
      header: castHeader({ columns: 72, rows: 24 }, { tags: ['a'] }),
      events: [],
      problems: [],
    });
  });

  it('what a header names itself does not change other objects', () => {
    const cast = decodeCast(
      '{"version":3,"term":{"cols":72,"rows":24},"__proto__":{"title":"x"},"lectern":{"__proto__":{"demo":"a","pane":"b","sources":"c"}}}',
      pane,
    );
    expect(cast).toMatchObject({ header: { title: null, origin: null } });
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it('no header, or none that is known', () => {
    expect([read(''), read('\ufeff'), read('', ' ', '# only a comment'), read('hello'), read('{"version":2', '[1,"o","a"]')]).toEqual([
      'not a cast: there is no header',
      'not a cast: there is no header',
      'not a cast: there is no header',
      'the header of the cast is cut off or broken',
      'the header of the cast is cut off or broken',
    ]);
    expect([read('null'), read('[1,"o","a"]'), read('{}'), read('{"version":"3"}'), read('{"version":4}'), read('{"version":0}')]).toEqual([
      'not a cast: its first line is no asciicast header',
      'not a cast: its first line is no asciicast header',
      'not a cast: its first line is no asciicast header',
      'not a cast: its first line is no asciicast header',
      'asciicast version 4 is not known (1, 2 and 3 are)',
      'asciicast version 0 is not known (1, 2 and 3 are)',
    ]);
  });

  it('events of unknown kinds are skipped, their pauses are not; comments and blank lines say nothing', () => {
    expect(
      read(THREE, '# a comment', '', '  ', '[1,"z","?"]', '[1,"constructor","?"]', '#[1,"o","no"]', '[1,"o","a"]', '', '', ''),
    ).toEqual({
      kept: ['3 output a'],
      problems: ['5: an event of an unknown kind, skipped (2 lines)'],
    });
  });

  it('data of the wrong kind', () => {
    expect(
      read(THREE, '[0,"o",1]', '[0,"o",null]', '[0,"m",{}]', '[0,"x","-1"]', '[0,"x","256"]', '[0,"x","one"]', '[0,"x",3]', '[0,"x","0"]'),
    ).toEqual({
      kept: ['0 exit 3 null'],
      problems: [
        '2: an event "o" with data it cannot have, skipped (2 lines)',
        '4: an event "m" with data it cannot have, skipped',
        '5: an event "x" with data it cannot have, skipped (3 lines)',
        '9: a second exit, skipped',
      ],
    });
  });

  it('versions mixed: the first header rules', () => {
    expect(read(THREE, '[1,"o","a"]', TWO, '[1,"o","b"]')).toEqual({
      kept: ['1 output a', '2 output b'],
      problems: ['3: not an event, skipped'],
    });
    expect(read('{"version":1,"width":72,"height":24,"stdout":[[1,"a"],null,[1],[1,"b"],"x"]}', '[1,"o","c"]')).toEqual({
      kept: ['1 output a', '3 output b'],
      problems: ['1: not an event, skipped (2 lines)', '1: an event "o" with data it cannot have, skipped'],
    });
  });

  it('huge casts are read in part', () => {
    const long = `[1,"o","${'x'.repeat(100_000_000)}"]`;
    expect(read(THREE, '[1,"o","a"]', long, '[1,"o","b"]')).toEqual({
      kept: ['1 output a', '2 output b'],
      problems: ['3: a line of more than 1048576 characters, skipped'],
    });
    const many = decodeCast(`${THREE}\n${'[0,"o","a"]\n'.repeat(1_000_000)}`, pane);
    expect(many.ok && [many.events.length, many.problems]).toEqual([
      500_000,
      [{ line: 500_002, reason: 'more than 500000 events, the rest is left out' }],
    ]);
    const much = decodeCast(`${THREE}\n${`[0,"o","${'x'.repeat(1_000_000)}"]\n`.repeat(50)}`, pane);
    expect(much.ok && [much.events.length, much.problems]).toEqual([
      40,
      [{ line: 42, reason: 'more than 40000000 characters of output, the rest is left out' }],
    ]);
    expect(read(THREE, '[1,"o","a"]', '[\n'.repeat(1_000_000), '[1,"o","b"]')).toEqual({
      kept: ['1 output a'],
      problems: ['3: not an event, skipped (10000 lines)', '10003: more than 10000 lines that are no events, the rest is left out'],
    });
    expect(read(THREE, '[1,"o","a"]', '\n'.repeat(100_000_000), '[1,"o","b"]')).toEqual({
      kept: ['1 output a'],
      problems: ['2000001: more than 2000000 lines, the rest is left out'],
    });
    expect(read('#\n'.repeat(50_000_000), THREE)).toBe('not a cast: there is no header');
    expect(decodeCast(`{"version":1,"stdout":[[0,"${'x'.repeat(100_000_000)}"]]}`, pane)).toEqual({
      ok: false,
      error: 'the header of the cast is cut off or broken',
    });
  });
});
