// When a run may be asked for: by what the server last said, not by what is drawn yet.
import { expect, it } from 'vitest';
import { createAsking } from '../../src/client/panel/asking.ts';
import type { DemoState } from '../../src/session.ts';

function stand(shown: DemoState, current: DemoState) {
  const sent: string[] = [];
  const transport = new Proxy({} as never, { get: (_, name) => (demo: string) => void sent.push(`${String(name)} ${demo}`) });
  const ask = createAsking({
    ...{ demo: 'echo', transport, say: () => {} },
    status: () => ({ state: shown, kind: 'live' }),
    current: () => current,
  });
  return { ask, sent };
}

it('what has ended can be run again while its last output is being drawn', () => {
  const { ask, sent } = stand('running', 'exited');
  ask.run();
  expect(sent).toEqual(['run echo']);
});

it('what is running is not asked for twice', () => {
  const { ask, sent } = stand('running', 'running');
  ask.run();
  ask.live();
  expect(sent).toEqual([]);
});
