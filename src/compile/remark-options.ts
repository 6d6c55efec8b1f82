// `remark:` in the front matter: the options of remark.js, which its talks hand to
// `remark.create`. Those that decide what a slide holds are followed; the others
// are Lectern's own business, and a message says so.
import { report, type Spot } from '../dialects/source.ts';
import { didYouMean, type Message } from '../message.ts';

export interface RemarkOptions {
  /** Each `--` raises the slide number. */
  readonly countSteps: boolean;
  /** `--` makes no step: the slide is whole at once. */
  readonly mergeSteps: boolean;
  /** Slides have the notes of their layout too. */
  readonly inheritNotes: boolean;
  /** A slide with one of these classes is left out. */
  readonly excludedClasses: readonly string[];
  /** Whether `*` marks a code line; null where nothing is said. */
  readonly highlightLines: boolean | null;
  /** What marks a part of a code line; its first group is the part. */
  readonly spans: RegExp | null;
  /** Of fences that name none. */
  readonly language: string | null;
  readonly ratio: string | null;
}

/** `` `x` `` in a code line. */
const TICKED = '`([^`]+?)`';

/** Handled elsewhere, or without a meaning here: why, for people. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['slideNumberFormat', 'the theme decides how the number looks'],
  ['highlightStyle', 'the theme colours code'],
  ['highlightInlineCode', 'code within a line has no colours'],
  ['includePresenterNotes', 'notes are for the presenter view alone'],
  ['navigation', 'keys, clicker and touch are the same in every talk'],
  ['controller', 'keys, clicker and touch are the same in every talk'],
  ['timer', 'the timer begins with the first move; "duration:" sets the pace'],
  ['cloneTarget', 'the key p opens the presenter view'],
  ['source', 'this file is the source'],
  ['sourceUrl', 'this file is the source'],
  ['container', 'the talk has the page to itself'],
]);

export function readRemarkOptions(given: Readonly<Record<string, unknown>>, spot: Spot | null, messages: Message[]): RemarkOptions {
  const tell = (severity: Message['severity'], rule: string, reason: string): void => {
    if (spot !== null) messages.push(report(spot, severity, rule, reason));
  };
  const known = new Set<string>();
  const taken = <T>(key: string, otherwise: T, read: (value: unknown) => T | undefined, what: string): T => {
    known.add(key);
    const value = given[key];
    if (value === undefined || value === null) return otherwise;
    const result = read(value);
    if (result === undefined) tell('error', 'remark-option', `"${key}:" under "remark:" is not ${what}`);
    return result ?? otherwise;
  };
  const yes = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
  const options: RemarkOptions = {
    countSteps: taken('countIncrementalSlides', true, yes, 'true or false'),
    mergeSteps: taken('disableIncrementalSlides', false, yes, 'true or false'),
    inheritNotes: taken('inheritPresenterNotes', true, yes, 'true or false'),
    excludedClasses: taken('excludedClasses', [], listOf, 'a list of classes'),
    highlightLines: taken<boolean | null>('highlightLines', null, yes, 'true or false'),
    spans: taken<RegExp | null>('highlightSpans', null, pattern, 'true, false or a regular expression with a group'),
    language: taken<string | null>(
      'highlightLanguage',
      null,
      (value) => (typeof value === 'string' ? value || null : undefined),
      'a language',
    ),
    ratio: taken<string | null>(
      'ratio',
      null,
      (value) => (/^\d+(\.\d+)?:\d+(\.\d+)?$/.test(String(value)) ? String(value) : undefined),
      'a ratio such as 4:3',
    ),
  };
  for (const key of Object.keys(given)) {
    if (known.has(key)) continue;
    const why = OTHERS.get(key);
    if (why !== undefined) tell('info', 'remark-option', `"${key}:" under "remark:" has no effect: ${why}`);
    else tell('warning', 'remark-option', `unknown option "${key}" under "remark:"${didYouMean(key, [...known, ...OTHERS.keys()])}`);
  }
  return options;
}

function listOf(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : undefined;
}

/** `true`, or a pattern as YAML can hold it: `/«([^»]+)»/`. */
function pattern(value: unknown): RegExp | null | undefined {
  if (value === false) return null;
  if (value === true) return new RegExp(TICKED, 'g');
  const source = typeof value === 'string' ? (/^\/(.+)\/[a-z]*$/s.exec(value)?.[1] ?? value) : '';
  try {
    return /(?<!\\)\((?!\?)/.test(source) ? new RegExp(source, 'g') : undefined;
  } catch {
    return undefined;
  }
}
