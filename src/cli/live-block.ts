// A block of lines at the bottom of a terminal that is drawn again in place, without
// the alternate screen: when it is done, it stays where it is, as any output does.

export interface LiveBlock {
  /** Shows these lines; only those that changed are written. The cursor rests on the last one, at its start. */
  draw(lines: readonly string[]): void;
  /** After the terminal's size changed nothing is where it was: the next drawing starts on a clean screen. */
  lost(): void;
  /** Leaves the block, but for its last line, and the cursor on the line below. */
  end(): void;
}

const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';

export function createLiveBlock(write: (text: string) => void): LiveBlock {
  let shown: readonly string[] = [];
  let dirty = false;

  return {
    draw(lines) {
      const start = dirty ? '\x1b[H\x1b[J' : '';
      if (shown.length !== lines.length || dirty) {
        const up = dirty || shown.length < 2 ? '' : `\x1b[${shown.length - 1}A`;
        const erase = shown.length > 0 && !dirty ? `\r${up}\x1b[J` : '';
        write(`${HIDE}${start}${erase}${lines.join('\r\n')}\r`);
      } else {
        let text = '';
        for (const [index, line] of lines.entries()) {
          if (line === shown[index]) continue;
          const away = lines.length - 1 - index;
          const [up, down] = away === 0 ? ['', ''] : [`\x1b[${away}A`, `\x1b[${away}B`];
          text += `${up}${line}\x1b[K\r${down}`;
        }
        if (text !== '') write(`\x1b[?2026h${text}\x1b[?2026l`);
      }
      dirty = false;
      shown = lines;
    },
    lost() {
      dirty = true;
    },
    end() {
      if (shown.length > 0) write('\r\x1b[K');
      write(SHOW);
    },
  };
}
