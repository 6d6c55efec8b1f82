// Types a demo's scripted input while it runs, as a person would: a line when what it
// waits for was shown, key by key. Reads events and writes text; the time it waits by
// is given from outside.
import type { PaneSpec } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import { createKeyboard, type KeyboardOptions } from './keyboard.ts';
import { createScript, type Script } from './script.ts';

export interface Typist {
  /** Takes an event of the run. */
  event(event: SessionEvent): void;
  /** Every pane was started: also those that show nothing can be typed into. */
  started(): void;
  /** The next line of each pane that has some left. */
  waiting(): readonly { readonly pane: string; readonly wait: string | null; readonly text: string }[];
  /** Types no more. */
  close(): void;
}

export interface TypistOptions extends KeyboardOptions {
  readonly panes: readonly Pick<PaneSpec, 'name' | 'type'>[];
}

/** Milliseconds between what was waited for and the first key: the audience reads first. */
export const THOUGHT = 250;

export function createTypist({ panes, ...hands }: TypistOptions): Typist {
  const scripts = panes.map(createScript);
  const keyboard = createKeyboard(hands);
  /** Panes that are being typed into. */
  const busy = new Set<string>();
  let closed = false;

  function consider(script: Script): void {
    const { line, pane } = script;
    if (closed || line === undefined || busy.has(pane) || !script.due) return;
    busy.add(pane);
    // From the first key on: what the other panes show meanwhile counts for the next line.
    script.advance();
    const done = () => {
      busy.delete(pane);
      consider(script);
    };
    keyboard.type({ pane, text: line.text, thought: THOUGHT, over: () => script.over, done });
  }

  return {
    event(event) {
      if (closed) return;
      for (const script of scripts) script.event(event);
      for (const script of scripts) consider(script);
    },
    started() {
      for (const script of scripts) {
        script.started();
        consider(script);
      }
    },
    waiting: () => scripts.flatMap(({ pane, line }) => (line === undefined ? [] : [{ pane, wait: line.wait, text: line.text }])),
    close() {
      closed = true;
      keyboard.close();
    },
  };
}
