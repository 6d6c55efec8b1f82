// Stands between recorded output and the user's own terminal. What draws goes
// through; what asks the terminal for an answer, writes its clipboard, changes its
// keyboard or its title, or keeps it busy for minutes, does not: a recording may come
// from anywhere, and an answer would be typed into the shell. And it knows what the
// recording left switched on. Sequences after ECMA-48 and xterm's list; in one file,
// for what passes and what is undone belong together.

export interface TerminalGate {
  /** What may be written of this output; works on chunks cut anywhere. */
  pass(chunk: string): string;
  /** What puts the terminal back as it was, but for what was drawn. */
  restore(): string;
}

/** Private modes that only concern drawing; no other is set. */
const MODES: readonly string[] = ['5', '6', '7', '12', '25', '47', '1047', '1048', '1049', '2026'];
/** Those of them that are on in a fresh terminal. */
const ON_FIRST: readonly string[] = ['7', '25'];
/** Control sequences without a prefix that draw, move or erase. */
const DRAWING = '@ABCDEFGHIJKLMPSTXZ`abdefmrsu';
/** No grid is larger: a higher count only keeps the terminal busy. */
const MOST = 999;
/** Characters of a sequence; a longer one is left out. */
const LONGEST = 4096;

type State = 'text' | 'escape' | 'control' | 'string' | 'string escape';

export function createTerminalGate(): TerminalGate {
  const changed = new Set<string>();
  let state: State = 'text';
  /** The sequence so far, without its introducer: for a string with its kind first. */
  let held = '';
  let drawn = false;
  let margins = false;
  let cursorShape = false;
  let link = false;
  let midLine = false;

  function take(character: string): string {
    const code = character.charCodeAt(0);
    if (character === '\x1b') {
      if (state === 'string') state = 'string escape';
      else begin('escape');
      return '';
    }
    if (character === '\x18' || character === '\x1a') {
      state = 'text';
      return '';
    }
    switch (state) {
      case 'string escape':
        state = 'text';
        if (character === '\\') return endString();
        begin('escape');
        return take(character);
      case 'string':
        if (character === '\x07' || character === '\x9c') {
          state = 'text';
          return endString();
        }
        if (held.length < LONGEST) held += character;
        return '';
      case 'text':
        return text(character, code);
      default:
        // Controls act in the middle of a sequence, and end none.
        if (code < 0x20) return text(character, code);
        return state === 'escape' ? escaped(character) : control(character, code);
    }
  }

  function begin(next: State, first = ''): void {
    state = next;
    held = first;
  }

  function text(character: string, code: number): string {
    if (code >= 0x80 && code < 0xa0) {
      if (character === '\x9b') begin('control');
      else if ('\x90\x98\x9d\x9e\x9f'.includes(character)) begin('string', character === '\x9d' ? ']' : 'P');
      return '';
    }
    const kept = code === 0x7f || code < 0x20 ? '\x07\b\t\n\v\f\r\x0e\x0f'.includes(character) : true;
    if (!kept) return '';
    drawn = true;
    if (character === '\n' || character === '\r') midLine = false;
    else if (code >= 0x20) midLine = true;
    return character;
  }

  function escaped(character: string): string {
    if (held === '' && (character === '[' || ']PX^_'.includes(character))) {
      if (character === '[') begin('control');
      else begin('string', character);
      return '';
    }
    if (character >= ' ' && character <= '/') {
      if (held.length < 4) held += character;
      return '';
    }
    state = 'text';
    // A full reset would take the user's screen and settings with it: only what it draws is done.
    if (held === '' && character === 'c') return '\x1b[0m\x1b[H\x1b[2J';
    const charset = /^[()*+]$/.test(held) && /[0-9A-Z]/.test(character);
    return (held === '' && '78DEM'.includes(character)) || charset ? `\x1b${held}${character}` : '';
  }

  function control(character: string, code: number): string {
    if (code < 0x40 || code === 0x7f) {
      if (held.length < LONGEST) held += character;
      return '';
    }
    state = 'text';
    if (held.length >= LONGEST) return '';
    drawn = true;
    const set = character === 'h';
    if (held.startsWith('?') && (set || character === 'l')) {
      const modes = held
        .slice(1)
        .split(';')
        .map((mode) => mode.replace(/^0+(?=\d)/, ''));
      const kept = modes.filter((mode) => MODES.includes(mode));
      for (const mode of kept) {
        if (set === ON_FIRST.includes(mode)) changed.delete(mode);
        else changed.add(mode);
      }
      return kept.length === 0 ? '' : `\x1b[?${kept.join(';')}${character}`;
    }
    if (/^\?[\d;]*$/.test(held) && (character === 'J' || character === 'K')) return `\x1b[${held}${character}`;
    if (/^\d* $/.test(held) && character === 'q') {
      cursorShape = true;
      return `\x1b[${held}q`;
    }
    // Insert mode is the one plain mode that draws.
    if (held === '4' && (set || character === 'l')) return `\x1b[4${character}`;
    if (!/^[\d;:]*$/.test(held) || !DRAWING.includes(character)) return '';
    if (character === 'r') margins = true;
    if (character === 'm') return `\x1b[${held}m`;
    return `\x1b[${held.replace(/\d+/g, (digits) => String(Math.min(MOST, Number(digits))))}${character}`;
  }

  /** Of all strings only links are let through, and only to the web. */
  function endString(): string {
    const [, url] = /^\]8;[^;]*;(.*)$/s.exec(held) ?? [];
    if (url === undefined || held.length >= LONGEST || !(url === '' || /^https?:\/\/[\x21-\x7e]+$/.test(url))) return '';
    link = url !== '';
    return `\x1b]8;;${url}\x1b\\`;
  }

  return {
    pass(chunk) {
      let out = '';
      for (const character of chunk) out += take(character);
      return out;
    },
    restore() {
      if (!drawn) return '';
      const full = margins || changed.has('6');
      const modes = [...changed].reverse().map((mode) => `\x1b[?${mode}${ON_FIRST.includes(mode) ? 'h' : 'l'}`);
      const left = ['47', '1047', '1049'].some((mode) => changed.has(mode));
      // Resetting margins sends the cursor to the top; what such a program drew fills the screen.
      const parts = [...modes, full ? '\x1b[r\x1b[999;1H' : '', cursorShape ? '\x1b[0 q' : '', link ? '\x1b]8;;\x1b\\' : ''];
      const line = midLine && !left ? '\r\n' : '';
      changed.clear();
      midLine = false;
      return `${parts.join('')}\x1b[4l\x1b(B\x0f\x1b[0m${line}`;
    },
  };
}
