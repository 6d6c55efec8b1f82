// What a good run of a demo shows, held against a run: each expectation is met by
// output of its pane that comes in time.
import type { Expectation, PaneSpec } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import { createOutputWatch } from './ready.ts';

export interface Expectations {
  /** Takes an event of the run. */
  event(event: SessionEvent): void;
  /** Those whose time was over after so many seconds of the run and that were not met. */
  missed(seconds: number): readonly (Expectation & { readonly pane: string })[];
}

export function createExpectations(panes: readonly Pick<PaneSpec, 'name' | 'expect'>[]): Expectations {
  const all = panes.flatMap(({ name, expect }) =>
    expect.map((expectation) => ({ pane: name, expectation, watch: createOutputWatch(expectation.match), met: false })),
  );
  return {
    event(event) {
      if (event.type !== 'output') return;
      for (const one of all) {
        if (!one.met && one.pane === event.pane && event.time <= one.expectation.within) one.met = one.watch.push(event.data);
      }
    },
    missed: (seconds) =>
      all
        .filter(({ met, expectation }) => !met && expectation.within <= seconds)
        .map(({ pane, expectation }) => ({ pane, ...expectation })),
  };
}
