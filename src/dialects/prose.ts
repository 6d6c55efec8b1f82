// A text with everything blanked out in which no notation of ours may stand: code,
// comments, tags and the addresses of links. The same length, so that offsets hold.
import { CODE, COMMENT, FENCE, lineEnd, scanText, TEXT } from './scan.ts';

/** A tag as CommonMark has it: `a<b$` is none. */
const TAG =
  /<(?:\/[A-Za-z][A-Za-z0-9-]*|[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/g;

/** The prose of a text; `codeSpans` keeps those. */
export function proseOf(text: string, codeSpans = false): string {
  const scan = scanText(text);
  let out = text;
  if (Array.from(scan.kinds).some((kind) => kind !== TEXT)) {
    const lines: string[] = [];
    for (let i = 0; i < scan.starts.length; i++) {
      const kind = scan.kinds[i];
      const line = text.slice(scan.starts[i], lineEnd(scan, i));
      lines.push(kind === FENCE || kind === CODE || kind === COMMENT ? blank(line) : line);
    }
    out = lines.join('\n');
  }
  if (!codeSpans && out.includes('`')) out = out.replace(/(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g, blank);
  if (out.includes('<'))
    out = out
      .replace(/<!--[\s\S]*?-->/g, blank)
      .replace(/<(script|style|textarea)(?=[\s>])[\s\S]*?<\/\1\s*>/gi, blank)
      .replace(TAG, blank);
  if (out.includes(']('))
    out = out.replace(/(\]\()([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)/g, (_, open: string, rest: string) => open + blank(rest));
  return out;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
