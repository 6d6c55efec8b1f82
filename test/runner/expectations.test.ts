import { expect, it } from 'vitest';
import { createExpectations } from '../../src/runner/expectations.ts';

it('is met by output of its pane in time, and tells what was missed by when', () => {
  const expectations = createExpectations([
    { name: 'a', expect: [{ match: '^one$', within: 2 }] },
    {
      name: 'b',
      expect: [
        { match: 'two', within: 3 },
        { match: 'late', within: 4 },
      ],
    },
  ]);
  expect(expectations.missed(1.9)).toEqual([]);
  expectations.event({ type: 'output', time: 0.5, pane: 'b', data: 'one\r\n' });
  expectations.event({ type: 'output', time: 1, pane: 'b', data: 'tw\x1b[1mo' });
  expect(expectations.missed(2)).toEqual([{ pane: 'a', match: '^one$', within: 2 }]);
  expectations.event({ type: 'output', time: 1.5, pane: 'a', data: 'on' });
  expectations.event({ type: 'output', time: 2, pane: 'a', data: 'e\r\n' });
  expectations.event({ type: 'output', time: 4.001, pane: 'b', data: 'late' });
  expect(expectations.missed(Number.POSITIVE_INFINITY)).toEqual([{ pane: 'b', match: 'late', within: 4 }]);
});
