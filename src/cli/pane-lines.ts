// Output of several panes in one stream: whole lines, each behind the name of its
// pane. A line that stays unfinished, such as a prompt, comes after a short quiet.
import { plainText } from './plain-text.ts';

const QUIET_MS = 120;

export interface PaneLines {
  write(pane: string, data: string): void;
  /** Brings what is unfinished. */
  end(): void;
}

/** `label` makes the text before a line of that pane; `print` gets whole lines without their line feed. */
export function paneLines(
  panes: readonly string[],
  label: (pane: string, index: number) => string,
  print: (line: string) => void,
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
      if (source.rest !== '') source.timer = setTimeout(flush, QUIET_MS, pane);
    },
    end: () => {
      for (const pane of sources.keys()) flush(pane);
    },
  };
}
