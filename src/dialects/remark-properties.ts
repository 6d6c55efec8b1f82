// Properties of a Remark slide: `key: value` lines at its top and `<!-- key: value -->`
// comments. remark.js takes any such line for a property and so eats prose; here
// a line counts when its key is known, used as a variable, or keeps company.
import type { Message } from '../message.ts';
import { closest, didYouMean } from '../message.ts';
import type { Properties, Property } from './draft.ts';
import { lineEnd, scanText, TEXT, withoutCodeSpans } from './scan.ts';
import { EMPTY, type Fragment, join, report, slice, spotAt } from './source.ts';

export const KNOWN_PROPERTIES: readonly string[] = [
  'name',
  'class',
  'layout',
  'template',
  'count',
  'exclude',
  'background-image',
  'background-color',
  'background-size',
  'background-position',
  'highlight-style',
  'demo',
  'include',
];

export interface PropertiesRead {
  readonly properties: Properties;
  readonly content: Fragment;
}

/** Names used as `{{name}}` in a text. */
export function variableNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (text.includes('{{')) for (const match of text.matchAll(/\{\{([^}\n]+)\}\}/g)) names.add((match[1] ?? '').trim());
  return names;
}

/** Takes the properties out of a part; what is kept as text although remark.js would eat it is a message. */
export function readProperties(content: Fragment, variables: ReadonlySet<string>, messages: Message[]): PropertiesRead {
  const text = content.text;
  if (!text.includes(':')) return { properties: new Map(), content };
  const properties = new Map<string, Property>();
  const top = readTop(content, variables, properties, messages);
  const rest = top === 0 ? content : slice(content, top);
  return { properties, content: readComments(rest, (key) => KNOWN_PROPERTIES.includes(key) || variables.has(key), properties) };
}

/** Reads the lines at the top; gives the offset of what follows the last of them. */
function readTop(content: Fragment, variables: ReadonlySet<string>, properties: Map<string, Property>, messages: Message[]): number {
  const text = content.text;
  const lines: { key: string; value: string; offset: number; end: number; gap: boolean }[] = [];
  let gap = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end);
    const match = /^([-\w]+):(.*)$/.exec(line);
    if (match !== null) lines.push({ key: match[1] ?? '', value: (match[2] ?? '').trim(), offset: at, end, gap });
    else if (line.trim() !== '') break;
    gap = match === null;
    at = end + 1;
  }
  const sure = lines.map(({ key }) => KNOWN_PROPERTIES.includes(key) || variables.has(key));
  const like = lines.map(({ key, value }) => /^[a-z][a-z\d_-]*$/.test(key) && !value.startsWith('//'));
  let top = 0;
  for (const [i, { key, value, offset, end, gap: apart }] of lines.entries()) {
    const spot = spotAt(content, offset);
    if (spot === null) break;
    // Of those that nobody knows, two in a row are meant as properties, and so is a name in two words.
    const company = (!apart && i > 0) || ((sure[i + 1] === true || like[i + 1] === true) && lines[i + 1]?.gap === false);
    const meant = company || /-/.test(key) || (value !== '' && closest(key, KNOWN_PROPERTIES) !== undefined);
    if (sure[i] !== true && !(like[i] === true && meant)) {
      const hint = didYouMean(key, KNOWN_PROPERTIES);
      messages.push(report(spot, 'info', 'prose-kept', `"${key}: …" is kept as text, where remark.js would take it for a property${hint}`));
      break;
    }
    if (sure[i] !== true)
      messages.push(report(spot, 'warning', 'unknown-property', `unknown property "${key}"${didYouMean(key, KNOWN_PROPERTIES)}`));
    properties.set(key, { value, spot });
    top = end;
  }
  return top;
}

/** Takes `<!-- class: x -->` out, anywhere outside code, for keys that mean something. */
export function readComments(content: Fragment, means: (key: string) => boolean, properties: Map<string, Property>): Fragment {
  if (!content.text.includes('<!--')) return content;
  const scan = scanText(content.text);
  const kept: Fragment[] = [];
  let last = 0;
  for (let i = 0; i < scan.starts.length; i++) {
    const kind = scan.kinds[i];
    const start = scan.starts[i] ?? 0;
    const end = lineEnd(scan, i);
    const line = content.text.slice(start, end);
    if (kind !== TEXT || !line.includes('<!--')) continue;
    for (const match of withoutCodeSpans(line).matchAll(/<!--\s*([-\w]+):(.*?)\s*-->/g)) {
      const [whole, key = '', value = ''] = match;
      const spot = spotAt(content, start + match.index);
      if (spot === null || !means(key)) continue;
      properties.set(key, { value: value.trim(), spot });
      const alone = line.trim() === whole.trim();
      kept.push(slice(content, last, start + match.index));
      last = Math.min(content.text.length, start + match.index + whole.length + (alone && end < content.text.length ? 1 : 0));
    }
  }
  return last === 0 ? content : join([...kept, slice(content, last)]);
}

/** As remark.js: any key, up to `$` or the end of the line; comments anywhere before the first content class, in code too. */
export function readPropertiesStrictly(content: Fragment): PropertiesRead {
  const properties = new Map<string, Property>();
  const chunk = /\\?(?:\.[A-Za-z_-][\w-]*)+\[/.exec(content.text)?.index ?? content.text.length;
  let head = slice(content, 0, chunk);
  for (;;) {
    const match = /^\n*([-\w]+):([^$\n]*)|\n*<!--\s*([-\w]+):([^$\n]*?)\s*-->/i.exec(head.text);
    if (match === null) break;
    const spot = spotAt(head, match.index + (/^\n*/.exec(match[0])?.[0].length ?? 0));
    if (spot !== null) properties.set((match[1] ?? match[3] ?? '').trim(), { value: (match[2] ?? match[4] ?? '').trim(), spot });
    head = join([slice(head, 0, match.index), slice(head, match.index + match[0].length)]);
  }
  return { properties, content: join([head, chunk < content.text.length ? slice(content, chunk) : EMPTY]) };
}
