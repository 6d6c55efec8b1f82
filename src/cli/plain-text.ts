// Terminal output as plain text, for pipes and files: escape sequences and control
// characters go, a carriage return becomes a line feed unless one follows. Works on
// chunks cut anywhere. States and finals after ECMA-48.

/** What the text seen so far is in the middle of. */
type State = 'text' | 'return' | 'escape' | 'intermediate' | 'control' | 'string' | 'string escape';

/** A filter for one stream of output: give it the chunks in order. */
export function plainText(): (chunk: string) => string {
  let state: State = 'text';
  // Whether the line being written is empty: a return there starts no new line.
  let empty = true;

  return (chunk) => {
    let text = '';
    const put = (part: string): void => {
      text += part;
      empty = part === '\n';
    };
    for (const character of chunk) {
      state = step(state, character, put);
    }
    return text;
  };

  function step(from: State, character: string, put: (part: string) => void): State {
    switch (from) {
      case 'return':
        // The rest of a \r\r\n, or of a \r\n: one line feed for all of it.
        if (character === '\r') return 'return';
        if (!empty || character === '\n') put('\n');
        return character === '\n' ? 'text' : step('text', character, put);
      case 'text':
        return outside(character, put);
      case 'escape':
        if (character === '[') return 'control';
        if (character === ']' || character === 'P' || character === 'X' || character === '^' || character === '_') return 'string';
        if (character >= ' ' && character <= '/') return 'intermediate';
        return isAbort(character) ? outside(character, put) : 'text';
      case 'intermediate':
        return character >= ' ' && character <= '/' ? 'intermediate' : 'text';
      case 'control':
        if (isAbort(character)) return outside(character, put);
        return character >= '@' && character <= '~' ? 'text' : 'control';
      case 'string':
        if (character === '\u001b') return 'string escape';
        return character === '\u0007' || character === '\u009c' || character === '\u0018' || character === '\u001a' ? 'text' : 'string';
      case 'string escape':
        return character === '\\' ? 'text' : step('escape', character, put);
    }
  }

  function outside(character: string, put: (part: string) => void): State {
    if (character === '\u001b') return 'escape';
    if (character === '\u009b') return 'control';
    if ('\u0090\u0098\u009d\u009e\u009f'.includes(character)) return 'string';
    if (character === '\r') return 'return';
    if (character === '\n' || character === '\t' || (character >= ' ' && (character < '\u007f' || character > '\u009f'))) put(character);
    return 'text';
  }
}

/** CAN and SUB end a sequence, and ESC starts another. */
function isAbort(character: string): boolean {
  return character === '\u0018' || character === '\u001a' || character === '\u001b';
}
