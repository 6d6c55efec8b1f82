// `// @mark name` in a demo's source becomes a call that reports the moment. esbuild
// itself is the parser: the comments go in as legal comments, which it keeps where a
// statement may stand; there they are replaced, on their own line, so that no line of
// the source map moves. Plain Node sees a comment.
import { MARK_SECRET } from './environment.ts';

export interface MarkedSource {
  readonly text: string;
  /** Labels by number, as `numberMarks` gave them out. */
  readonly labels: readonly MarkLabel[];
}

export interface MarkLabel {
  readonly number: number;
  readonly label: string;
  readonly line: number;
}

/** A token that no program holds by accident; the number tells one mark from another. */
const TOKEN = '@lectern-mark:';

/** Turns the mark comments of one file into numbered legal comments, numbered from `first`. */
export function numberMarks(source: string, first: number): MarkedSource {
  const labels: MarkLabel[] = [];
  const lines = source.split('\n').map((line, index) => {
    return line.replace(/\/\/[ \t]*@mark[ \t]+(\S[^\r]*?)[ \t]*(\r?)$/, (_, label: string, end: string) => {
      const number = first + labels.length;
      labels.push({ number, label: label.slice(0, 200), line: index + 1 });
      return `//! ${TOKEN}${number}:${label}${end}`;
    });
  });
  return { text: lines.join('\n'), labels };
}

/**
 * Puts calls into built code.
 * @param built output with legal comments kept
 * @param bare the same built once more without legal comments: what is still there is text of a
 *   literal, or stands where no statement can, and is given back unchanged
 * @param lost called with the number of each mark that is not called
 */
export function insertMarks(built: string, bare: string, lost: (number: number) => void): string {
  const token = new RegExp(`//! ${TOKEN}(\\d+):(.*)$`, 'gm');
  const text = new Set([...bare.matchAll(token)].map((match) => Number(match[1])));
  let used = false;
  const code = built.replace(token, (_, number: string, label: string) => {
    if (text.has(Number(number))) {
      lost(Number(number));
      return `// @mark ${label}`;
    }
    used = true;
    return `${CALL}(${JSON.stringify(label.slice(0, 200))});`;
  });
  return used ? withReporter(code) : code;
}

const CALL = '__lecternMark';

/**
 * A hoisted function behind the program. It goes through stdout, so the mark stands between what
 * was written before and after it; and stays silent where stdout is not the run's own.
 */
const REPORTER = `function ${CALL}(label) {
  const { env, stdout } = globalThis.process;
  const [secret, kind] = (env.${MARK_SECRET} ?? "").split(":");
  if (secret !== "" && (kind === "pipes" || stdout.isTTY)) stdout.write("\\x1b]7717;" + secret + ";" + label.replace(/[\\x00-\\x1f\\x7f-\\x9f]/g, " ") + "\\x07");
}
`;

function withReporter(code: string): string {
  const map = code.lastIndexOf('\n//# sourceMappingURL=');
  return map === -1 ? `${code}\n${REPORTER}` : `${code.slice(0, map + 1)}${REPORTER}${code.slice(map + 1)}`;
}
