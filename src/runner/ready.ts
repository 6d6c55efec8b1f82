// Watches a pane's output for a regular expression, and puts what its groups
// caught into the arguments of later panes.

/** Characters of output in which a match may lie. */
const WINDOW = 64 * 1024;

export type Groups = ReadonlyMap<string, string>;

export interface OutputWatch {
  /** Feeds output; true from the first match on. */
  push(text: string): boolean;
  readonly match: RegExpExecArray | null;
}

/** Throws SyntaxError if the pattern is no regular expression. Escape sequences are not part of what it sees. */
export function createOutputWatch(pattern: string): OutputWatch {
  const expression = new RegExp(pattern, 'm');
  let seen = '';
  let match: RegExpExecArray | null = null;
  return {
    push(text) {
      if (match === null) {
        seen = (seen + text).slice(-WINDOW);
        match = expression.exec(plain(seen));
      }
      return match !== null;
    },
    get match() {
      return match;
    },
  };
}

/** `1`, `2` … and names of groups, each to what it caught. */
export function groupsOf(match: RegExpExecArray): Groups {
  const groups = new Map<string, string>();
  match.forEach((text, index) => {
    if (index > 0 && text !== undefined) groups.set(String(index), text);
  });
  for (const [name, text] of Object.entries(match.groups ?? {})) if (text !== undefined) groups.set(name, text);
  return groups;
}

/**
 * Replaces `$1` by a group of the nearest earlier pane with a `ready`, `${pane.1}` and `${pane.name}`
 * by those of a named one, `$$` by `$`. What names nothing stays as it is.
 */
export function substitute(text: string, latest: Groups, byPane: ReadonlyMap<string, Groups>): string {
  return text.replace(/\$(?:(\$)|(\d+)|\{([^{}.]+)\.(\w+)\})/g, (whole, dollar, number, pane, group) => {
    if (dollar !== undefined) return '$';
    const found = number === undefined ? byPane.get(pane)?.get(group) : latest.get(number);
    return found ?? whole;
  });
}

/** Text without CSI and OSC sequences and carriage returns. */
function plain(text: string): string {
  return text.replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\r/g, '');
}
