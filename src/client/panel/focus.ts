// Who gets a key that is pressed while a pane has the focus. The program gets
// all of them, but:
//  - Esc twice within 600 ms gives the keys back to the slides (the first reaches the program);
//  - a clicker goes on driving the slides: PageUp, PageDown, F5 and `.` (its black
//    screen), each without modifier; not so in a demo with `keys: all`.
// People type `.` too. One pressed while typing (within 1.5 s of the key before)
// is typed at once. One that comes out of the blue waits for 450 ms: if another
// key follows it was typed, and goes before that key; if none does it was a clicker.

export const ESCAPE_TWICE_MS = 600;
export const TYPING_MS = 1_500;
export const LONE_DOT_MS = 450;
const CLICKER: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'F5']);
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock']);

export interface KeyGateOptions {
  /** The demo wants clicker keys as well. */
  keysAll(): boolean;
  /** Keys go back to the slides. */
  leave(): void;
  /** Text that was held back goes to the program. */
  type(text: string): void;
  /** A `.` that was held back turned out to be the clicker's. */
  clickerDot(): void;
}

export interface KeyGate {
  /** `program`, `deck` (the event is to travel on to the page), or `nobody`. For keydown only. */
  keydown(
    event: Pick<KeyboardEvent, 'key' | 'timeStamp' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'repeat'>,
  ): Target;
  /** The pane has lost the focus: nothing is held any longer. */
  reset(): void;
}

export type Target = 'program' | 'deck' | 'nobody';

/** Decides for one pane. */
export function createKeyGate(options: KeyGateOptions): KeyGate {
  let lastKey = Number.NEGATIVE_INFINITY;
  let lastEscape = Number.NEGATIVE_INFINITY;
  let held: ReturnType<typeof setTimeout> | null = null;

  const release = (): void => {
    if (held === null) return;
    clearTimeout(held);
    held = null;
    options.type('.');
  };

  return {
    keydown(event) {
      if (MODIFIERS.has(event.key)) return 'program';
      const bare = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing);
      const clicker = bare && !options.keysAll();
      if (clicker && CLICKER.has(event.key)) return 'deck';
      const pause = event.timeStamp - lastKey;
      if (clicker && event.key === '.' && held === null && pause > TYPING_MS) {
        held = setTimeout(() => {
          held = null;
          options.clickerDot();
        }, LONE_DOT_MS);
        return 'nobody';
      }
      release();
      lastKey = event.timeStamp;
      if (!bare || event.key !== 'Escape' || event.repeat) {
        lastEscape = Number.NEGATIVE_INFINITY;
        return 'program';
      }
      if (event.timeStamp - lastEscape > ESCAPE_TWICE_MS) {
        lastEscape = event.timeStamp;
        return 'program';
      }
      lastEscape = Number.NEGATIVE_INFINITY;
      options.leave();
      return 'nobody';
    },
    reset() {
      if (held !== null) clearTimeout(held);
      held = null;
      lastKey = Number.NEGATIVE_INFINITY;
      lastEscape = Number.NEGATIVE_INFINITY;
    },
  };
}

/** The release of a key whose press the deck has had. */
export function isClickerUp(event: Pick<KeyboardEvent, 'type' | 'key'>, options: Pick<KeyGateOptions, 'keysAll'>): boolean {
  return event.type === 'keyup' && CLICKER.has(event.key) && !options.keysAll();
}
