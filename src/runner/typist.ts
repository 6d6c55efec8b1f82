// Types a demo's scripted input while it runs, as a person would: a line when what it
// waits for was shown, key by key, with short pauses that are the same in every run.
// Reads events and writes text; the time it waits by is given from outside.
import type { PaneSpec } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import { createOutputWatch, type OutputWatch } from './ready.ts';

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

export interface TypistOptions {
  readonly panes: readonly Pick<PaneSpec, 'name' | 'type'>[];
  write(pane: string, text: string): void;
  /** Calls once, so many milliseconds later; gives what calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Milliseconds between what was waited for and the first key: the audience reads first. */
const THOUGHT = 250;
/** Milliseconds from key to key, in turn. */
const GAPS = [48, 39, 57, 42, 51, 36, 60, 45] as const;
/** What one key sends: a character, or the sequence of an arrow and the like. */
const KEY = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])|[\s\S]/gu;

interface Script {
  readonly pane: string;
  readonly lines: PaneSpec['type'];
  next: number;
  /** Looks for what the next line waits for; null when it waits for nothing. */
  watch: OutputWatch | null;
  typing: boolean;
  /** Typed text reaches the program. */
  open: boolean;
}

export function createTypist({ panes, write, after }: TypistOptions): Typist {
  const scripts = panes.map(({ name, type }): Script => ({ pane: name, lines: type, next: 0, watch: null, typing: false, open: false }));
  const over = new Set<string>();
  const timers = new Set<() => void>();
  let closed = false;
  for (const script of scripts) expectNext(script);

  function expectNext(script: Script): void {
    const wait = script.lines[script.next]?.wait ?? null;
    script.watch = wait === null ? null : createOutputWatch(wait);
  }

  function later(milliseconds: number, call: () => void): void {
    const off = after(milliseconds, () => {
      timers.delete(off);
      if (!closed) call();
    });
    timers.add(off);
  }

  function consider(script: Script): void {
    const line = script.lines[script.next];
    if (closed || line === undefined || script.typing || !script.open || over.has(script.pane)) return;
    if (script.watch !== null && script.watch.match === null) return;
    script.typing = true;
    script.next += 1;
    // From the first key on: what the other panes show meanwhile counts for the next line.
    expectNext(script);
    press(script, line.text.match(KEY) ?? [], 0);
  }

  function press(script: Script, keys: readonly string[], index: number): void {
    const key = keys[index];
    if (key === undefined || over.has(script.pane)) {
      script.typing = false;
      consider(script);
      return;
    }
    later(index === 0 ? THOUGHT : (GAPS[index % GAPS.length] ?? 0), () => {
      if (!over.has(script.pane)) write(script.pane, key);
      press(script, keys, index + 1);
    });
  }

  return {
    event(event) {
      if (closed) return;
      if (event.type === 'exit') over.add(event.pane);
      if (event.type !== 'output') return;
      for (const script of scripts) {
        if (script.pane === event.pane) script.open = true;
        const line = script.lines[script.next];
        if (line !== undefined && (line.in ?? script.pane) === event.pane) script.watch?.push(event.data);
      }
      for (const script of scripts) consider(script);
    },
    started() {
      for (const script of scripts) {
        script.open = true;
        consider(script);
      }
    },
    waiting: () =>
      scripts.flatMap(({ pane, lines, next }) => {
        const line = lines[next];
        return line === undefined ? [] : [{ pane, wait: line.wait, text: line.text }];
      }),
    close() {
      closed = true;
      for (const off of timers) off();
      timers.clear();
    },
  };
}
