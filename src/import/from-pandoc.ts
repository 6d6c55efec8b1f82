// Pandoc's Markdown made into a talk's: its metadata into the settings that we know,
// its boxes into callouts, the wrappers that say nothing on a slide out.
import { parse } from 'yaml';
import { CODE, FENCE, lineText, scanText } from '../dialects/scan.ts';
import type { Imported } from './result.ts';

const CALLOUTS: readonly string[] = ['note', 'info', 'tip', 'hint', 'important', 'warning', 'caution', 'danger', 'attention', 'error'];
/** Boxes of other names, by what they are called here. */
const KINDS: Readonly<Record<string, string>> = { admonition: 'note', hint: 'tip', attention: 'warning', error: 'danger' };
const KNOWN: readonly string[] = ['title', 'subtitle', 'author', 'date', 'lang'];
/** Metadata about the file, not the talk. */
const SILENT: readonly string[] = [
  'jupyter',
  'toc',
  'viewport',
  'generator',
  'charset',
  'nbformat',
  'nbformat-minor',
  'nbformat_minor',
  'keywords',
];

export function fromPandoc(markdown: string, warnings: readonly string[]): Imported {
  const told = warnings.map((warning) => `pandoc: ${warning}`);
  const front = /^---\n((?:[\s\S]*?\n)??)(?:---|\.\.\.)(?:\n|$)/.exec(markdown);
  const settings: Record<string, string> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(front === null ? {} : metadataOf(front[1] ?? ''))) {
    const text = wordsOf(value);
    const name = key === 'authors' ? 'author' : key;
    if (KNOWN.includes(name) && text !== '') settings[name] = text;
    else if (!SILENT.includes(key) && text !== '') unknown.push(key);
  }
  if (unknown.length > 0) told.push(`left out of the front matter: ${unknown.join(', ')}`);
  const ordered = Object.fromEntries(KNOWN.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])));
  return { body: withoutWrappers(markdown.slice(front?.[0].length ?? 0)), settings: ordered, told };
}

function metadataOf(yaml: string): Record<string, unknown> {
  try {
    const value: unknown = parse(yaml);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
}

/** Lines that only open or close a `<div>` become callouts or go; so do the tags of spans. */
export function withoutWrappers(markdown: string): string {
  const scan = scanText(markdown);
  const open: ('callout' | 'title' | 'none')[] = [];
  const out: string[] = [];
  for (let i = 0; i < scan.starts.length; i++) {
    const line = lineText(scan, i);
    if (scan.kinds[i] === FENCE || scan.kinds[i] === CODE) {
      out.push(line);
      continue;
    }
    if (/^\s*<div\b[^>]*>\s*$/.test(line)) {
      const classes = (/class="([^"]*)"/.exec(line)?.[1] ?? '').split(/\s+/);
      const kind = classes.find((name) => CALLOUTS.includes(name)) ?? classes.find((name) => name === 'admonition');
      const title = open.at(-1) === 'callout' && (classes.includes('title') || classes.includes('admonition-title'));
      open.push(kind !== undefined ? 'callout' : title ? 'title' : 'none');
      if (kind !== undefined) out.push(`:::${KINDS[kind] ?? kind}`);
    } else if (/^\s*<\/div>\s*$/.test(line)) {
      if (open.pop() === 'callout') out.push(':::');
    } else if (open.at(-1) === 'title') {
      // A title that is only the kind is said by the callout's look; another one is its first line.
      const words = line.trim();
      if (words !== '' && !CALLOUTS.includes(words.toLowerCase())) out.push(`**${words}**`, '');
    } else out.push(line.replace(/<\/?span\b[^>]*>/g, ''));
  }
  return out.join('\n').replace(/\n{3,}/g, '\n\n');
}
