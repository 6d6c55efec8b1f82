// What `<!-- .slide: … -->` says of a Reveal slide, as properties: class, name, demo,
// include, backgrounds, and every other attribute that the slide's section may have
// under its own name. What a slide must not say is left out and told.
import type { Message } from '../message.ts';
import { didYouMean } from '../message.ts';
import { type Attribute, parseAttributes } from './attributes.ts';
import type { Property } from './draft.ts';
import { COMMENT, lineEnd, scanText, TEXT, withoutCodeSpans } from './scan.ts';
import { type Fragment, join, report, type Spot, slice, spotAt } from './source.ts';

/** `data-background-…` that a slide's background has. */
const BACKGROUND: readonly string[] =
  'color image size position repeat opacity gradient video video-loop video-muted iframe interactive'.split(' ');
/** The rest of what reveal.js reads; any other `data-…` is the author's own and stays, too. */
const KNOWN: readonly string[] =
  'id class style data-demo data-include data-background data-transition data-transition-speed data-background-transition data-auto-animate data-auto-animate-id data-auto-animate-restart data-auto-animate-easing data-auto-animate-duration data-auto-animate-unmatched data-state data-visibility data-autoslide data-timing data-notes data-preload'.split(
    ' ',
  );
const PLAIN: ReadonlySet<string> = new Set(['style', 'lang', 'dir', 'title']);
/** Marks that Lectern's own page keeps on a section. */
const OWN: ReadonlySet<string> = new Set(
  'step until effect still later filled scrolls opening pictured file code'.split(' ').map((name) => `data-${name}`),
);

/** Takes the comments out of a part, outside code, and puts what they say into `properties`. */
export function readSlideComments(part: Fragment, strict: boolean, properties: Map<string, Property>, messages: Message[]): Fragment {
  if (!part.text.includes('.slide')) return part;
  const scan = scanText(part.text);
  const kept: Fragment[] = [];
  let last = 0;
  let line = 0;
  for (const match of part.text.matchAll(/<!--\s*\.slide(:|(?=\s))([\s\S]*?)-->/g)) {
    const [whole, colon = '', inside = ''] = match;
    while ((scan.starts[line + 1] ?? Number.POSITIVE_INFINITY) <= match.index) line++;
    const begin = scan.starts[line] ?? 0;
    const end = lineEnd(scan, line);
    const open = part.text.lastIndexOf('<!--', match.index - 1);
    const nested = match.index > 0 && open !== -1 && part.text.lastIndexOf('-->', match.index - 1) < open;
    const kind = scan.kinds[line];
    const bare = withoutCodeSpans(part.text.slice(begin, end));
    if ((kind !== TEXT && kind !== COMMENT) || nested || bare[match.index - begin] !== '<') continue;
    const spot = spotAt(part, match.index);
    if (spot === null || (strict && colon === '')) continue;
    const tell = (offset: number, rule: string, reason: string, severity: 'info' | 'warning' = 'info'): void =>
      void messages.push(report(spotAt(part, offset) ?? spot, severity, rule, reason));
    if (colon === '') tell(match.index, 'attributes-colon', '".slide" is read without its colon, where reveal.js would skip it');
    const from = match.index + whole.length - inside.length - 3;
    // reveal.js reads the first line only.
    const read = strict ? (/^\s*\S[^\n]*/.exec(inside)?.[0] ?? '') : inside;
    for (const attribute of parseAttributes(read, strict)) {
      const at = from + attribute.offset;
      setProperty(attribute, spotAt(part, at) ?? spot, properties, (rule, reason, severity) => tell(at, rule, reason, severity));
    }
    kept.push(slice(part, last, match.index));
    last = match.index + whole.length;
  }
  return last === 0 ? part : join([...kept, slice(part, last)]);
}

type Tell = (rule: string, reason: string, severity?: 'info' | 'warning') => void;

function setProperty({ name, value, loose }: Attribute, spot: Spot, properties: Map<string, Property>, tell: Tell): void {
  const set = (key: string, to = value): void => void properties.set(key, { value: to, spot });
  if (loose) {
    if (value === '') {
      tell('attribute-value', `"${name}" has no value and is left out; only data-… may stand alone`, 'warning');
      return;
    }
    tell('attribute-quotes', `${name} is read without double quotes around its value, where reveal.js would skip it`);
  }
  if (name === 'class') {
    const before = properties.get('class')?.value;
    set('class', before === undefined ? value : `${before} ${value}`);
  } else if (name === 'id') set('name');
  else if (name === 'data-demo' || name === 'data-include') set(name.slice(5));
  else if (name === 'data-visibility') visibility(value, set, tell);
  else if (name === 'data-background')
    set(isPicture(value) ? 'background-image' : /gradient\(/i.test(value) ? 'background-gradient' : 'background-color');
  else if (name.startsWith('data-background-') && BACKGROUND.includes(name.slice(16))) set(`background-${name.slice(16)}`);
  else if (name === 'data-autoslide') tell('autoslide', 'data-autoslide is not followed: a talk goes on when its speaker says so');
  else if (name.startsWith('on')) tell('handler-removed', `${name} on a slide is taken out: a talk does not run scripts`, 'warning');
  else if (OWN.has(name)) tell('attribute-own', `${name} is Lectern's own and left out`, 'warning');
  else if (/^data-[\w.-]+$/.test(name) || /^aria-[a-z]+$/.test(name) || PLAIN.has(name)) set(name);
  else tell('unknown-attribute', `a slide has no attribute "${name}"${didYouMean(name, KNOWN)}; it is left out`, 'warning');
}

function visibility(value: string, set: (key: string, to: string) => void, tell: Tell): void {
  if (value === 'hidden') set('exclude', 'true');
  else if (value === 'uncounted') set('count', 'false');
  else
    tell(
      'visibility',
      `data-visibility "${value}" is neither hidden nor uncounted${didYouMean(value, ['hidden', 'uncounted'])}`,
      'warning',
    );
}

/** As reveal.js tells a picture from a colour. */
function isPicture(value: string): boolean {
  return /^(https?|file|\/\/)/i.test(value) || /\.(svg|png|jpe?g|gif|bmp|webp|avif)([?#\s]|$)/i.test(value);
}
