// The screens of a demo's panes, kept for views that come late or have fallen behind:
// blank for each execution, and all that is known of it once it is over.
import type { DemoSpec } from '../demo.ts';
import type { DemoSnapshot } from '../protocol.ts';
import type { Screen } from './screen.ts';
import { blankPanes, type ShownPane } from './showing.ts';

export interface PaneScreens {
  /** By pane; of the execution that `renew` was called for. */
  readonly panes: ReadonlyMap<string, ShownPane>;
  /** Blank ones for an execution of this demo. */
  renew(spec: DemoSpec): void;
  /** As of this call. */
  snapshot(): Promise<DemoSnapshot['panes']>;
  clear(): void;
  close(): void;
}

export function createPaneScreens(createScreen: (columns: number, rows: number) => Screen): PaneScreens {
  let panes = new Map<string, ShownPane>();

  function close(): void {
    for (const pane of panes.values()) pane.screen.close();
  }

  return {
    get panes() {
      return panes;
    },
    renew(spec) {
      close();
      panes = blankPanes(spec, createScreen);
    },
    snapshot: () => Promise.all([...panes].map(async ([name, { screen }]) => ({ name, data: await screen.snapshot() }))),
    clear() {
      for (const pane of panes.values()) pane.screen.clear();
    },
    close,
  };
}
