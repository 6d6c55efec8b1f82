// Whatever happens in a run is read back as it was written, to the millisecond.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CastHeader, castHeader } from '../../src/cast/cast.ts';
import { decodeCast } from '../../src/cast/decode.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type { SessionEvent } from '../../src/session.ts';

const pane = 'main';
const cells = fc.integer({ min: 1, max: 500 });
const text = fc.string({ unit: 'binary' });
const maybe = fc.option(fc.string({ unit: 'binary', minLength: 1 }));
const time = fc.constant(0);
const part = fc.oneof(
  fc.record({ type: fc.constant('output' as const), time, pane: fc.constant(pane), data: text }),
  fc.record({ type: fc.constant('input' as const), time, pane: fc.constant(pane), data: text }),
  fc.record({ type: fc.constant('marker' as const), time, pane: fc.constant(pane), label: text }),
  fc.record({ type: fc.constant('resize' as const), time, pane: fc.constant(pane), columns: cells, rows: cells }),
);
// A code above 128 and a signal are one and the same to a shell, so none such here.
const exits = fc.oneof(
  fc.record({ code: fc.integer({ min: 0, max: 128 }), signal: fc.constant(null) }),
  fc.record({ code: fc.constant(null), signal: fc.constantFrom('SIGHUP', 'SIGINT', 'SIGKILL', 'SIGSEGV', 'SIGTERM') }),
);
const runs = fc
  .record({
    parts: fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), part), { maxLength: 60 }),
    exit: fc.option(exits),
  })
  .map(({ parts, exit }) => {
    let now = 0;
    const events = parts.map(([wait, event]): SessionEvent => {
      now += wait;
      return { ...event, time: now };
    });
    if (exit !== null) events.push({ type: 'exit', time: now, pane, ...exit });
    return events;
  });
const headers: fc.Arbitrary<CastHeader> = fc
  .record({
    columns: cells,
    rows: cells,
    terminal: maybe,
    timestamp: fc.option(fc.integer({ min: 0, max: 2 ** 40 })),
    idleLimit: fc.option(fc.double({ min: 0.001, max: 1e6, noNaN: true })),
    title: maybe,
    shell: maybe,
    tags: fc.array(text, { maxLength: 3 }),
    origin: fc.option(fc.record({ demo: text, pane: text, sources: text })),
  })
  .map((fields) => castHeader(fields, fields));

/** As the version keeps it: no exit in version 2. */
function kept(events: readonly SessionEvent[], version: 2 | 3): readonly SessionEvent[] {
  return events.filter(({ type }) => version === 3 || type !== 'exit');
}

describe('encode, then decode', () => {
  for (const version of [2, 3] as const) {
    it(`gives the same header and events, times within 1 ms, version ${version}`, () => {
      fc.assert(
        fc.property(headers, runs, (header, events) => {
          const read = decodeCast(encodeCast(header, events, { version, input: true }), pane);
          const wanted = kept(events, version);
          if (!read.ok) throw new Error(read.error);
          expect(read).toEqual({
            ok: true,
            version,
            problems: [],
            header,
            events: wanted.map((event, i) => ({ ...event, time: read.events[i]?.time })),
          });
          read.events.forEach((event, i) => {
            expect(Math.abs(event.time - (wanted[i]?.time ?? 0))).toBeLessThanOrEqual(0.000501);
          });
        }),
      );
    });
  }
});
