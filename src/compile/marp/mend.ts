// What Marp would lose of an author's text, mended in the text itself before Marp
// reads it, one message each: words behind a comment, settings written as they were
// years ago, a header in bold, a colour as a background. Strict talks skip all this.
import { COMMENT, lineEnd, type Scan, TEXT, withoutCodeSpans } from '../../dialects/scan.ts';
import { type Fragment, literal, report, type SourceFile } from '../../dialects/source.ts';
import { didYouMean, type Message } from '../../message.ts';

export interface Mend {
  readonly start: number;
  readonly end: number;
  readonly by: Fragment;
}

export interface Mends {
  /** In order and apart from each other. */
  readonly ranges: readonly Mend[];
  readonly messages: readonly Message[];
}

const GLOBAL = ['theme', 'style', 'headingDivider', 'lang', 'size', 'math'];
const LOCAL =
  'paginate header footer class backgroundColor backgroundImage backgroundPosition backgroundRepeat backgroundSize color transition'.split(
    ' ',
  );
const DIRECTIVES: readonly string[] = [...GLOBAL, ...LOCAL, ...LOCAL.map((name) => `_${name}`)];

const COLORS: ReadonlySet<string> = new Set(
  'aqua aquamarine azure beige bisque black blue brown chocolate coral cornsilk crimson cyan darkblue darkcyan darkgray darkgreen darkgrey darkorange darkred firebrick fuchsia gold gray green grey honeydew indigo ivory khaki lavender lightblue lightcyan lightgray lightgreen lightgrey lightyellow lime linen magenta maroon midnightblue mintcream navy olive orange orchid peru pink plum purple red royalblue salmon seagreen sienna silver skyblue slategray snow steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow'.split(
    ' ',
  ),
);

/** Mends the slides' text; `scan` is that of its lines, `isFile` says whether an address in it names a file. */
export function mendBody(file: SourceFile, scan: Scan, isFile: (address: string) => boolean): Mends {
  const ranges: Mend[] = [];
  const messages: Message[] = [];
  const { text } = file;
  const tell = (offset: number, rule: string, reason: string): void =>
    void messages.push(report({ file, offset }, 'warning', rule, reason));
  const mend = (start: number, end: number, by: string): void => void ranges.push({ start, end, by: literal(by) });

  let free = true; // a comment that begins this line stands by itself
  for (let i = 0; i < scan.starts.length; i++) {
    const start = scan.starts[i] ?? 0;
    const kind = scan.kinds[i];
    let end = lineEnd(scan, i);
    if (kind === COMMENT) while (scan.kinds[i + 1] === COMMENT && !text.slice(start, end).includes('-->')) end = lineEnd(scan, ++i);
    const line = text.slice(start, end);
    if ((kind !== TEXT && kind !== COMMENT) || !line.includes('<!--')) {
      if (kind === TEXT && line.includes('![')) mendColors(start, line);
      free = kind !== TEXT || line.trim() === '' || /^ {0,3}(?:#{1,6}(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$)/.test(line);
      continue;
    }
    if (kind === TEXT) mendColors(start, line);
    const bare = kind === TEXT ? withoutCodeSpans(line) : line;
    const comments = [...bare.matchAll(/<!--+([\s\S]*?)--+>/g)];
    for (const [n, match] of comments.entries()) {
      const from = start + match.index + match[0].indexOf(match[1] ?? '');
      mendComment(from, match[1] ?? '');
      const after = match.index + match[0].length;
      const rest = bare.slice(after);
      // Only a comment that begins a block swallows the rest of its line.
      const begins = /^ {0,3}$/.test(bare.slice(0, match.index)) || (n > 0 && free && ranges.at(-1)?.start === start + match.index);
      if (!begins || !free || rest.trim() === '') continue;
      tell(
        start + after,
        'comment-line',
        'Marp drops what stands behind a comment on its line; here it is kept, as if on a line of its own',
      );
      mend(start + after, start + after + (rest.length - rest.trimStart().length), '\n');
    }
    free = comments.length > 0 && bare.trim().endsWith('-->') && free;
  }
  return { ranges: ranges.sort((a, b) => a.start - b.start), messages };

  function mendComment(from: number, content: string): void {
    const old = /^(\s*)\$([A-Za-z]+)(?=\s*:)/.exec(content);
    if (old !== null && DIRECTIVES.includes(old[2] ?? '')) {
      const at = from + (old[1] ?? '').length;
      tell(at, 'dollar-directive', `"$${old[2]}" is read as "${old[2]}"; in Marp it has been a note since 2019`);
      mend(at, at + 1, '');
    }
    for (const { start, end, by, key } of unquoted(content)) {
      tell(from + start, 'unquoted-value', `Marp drops this ${key} without a word; put its value in quotes`);
      mend(from + start, from + end, by);
    }
    const only = /^\s*(_?[A-Za-z]+)\s*:\s*\S[^\n]*$/.exec(content);
    const key = only?.[1] ?? '';
    if (only === null || DIRECTIVES.includes(key) || ['demo', 'include', 'note', 'notes'].includes(key)) return;
    const meant = didYouMean(key, DIRECTIVES);
    if (meant !== '') tell(from + content.indexOf(key), 'unknown-directive', `unknown directive "${key}"${meant}; it is read as a note`);
  }

  function mendColors(start: number, line: string): void {
    for (const match of withoutCodeSpans(line).matchAll(/!\[bg\]\((#[0-9a-f]{3,8}|rgba?\([^()]*\)|hsla?\([^()]*\)|[a-z]+)\)/gi)) {
      const color = match[1] ?? '';
      if ((/^[a-z]+$/i.test(color) && !COLORS.has(color.toLowerCase())) || isFile(color)) continue;
      const at = start + match.index;
      tell(at, 'color-as-picture', `"${color}" is a colour, and no picture any more in Marp; write <!-- _backgroundColor: ${color} -->`);
      mend(at, at + match[0].length, `<!-- _backgroundColor: "${color}" -->`);
    }
  }
}

/** Values of header and footer that YAML would take for notation; offsets into the text. */
export function unquoted(text: string): { start: number; end: number; by: string; key: string }[] {
  const found: { start: number; end: number; by: string; key: string }[] = [];
  for (const match of text.matchAll(/^([ \t]*_?(header|footer)[ \t]*:[ \t]+)(\S[^\n]*?)[ \t]*$/gm)) {
    const value = match[3] ?? '';
    if (!/^(?:[*&]|\[[^\]\n]*\][ \t]*[^\s,]|"[^"\n]*"[ \t]*\S|'[^'\n]*'[ \t]*\S|\{[^}\n]*\}[ \t]*\S)/.test(value)) continue;
    const start = match.index + (match[1] ?? '').length;
    found.push({ start, end: start + value.length, by: JSON.stringify(value), key: match[2] ?? '' });
  }
  return found;
}
