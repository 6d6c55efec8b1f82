import { describe, expect, it } from 'vitest';
import { paneLines } from '../../src/cli/pane-lines.ts';
import { until } from '../support/wait.ts';

function lines() {
  const printed: string[] = [];
  const out = paneLines(
    ['server', 'client'],
    (pane, i) => `${i} ${pane} | `,
    (line) => printed.push(line),
  );
  return { printed, out };
}

describe('paneLines', () => {
  it('puts whole lines of each pane behind its name', () => {
    const { printed, out } = lines();
    out.write('server', 'listen');
    out.write('client', 'hello\r\nwor');
    out.write('server', 'ing\r\n');
    out.write('client', 'ld\r\n\r\n');
    out.end();
    expect(printed).toEqual(['1 client | hello', '0 server | listening', '1 client | world', '1 client | ']);
  });

  it('brings an unfinished line after a quiet, and at the end', async () => {
    const { printed, out } = lines();
    out.write('client', 'your name? ');
    await until(() => printed.length > 0, 'the unfinished line');
    out.write('server', 'bye');
    out.end();
    expect(printed).toEqual(['1 client | your name? ', '0 server | bye']);
  });
});
