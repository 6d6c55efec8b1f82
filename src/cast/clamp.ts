// A streaming filter that keeps terminal output from freezing a terminal. `CSI
// 1000000000 b` repeats a character a thousand million times in fifteen bytes, and
// other sequences loop as long. No grid is larger than 999 cells a side, so a number
// keeps its first three digits. Nothing is ever held back, so a sequence that is split
// over writes needs no delay, only the state kept here.

/** Digits a number may have; private sequences (`CSI ? 2026 h`) name modes, which do not loop and need more. */
const DIGITS = 3;
const PRIVATE_DIGITS = 5;

type State = 'ground' | 'escape' | 'sequence';

/** A filter for one pane of one run: give it each output in turn. */
export function createClamp(): (data: string) => string {
  let state: State = 'ground';
  let digits = 0;
  let limit = DIGITS;
  const introducer = /[\x1b\x9b]/g;

  return (data) => {
    let out = '';
    let kept = 0;
    let at = 0;
    while (at < data.length) {
      if (state === 'ground') {
        introducer.lastIndex = at;
        const found = introducer.exec(data);
        if (found === null) break;
        at = found.index;
      }
      const code = data.charCodeAt(at);
      if (isControl(code)) {
        // A terminal obeys it on the spot, and goes on with the sequence.
      } else if (code === 0x1b) state = 'escape';
      else if (code === 0x9b || (state === 'escape' && code === 0x5b)) {
        state = 'sequence';
        digits = 0;
        limit = DIGITS;
      } else if (state === 'escape') state = 'ground';
      else if (code >= 0x30 && code <= 0x39) {
        // A leading zero is no digit of the number, but a million of them would be a long line.
        if (digits >= limit) {
          out += data.slice(kept, at);
          kept = at + 1;
        } else if (code !== 0x30 || digits > 0) digits++;
      } else if (code === 0x3a || code === 0x3b) digits = 0;
      else if (code >= 0x3c && code <= 0x3f) limit = PRIVATE_DIGITS;
      else if (code >= 0x40 || code === 0x18 || code === 0x1a) state = 'ground';
      at++;
    }
    return kept === 0 ? data : out + data.slice(kept);
  };
}

/** C0 controls and DEL, but not CAN, SUB and ESC, which break a sequence off. */
function isControl(code: number): boolean {
  return code === 0x7f || (code < 0x20 && code !== 0x18 && code !== 0x1a && code !== 0x1b);
}
