// The text that Marp is given: the talk with its included parts in their places and,
// unless the talk is strict, mended. A Fragment, so that every line of it still knows
// where it was written.
import * as path from 'node:path';
import { COMMENT, lineEnd, type Scan, TEXT } from '../../dialects/scan.ts';
import {
  EMPTY,
  type Fragment,
  fragment,
  join,
  literal,
  replace,
  report,
  type SourceFile,
  scanFile,
  slice,
  sourceFile,
} from '../../dialects/source.ts';
import type { Message } from '../../message.ts';
import { findFile } from '../files.ts';
import { readFrontMatter } from '../front-matter.ts';
import { isInside } from '../include.ts';
import { loosened } from '../yaml.ts';
import { type Mend, mendBody } from './mend.ts';

export interface MarpSource {
  readonly text: Fragment;
  /** Absolute paths of every included part, found or not. */
  readonly sources: readonly string[];
  readonly messages: readonly Message[];
}

export interface MarpSourceContext {
  readonly root: string;
  read(path: string): string | undefined;
  exists(path: string): boolean;
  display(path: string): string;
  readonly strict: boolean;
  /** Where the front matter begins and the slides do; equal when there is none. */
  readonly front: number;
  readonly body: number;
  /** The file begins with a byte order mark, which Marp takes for text. */
  readonly mark: boolean;
}

const RULER = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const INCLUDE = /^ {0,3}<!--+\s*include:\s*(\S.*?)\s*--+>[ \t]*$/;

export function marpSource(talk: SourceFile, context: MarpSourceContext): MarpSource {
  const { strict, front, body, mark } = context;
  const sources = new Set<string>();
  const messages: Message[] = [];
  // With such a divider a heading begins a slide by itself, and a ruler before it would make an empty one.
  const divides = /^\s*(?:<!--+\s*)?headingDivider\s*:/m.test(talk.text);

  const head = fragment(talk, front, body);
  const before = fragment(talk, 0, front);
  const slides = partOf(talk, body, [talk.path]);
  if (strict) return done(join([mark ? literal('\uFEFF') : EMPTY, before, head, slides]));
  if (mark && body > front)
    messages.push(
      report(
        { file: talk, offset: 0 },
        'info',
        'byte-order-mark',
        'Marp shows the front matter behind a byte order mark as text; here it counts',
      ),
    );
  if (front > 0)
    messages.push(
      report(
        { file: talk, offset: front },
        'warning',
        'late-front-matter',
        'Marp reads front matter on the very first line only; here it counts, move it there',
      ),
    );
  return done(join([mendedHead(head), before, slides]));

  function done(text: Fragment): MarpSource {
    return { text, sources: [...sources], messages };
  }

  /** Values that are no YAML cost Marp all its settings. */
  function mendedHead(head: Fragment): Fragment {
    const lines = head.text.split('\n');
    const mended = loosened(head.text).split('\n');
    const ranges: Mend[] = [];
    let offset = 0;
    for (const [i, line] of lines.entries()) {
      const dollar = /^\$(?=(?:theme|style|size|headingDivider|math)[ \t]*:)/.test(line);
      const better = (mended[i] ?? line).slice(dollar ? 1 : 0);
      if (better !== line) {
        ranges.push({ start: offset, end: offset + line.length, by: literal(better) });
        const key = /^\$?[\w-]+/.exec(line)?.[0] ?? '';
        const quoted = /^[^:]*:[ \t]*["'{[|>~&*]/.test(line) || !MARP_READS.has(key);
        const spot = { file: talk, offset: front + offset };
        if (dollar)
          messages.push(
            report(spot, 'warning', 'dollar-directive', `"${key}" is read as "${key.slice(1)}"; Marp dropped the dollar in 2019`),
          );
        else if (quoted)
          messages.push(
            report(
              spot,
              'warning',
              'unquoted-value',
              `the value of "${key}" is no YAML, for which Marp drops all front matter; put it in quotes`,
            ),
          );
      }
      offset += line.length + 1;
    }
    return replace(head, ranges);
  }

  function partOf(file: SourceFile, start: number, chain: readonly string[]): Fragment {
    const scan = scanFile(file, start);
    const ranges: Mend[] = includes(file, scan, start, chain);
    if (!strict) {
      const access = { root: context.root, read: context.read, exists: context.exists };
      const mends = mendBody(file, scan, (address) => {
        const found = findFile(address, path.dirname(file.path), access);
        return found.kind === 'local' && found.there;
      });
      ranges.push(...mends.ranges);
      messages.push(...mends.messages);
    }
    ranges.sort((a, b) => a.start - b.start);
    const shifted = ranges.map(({ start: from, end, by }) => ({ start: from - start, end: end - start, by }));
    return replace(fragment(file, start, file.text.length), shifted);
  }

  function includes(file: SourceFile, scan: Scan, start: number, chain: readonly string[]): Mend[] {
    const found: Mend[] = [];
    let slide = start; // where the slide began
    for (let i = 0; i < scan.starts.length; i++) {
      if (scan.kinds[i] !== TEXT && scan.kinds[i] !== COMMENT) continue;
      const from = scan.starts[i] ?? 0;
      const line = file.text.slice(from, lineEnd(scan, i));
      if (RULER.test(line)) slide = lineEnd(scan, i);
      const value = INCLUDE.exec(line)?.[1];
      if (value === undefined) continue;
      const end = lineEnd(scan, i);
      const part = included(value, file, from + line.indexOf(value), chain);
      const ahead = /\S/.test(file.text.slice(slide, from).replace(/<!--[\s\S]*?-->/g, ''));
      const behind = /^\s*(\S[^\n]*)/.exec(file.text.slice(end).replace(/^(?:\s*<!--[\s\S]*?-->)+/, ''))?.[1];
      const ruler = (next: string): Fragment => literal(divides && /^#{1,6}\s/.test(next) ? '\n\n' : '\n\n---\n\n');
      found.push({
        start: from,
        end,
        by: join([
          ahead ? ruler(part.text.trimStart()) : EMPTY,
          part,
          behind === undefined || RULER.test(behind) ? literal('\n') : ruler(behind),
        ]),
      });
    }
    return found;
  }

  function included(value: string, from: SourceFile, offset: number, chain: readonly string[]): Fragment {
    const target = path.resolve(path.dirname(from.path), value);
    const fail = (reason: string): Fragment => {
      messages.push(report({ file: from, offset }, 'error', 'include', reason));
      return EMPTY;
    };
    if (!isInside(context.root, target)) return fail(`include "${value}" escapes the deck root`);
    if (chain.includes(target))
      return fail(`include "${value}" includes itself, by way of ${chain.map((one) => context.display(one)).join(', ')}`);
    sources.add(target);
    const raw = context.read(target);
    if (raw === undefined) return fail(`include "${value}" is not there`);
    const file = sourceFile(target, context.display(target), raw);
    const part = partOf(file, readFrontMatter(file).bodyStart, [...chain, target]);
    return slice(part, part.text.length - part.text.trimStart().length, part.text.trimEnd().length);
  }
}

/** Keys whose values Marp and its command line put in quotes themselves. */
const MARP_READS: ReadonlySet<string> = new Set(
  'theme style headingDivider lang paginate header footer class backgroundColor backgroundImage backgroundPosition backgroundRepeat backgroundSize color size math transition title description author keywords url image'
    .split(' ')
    .flatMap((key) => [key, `_${key}`]),
);

/** Where front matter begins that has something before it, which Marp would show as text; 0 when it stands where it should. */
export function lateFrontMatter(text: string, stated: boolean): number {
  const lead = /^(?:[ \t]*(?:<!--[\s\S]*?-->[ \t]*)?\n)+(?=---[ \t]*\n)/.exec(text)?.[0];
  if (lead === undefined) return 0;
  const yaml = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text.slice(lead.length))?.[1];
  if (yaml === undefined || !/^[\w$-]+[ \t]*:/.test(yaml)) return 0;
  return stated || /^marp:[ \t]*true\b/m.test(yaml) ? lead.length : 0;
}
