// Assisted typing: knows which scripted line of a run comes next, and types it when the
// speaker asks, one line at a time. A line is due when what it waits for was shown; asked
// for before, it is typed then. What the speaker types by hand counts for the script where
// it is the same.
import type { PaneSpec } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import { createKeyboard, type KeyboardOptions, keysOf, readableKeys } from './keyboard.ts';
import { createScript, type Script } from './script.ts';
import { THOUGHT } from './typist.ts';

export interface Prompt {
  readonly pane: string;
  /** As people read it: `BYE⏎`. */
  readonly text: string;
  /** What it waits for was shown. */
  readonly due: boolean;
  /** It was asked for, and is typed as soon as it can be. */
  readonly asked: boolean;
}

export interface Prompter {
  /** The line that is asked for next; where none is due, the first pane's that has one left. null when none is left. */
  readonly next: Prompt | null;
  /** Takes an event of the run. */
  event(event: SessionEvent): void;
  /** Every pane was started: also those that show nothing can be typed into. */
  started(): void;
  /** Types the next line, or remembers to; false when none is left. */
  ask(): boolean;
  /** The speaker has typed this into a pane. */
  typed(pane: string, data: string): void;
  /** Types no more. */
  close(): void;
}

export interface PrompterOptions extends KeyboardOptions {
  readonly panes: readonly Pick<PaneSpec, 'name' | 'type'>[];
  /** `next` is another one. */
  changed(): void;
}

/** What a terminal sends without being typed at: answers to the program, the ends of a paste, that it has the focus. */
const NOT_TYPED = /\x1b\[(?:20[01]~|[?>]?[\d;]*\$?[cRny]|[IO])|\x1b[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\)/g;
/** Enter, Ctrl-C, Ctrl-U: the line typed so far is gone. */
const LINE_GONE = /^[\r\n\x03\x15]$/;
const ERASE = /^[\b\x7f]$/;

export function createPrompter({ panes, changed, ...hands }: PrompterOptions): Prompter {
  const scripts = panes.map(createScript);
  const keyboard = createKeyboard(hands);
  /** Those whose line is due, in the order in which they came to be. */
  let due: readonly Script[] = [];
  /** Of the pane's present line, what was typed by hand. */
  const byHand = new Map<string, string>();
  let typing = false;
  let asked = false;
  let closed = false;
  let last = next();

  function next(): Prompt | null {
    const script = due[0] ?? scripts.find(({ line, over }) => line !== undefined && !over);
    if (script?.line === undefined) return null;
    return { pane: script.pane, text: readableKeys(script.line.text), due: script.due, asked };
  }

  /** Something has happened: types what was asked for if it can be, and tells what comes next. */
  function settle(thought = THOUGHT): void {
    if (closed) return;
    due = [...due.filter((script) => script.due), ...scripts.filter((script) => script.due && !due.includes(script))];
    const [script] = due;
    if (asked && !typing && script !== undefined) {
      begin(script, thought);
      return;
    }
    const now = next();
    if (same(now, last)) return;
    last = now;
    changed();
  }

  function begin(script: Script, thought: number): void {
    const text = rest(script);
    byHand.delete(script.pane);
    asked = false;
    typing = true;
    advance(script);
    const done = () => {
      typing = false;
      settle();
    };
    keyboard.type({ pane: script.pane, text, thought, over: () => script.over, done });
    settle();
  }

  /** The line without what the speaker has begun it with. */
  function rest({ pane, line }: Script): string {
    const text = line?.text ?? '';
    const begun = byHand.get(pane) ?? '';
    return text.startsWith(begun) ? text.slice(begun.length) : text;
  }

  /** To the script's next line, which takes its place behind those that are due already. */
  function advance(script: Script): void {
    due = due.filter((one) => one !== script);
    script.advance();
  }

  function pressed(script: Script, key: string): void {
    const before = byHand.get(script.pane) ?? '';
    const line = ERASE.test(key) ? keysOf(before).slice(0, -1).join('') : before + key;
    const isScripted = line === script.line?.text;
    if (isScripted) advance(script);
    byHand.set(script.pane, isScripted || LINE_GONE.test(key) ? '' : line);
  }

  return {
    get next() {
      return closed ? null : next();
    },
    event(event) {
      if (event.type !== 'output' && event.type !== 'exit') return;
      for (const script of scripts) script.event(event);
      settle();
    },
    started() {
      for (const script of scripts) script.started();
      settle();
    },
    ask() {
      if (next() === null) return false;
      asked = true;
      settle(0);
      return true;
    },
    typed(pane, data) {
      const script = scripts.find((one) => one.pane === pane);
      if (closed || script === undefined) return;
      for (const key of keysOf(data.replace(NOT_TYPED, ''))) pressed(script, key);
      settle();
    },
    close() {
      closed = true;
      keyboard.close();
    },
  };
}

function same(a: Prompt | null, b: Prompt | null): boolean {
  return a?.pane === b?.pane && a?.text === b?.text && a?.due === b?.due && a?.asked === b?.asked;
}
