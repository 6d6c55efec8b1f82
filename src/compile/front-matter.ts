// Pass 1: the settings at the top of a talk. Only YAML, at most 64 KiB and 20 deep,
// checked key by key, so that one wrong value does not lose the others. The body is
// compiled whatever the front matter looks like.
import * as v from 'valibot';
import type { Dialect } from '../deck.ts';
import { report, type SourceFile, type Spot } from '../dialects/source.ts';
import type { Message } from '../message.ts';
import { didYouMean } from '../message.ts';
import { type FrontMatter, frontMatterSchema } from '../settings.ts';
import { type HeadLine, readHead } from './head.ts';
import { depthOf, parseLines, parseYaml, type YamlEntry } from './yaml.ts';

export interface FrontMatterRead {
  readonly settings: FrontMatter;
  /** Every key as written, for dialects that have their own. */
  readonly all: ReadonlyMap<string, unknown>;
  /** Where each key stands. */
  readonly spots: ReadonlyMap<string, Spot>;
  /** Offset at which the talk itself begins. */
  readonly bodyStart: number;
  readonly messages: readonly Message[];
}

const MAX_SIZE = 64 * 1024;
const MAX_DEPTH = 20;

const OWN_KEYS = Object.keys(frontMatterSchema.entries);

/** Keys that a dialect brings along; they are the dialect's to read. */
const DIALECT_KEYS: Readonly<Record<Dialect, readonly string[]>> = {
  remark: [],
  marp: 'marp style headingDivider size math paginate header footer class backgroundColor backgroundImage backgroundPosition backgroundRepeat backgroundSize color transition description keywords url image'.split(
    ' ',
  ),
  reveal:
    'separator verticalSeparator notesSeparator highlightTheme css scripts assetsDir preprocessor template revealOptions mermaid absoluteUrl'.split(
      ' ',
    ),
  // Of blogs and their makers; they say nothing of slides, but for `subtitle` and `authors`.
  article:
    'subtitle authors category categories tags keywords summary description abstract slug status modified updated draft weight layout permalink aliases url image cover toc copyright license affiliation version'.split(
      ' ',
    ),
};

/** Reads the front matter of a file; `start` is where it begins when something stands before it. */
export function readFrontMatter(file: SourceFile, start = 0): FrontMatterRead {
  const none = (messages: readonly Message[] = [], bodyStart = 0): FrontMatterRead => ({
    settings: {},
    all: new Map(),
    spots: new Map(),
    bodyStart: bodyStart + start,
    messages,
  });
  const text = start === 0 ? file.text : file.text.slice(start);
  const at = (offset: number) => ({ file, offset: offset + start });
  const foreign = /^(---[ \t]*([a-z]+)|\+\+\+|;;;)[ \t]*\n/i.exec(text);
  if (foreign !== null) {
    const fence = (foreign[1] ?? '').slice(0, 3);
    const close = text.indexOf(`\n${fence}`, foreign[0].length - 1);
    const after = close === -1 ? -1 : text.indexOf('\n', close + 1);
    const reason = `front matter is only YAML between two lines of "---", "${(foreign[1] ?? '').trim()}" is not read`;
    return none(
      [report(at(0), 'error', 'front-matter', reason)],
      close === -1 ? foreign[0].length : after === -1 ? text.length : after + 1,
    );
  }
  if (!/^---[ \t]*(\n|$)/.test(text)) {
    const head = start === 0 ? readHead(text) : null;
    return head === null ? none() : settingsOf(head.lines.map(typed), head.end, at);
  }
  const open = text.indexOf('\n') + 1;
  const close = /^---[ \t]*$/m.exec(text.slice(open));
  if (open === 0 || close === null) {
    // A `---` at the top of a talk without front matter only separates slides.
    const looks = /^[a-z]\w*:( |$)/im.test(text.slice(open, text.indexOf('\n', open)));
    return none(looks ? [report(at(0), 'error', 'front-matter', 'front matter is not closed; end it with a line of "---"')] : []);
  }
  const yaml = text.slice(open, open + close.index);
  const bodyStart = Math.min(text.length, open + close.index + close[0].length + 1);
  if (yaml.length > MAX_SIZE)
    return none(
      [report(at(0), 'error', 'front-matter', `front matter is ${Math.ceil(yaml.length / 1024)} KiB long, more than the 64 it may be`)],
      bodyStart,
    );
  if (depthOf(yaml) > MAX_DEPTH)
    return none([report(at(0), 'error', 'front-matter', `front matter is nested deeper than ${MAX_DEPTH} levels`)], bodyStart);

  let parsed = parseYaml(yaml);
  // Marp reads its settings loosely: a value may hold what YAML would take for notation.
  if (parsed.error !== null && /^marp:[ \t]*true\b/m.test(yaml)) parsed = parseLines(yaml);
  if (parsed.error !== null) {
    const { offset, reason } = parsed.error;
    if (!/^[\w-]+:/m.test(yaml)) return none();
    return none([report(at(open + offset), 'error', 'front-matter', `front matter is not valid YAML: ${reason}`)], bodyStart);
  }
  // A mapping is front matter; prose, or nothing, between two separators is a slide.
  if (parsed.entries === null) return yaml.trim() === '' ? none([], bodyStart) : none();
  const entries = parsed.entries.map((entry) => ({ ...entry, offset: open + entry.offset }));
  return settingsOf(entries, bodyStart + start, at);
}

/** Checks each setting by itself. */
function settingsOf(entries: readonly YamlEntry[], bodyStart: number, at: (offset: number) => Spot): FrontMatterRead {
  const messages: Message[] = [];
  const settings: Record<string, unknown> = {};
  const all = new Map<string, unknown>();
  for (const { key, value, offset } of entries) {
    all.set(key, value);
    const schema = Object.hasOwn(frontMatterSchema.entries, key)
      ? frontMatterSchema.entries[key as keyof typeof frontMatterSchema.entries]
      : undefined;
    if (schema === undefined) continue;
    const result = v.safeParse(schema, value);
    if (result.success) settings[key] = result.output;
    else messages.push(report(at(offset), 'error', 'front-matter-value', `${key} ${result.issues[0].message}: ${shorten(value)}`));
  }
  const spots = new Map(entries.map(({ key, offset }) => [key, at(offset)]));
  return { settings: settings as FrontMatter, all, spots, bodyStart, messages };
}

/** A line of a head: words, unless the setting is of another kind. */
function typed({ key, value, offset }: HeadLine): YamlEntry {
  const plainValue = /^(?:true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : /^\d+(?:\.\d+)?$/.test(value)
      ? Number(value)
      : value;
  return { key, value: key === 'language' ? value : plainValue, offset };
}

/** Keys that neither Lectern nor the dialect knows. */
export function unknownKeys({ spots }: FrontMatterRead, dialect: Dialect): readonly Message[] {
  const known = [...OWN_KEYS, ...DIALECT_KEYS[dialect]];
  return (
    [...spots]
      // Marp: `_class` holds for the first slide alone, `$theme` is how it was written once.
      .filter(([key]) => !known.includes(dialect === 'marp' ? key.replace(/^[_$]/, '') : key))
      .map(([key, spot]) => report(spot, 'warning', 'unknown-key', `unknown key "${key}" in front matter${didYouMean(key, known)}`))
  );
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
