// Output of several panes in one stream: whole lines, each behind the name of its
// pane. A line that stays unfinished, such as a prompt, comes after a short quiet.
import type { Colors } from './io.ts';
import { plainText } from './plain-text.ts';

/** Soon enough for whom a prompt asks to type. */
const QUIET_MS = 120;

export interface PaneLines {
  write(pane: string, data: string): void;
  /** Brings what is unfinished. */
  end(): void;
}

/** The colour of a pane's name, by its place among them. */
export function panePaint(c: Colors, index: number): (text: string) => string {
  return [c.cyan, c.magenta, c.yellow, c.green, c.blue][index % 5] ?? String;
}

/** `ada | `, coloured. */
export function paneLabel(c: Colors): (pane: string, index: number) => string {
  return (pane, index) => `${panePaint(c, index)(pane)} | `;
}

/**
 * `label` makes the text before a line of that pane; `print` gets whole lines without their line feed. `quiet`: milliseconds
 * after which an unfinished line comes.
 */
export function paneLines(
  panes: readonly string[],
  label: (pane: string, index: number) => string,
  print: (line: string) => void,
  quiet = QUIET_MS,
): PaneLines {
  const width = Math.max(0, ...panes.map((pane) => pane.length));
  const sources = new Map(
    panes.map((pane, index) => [
      pane,
      { plain: plainText(), rest: '', prefix: label(pane.padEnd(width), index), timer: undefined as NodeJS.Timeout | undefined },
    ]),
  );

  function flush(pane: string): void {
    const source = sources.get(pane);
    if (source === undefined) return;
    clearTimeout(source.timer);
    if (source.rest !== '') print(`${source.prefix}${source.rest}`);
    source.rest = '';
  }

  return {
    write: (pane, data) => {
      const source = sources.get(pane);
      if (source === undefined) return;
      clearTimeout(source.timer);
      const lines = (source.rest + source.plain(data)).split('\n');
      source.rest = lines.pop() ?? '';
      for (const line of lines) print(`${source.prefix}${line}`);
      if (source.rest !== '') source.timer = setTimeout(flush, quiet, pane);
    },
    end: () => {
      for (const pane of sources.keys()) flush(pane);
    },
  };
}
