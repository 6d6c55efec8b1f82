// demo.yaml to a DemoSpec: parsed with places, checked against the schema, each
// problem a message at the line and column it is about.
import { dirname, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { isMap, isNode, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { DemoSpec } from '../demo.ts';
import { didYouMean, lineOf, type Message, message } from '../message.ts';
import type { DemoSource } from './demo-file.ts';
import { readPanes } from './demo-panes.ts';
import { demoSchema, paneSchema, sharedSettings } from './demo-settings.ts';

/** Characters; a demo.yaml is a page, and a bomb is not. */
const LONGEST = 256 * 1024;

/** The demo is null if there is not enough right to run it. */
export function readDemoYaml({ root, path, name, source }: DemoSource): { demo: DemoSpec | null; messages: Message[] } {
  const file = relative(root, path).replaceAll('\\', '/');
  const messages: Message[] = [];
  const lines = new LineCounter();
  const say = (offset: number, rule: string, reason: string, severity: 'error' | 'warning' = 'error') => {
    const { line, col } = lines.linePos(offset);
    const place = { file, line: Math.max(1, line), column: Math.max(1, col) };
    messages.push(message(place, severity, rule, reason, lineOf(source, place.line)));
  };
  if (source.length > LONGEST) {
    say(0, 'demo-too-long', `demo.yaml has ${source.length} characters, more than ${LONGEST}`);
    return { demo: null, messages };
  }
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) say(error.pos[0], 'bad-yaml', firstLine(error.message));
  if (document.errors.length > 0) return { demo: null, messages };

  let stated: unknown;
  try {
    stated = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    say(0, 'bad-yaml', firstLine(error instanceof Error ? error.message : String(error)));
    return { demo: null, messages };
  }
  const unknown = unknownKeys(document.contents);
  for (const { key, offset, known } of unknown) {
    say(offset, 'unknown-key', `unknown key "${key}"${didYouMean(key, known)}`, 'warning');
  }
  const read = v.safeParse(demoSchema, without(stated));
  if (!read.success) {
    for (const issue of read.issues) {
      const keys = (issue.path ?? []).map((item) => item.key as string | number);
      say(offsetOf(document.contents, keys), 'bad-setting', reasonOf(keys, issue));
    }
    return { demo: null, messages };
  }
  const { panes, env, cwd, volatile, unordered: free, ...shared } = read.output;
  const folder = dirname(path);
  const made = readPanes(panes, { root, folder, demo: name });
  if ('reason' in made) {
    say(offsetOf(document.contents, made.keys), made.rule, made.reason);
    return { demo: null, messages };
  }
  const specs = made.panes;
  const unordered = typeof free !== 'boolean' ? free : free ? specs.map((spec) => spec.name) : [];
  for (const [index, free] of unordered.entries()) {
    const names = specs.map((spec) => spec.name);
    const at = offsetOf(document.contents, ['unordered', index]);
    if (!names.includes(free)) say(at, 'unknown-pane', `unknown pane "${free}"${didYouMean(free, names)}`, 'warning');
  }
  const place = { cwd: cwd === undefined ? folder : resolve(folder, cwd), files: [path] };
  const demo = { ...sharedSettings(name, shared), panes: specs, env, volatile, unordered, ...place };
  return { demo, messages };

  /** The document without its unknown keys, which were told already. */
  function without(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? {};
    const kept = Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(demoSchema.entries, key)));
    if (!Array.isArray(kept.panes)) return kept;
    const panes = kept.panes.map((pane: unknown) => {
      if (typeof pane !== 'object' || pane === null || Array.isArray(pane)) return pane;
      return Object.fromEntries(Object.entries(pane).filter(([key]) => Object.hasOwn(paneSchema.entries, key)));
    });
    return { ...kept, panes };
  }
}

function unknownKeys(contents: ParsedNode | null): { key: string; offset: number; known: string[] }[] {
  const found: { key: string; offset: number; known: string[] }[] = [];
  const look = (node: unknown, known: string[]) => {
    if (!isMap(node)) return;
    for (const { key } of node.items) {
      const name = isNode(key) ? String(key.toJSON()) : String(key);
      if (!known.includes(name)) found.push({ key: name, offset: isNode(key) ? (key.range?.[0] ?? 0) : 0, known });
    }
  };
  look(contents, Object.keys(demoSchema.entries));
  const panes = isMap(contents) ? contents.get('panes', true) : null;
  if (isSeq(panes)) for (const pane of panes.items) look(pane, Object.keys(paneSchema.entries));
  return found;
}

/** Where the value at these keys begins; of a missing one, what should hold it. */
function offsetOf(contents: ParsedNode | null, keys: readonly (string | number)[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = isMap(contents) || isSeq(contents) ? contents.getIn(keys.slice(0, length), true) : null;
    if (isNode(node) && node.range) return node.range[0];
  }
  return contents?.range?.[0] ?? 0;
}

function reasonOf(
  keys: readonly (string | number)[],
  issue: { readonly message: string; readonly received: string; readonly input: unknown },
): string {
  const where = keys.map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : index === 0 ? key : `.${key}`)).join('');
  if (issue.received === 'undefined') return `${where === '' ? 'the demo' : where} is missing`;
  const value = typeof issue.input === 'object' ? '' : ` "${String(issue.input)}"`;
  return `${where}${value} ${issue.message}`.trim();
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? text;
  return line.charAt(0).toLowerCase() + line.slice(1);
}
