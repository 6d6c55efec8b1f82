// The Remark dialect (remark.js, not the processor of the same name): `---` between
// slides, `--` between the steps of one, `???` before its notes, properties at its
// top. Each place where remark.js would have lost something is mended with a message.
import type { Message } from '../message.ts';
import { findClasses, freeClassNames, mayHoldClasses } from './classes.ts';
import type { DialectReader, Draft, DraftPart, DraftSlide, ReadOptions, TextLine } from './draft.ts';
import { readProperties, readPropertiesStrictly, variableNames } from './remark-properties.ts';
import { marksOfOriginal } from './remark-strict.ts';
import { COMMENT, lineEnd, type Scan, scanText, TEXT } from './scan.ts';
import { EMPTY, type Fragment, fragment, join, report, type SourceFile, type Spot, slice, spotAt } from './source.ts';

/** A separator: content ends at `start` and goes on at `end`. */
export interface Mark {
  readonly kind: 'slide' | 'step' | 'notes';
  readonly start: number;
  readonly end: number;
}

export const remarkjs: DialectReader = { name: 'remark', detect, read };

function detect(lines: Iterable<TextLine>, frontMatter: ReadonlyMap<string, unknown>): string | null {
  if (frontMatter.has('remark')) return '"remark:" in front matter';
  let top = true;
  for (const { text, number } of lines) {
    if (text === '???' || text === '--') return `"${text}" on line ${number}`;
    const property: RegExpExecArray | null = top
      ? /^(class|layout|template|background-image|count|exclude|name|demo|include): *\S/.exec(text)
      : null;
    if (property !== null && property[1] !== 'name') return `"${property[1]}:" at the top of a slide, line ${number}`;
    const dotted = /(?:^|[\s\]])(\.[A-Za-z_-][\w-]*)+\[/.exec(text);
    if (dotted !== null) return `"${dotted[0].trim()}" on line ${number}`;
    top = text === '---' || ((text === '' || property !== null) && top);
  }
  return null;
}

function read(file: SourceFile, start: number, scan: Scan, { strict }: ReadOptions): Draft {
  const messages: Message[] = [];
  const whole = fragment(file, start, file.text.length);
  const body = dedent(whole);
  // The scan at hand is of the file's own lines.
  const own = body === whole ? shifted(scan, body.text, start) : scanText(body.text);
  const marks = strict ? marksOfOriginal(body.text) : findMarks(body, own, messages);
  const variables = strict ? new Set<string>() : variableNames(body.text);
  const origin: Spot = { file, offset: start };

  const slides: { spot: Spot; parts: DraftPart[]; below: boolean }[] = [];
  let part: { content: Fragment; notes: Fragment[]; spot: Spot } = { content: EMPTY, notes: [], spot: origin };
  let opened: 'slide' | 'step' = 'slide';
  const close = (): void => {
    const { properties, content } = strict ? readPropertiesStrictly(part.content) : readProperties(part.content, variables, messages);
    const done: DraftPart = { spot: part.spot, properties, content, notes: part.notes };
    const slide = slides.at(-1);
    if (opened === 'step' && slide !== undefined) slide.parts.push(done);
    else slides.push({ spot: part.spot, parts: [done], below: false });
  };
  let notes = false;
  let last = 0;
  for (const mark of [...marks, { kind: 'end', start: body.text.length, end: body.text.length } as const]) {
    const text = slice(body, last, mark.start);
    if (!notes) part.content = text;
    else if (strict) part.notes = [text];
    else part.notes.push(text);
    if (mark.kind === 'notes') {
      if (notes && !strict)
        tell(messages, body, mark, 'second-notes', 'a second "???" in one slide: remark.js would drop the notes before it');
      notes = true;
    } else {
      close();
      if (mark.kind === 'end') break;
      opened = mark.kind;
      notes = false;
      part = { content: EMPTY, notes: [], spot: firstWritten(body, mark.end) ?? origin };
    }
    last = mark.end;
  }
  const classNames = strict ? new Set<string>() : freeClassNames(body.text);
  return {
    slides: slides satisfies DraftSlide[],
    notation: {
      classes: strict ? 'original' : 'mended',
      classNames,
      templates: true,
      looseBlocks: true,
      starLines: true,
      math: 'escaped',
    },
    messages,
  };
}

/** The slide's first line that is not blank, else the line behind the separator. */
function firstWritten(body: Fragment, from: number): Spot | null {
  let at = from;
  while (body.text[at] === '\n') at++;
  return spotAt(body, body.text.startsWith('---\n', at) || at >= body.text.length ? Math.min(from, Math.max(0, body.text.length - 1)) : at);
}

function findMarks(body: Fragment, scan: Scan, messages: Message[]): Mark[] {
  for (const { offset, what } of scan.unclosed) {
    const name = what === 'fence' ? 'code fence' : 'comment';
    tell(messages, body, { start: offset }, `unclosed-${what}`, `this ${name} is never closed; it ends with its slide`, 'warning');
  }
  const classes = multilineClasses(scan);
  const marks: Mark[] = [];
  let c = 0;
  for (let line = 0; line < scan.starts.length; line++) {
    const start = scan.starts[line] ?? 0;
    const kind = markOn(scan.text, start);
    if (kind === null) continue;
    const end = lineEnd(scan, line);
    const written = scan.text.slice(start, end);
    const bare = written.trimEnd();
    const sign = kind === 'slide' ? (bare.startsWith('<') ? bare : '---') : kind === 'step' ? '--' : '???';
    if (bare !== sign || (sign.startsWith('<') && !/^<!--\s*break\s*-->$/.test(sign))) continue;
    if (scan.kinds[line] !== TEXT) {
      if (kind === 'slide' && written === bare) {
        const where = scan.kinds[line] === COMMENT ? 'a comment' : 'code';
        tell(messages, body, { start }, 'separator-in-code', `"${sign}" inside ${where} is kept, where remark.js might split the slide`);
      }
      continue;
    }
    while ((classes[c]?.end ?? Number.POSITIVE_INFINITY) < start) c++;
    if ((classes[c]?.start ?? Number.POSITIVE_INFINITY) < start) continue;
    if (written !== bare)
      tell(
        messages,
        body,
        { start },
        'separator-trailing-space',
        `white space behind "${sign}" is ignored, where remark.js would not see a separator`,
      );
    marks.push({ kind, start: Math.max(0, start - 1), end: kind === 'step' ? end : Math.min(end + 1, scan.text.length) });
  }
  return marks;
}

/** What a line that starts here might be, by its first characters. */
function markOn(text: string, at: number): Mark['kind'] | null {
  const c = text.charCodeAt(at);
  if (c === 45) return text.charCodeAt(at + 1) !== 45 ? null : text.charCodeAt(at + 2) === 45 ? 'slide' : 'step';
  if (c === 63) return 'notes';
  return c === 60 && text.startsWith('<!--', at) ? 'slide' : null;
}

/** Content classes that run over several lines: what looks like a separator inside is text. */
function multilineClasses(scan: Scan): { start: number; end: number }[] {
  if (!/\.[A-Za-z_-][\w-]*\[[^\]\n]*$/m.test(scan.text) || !mayHoldClasses(scan.text)) return [];
  const { spans } = findClasses(scan.text, { original: false, known: new Set() });
  return spans.map(({ start, close }) => ({ start, end: close })).filter(({ start, end }) => scan.text.slice(start, end).includes('\n'));
}

function tell(
  messages: Message[],
  body: Fragment,
  at: { start: number },
  rule: string,
  reason: string,
  severity: Message['severity'] = 'info',
): void {
  const start = body.text[at.start] === '\n' ? at.start + 1 : at.start;
  const spot = spotAt(body, start);
  if (spot !== null) messages.push(report(spot, severity, rule, reason));
}

function shifted(scan: Scan, text: string, by: number): Scan {
  if (by === 0) return scan;
  const unclosed = scan.unclosed.map(({ offset, what }) => ({ offset: offset - by, what }));
  return { text, starts: scan.starts.map((at) => at - by), kinds: scan.kinds, unclosed };
}

/** Takes off the indentation that all lines share. */
function dedent(body: Fragment): Fragment {
  let least = Number.POSITIVE_INFINITY;
  for (const match of body.text.matchAll(/^([ \t]*)[^ \t\n]/gm)) {
    least = Math.min(least, match[1]?.length ?? 0);
    if (least === 0) return body;
  }
  if (least === Number.POSITIVE_INFINITY) return body;
  const lines: Fragment[] = [];
  for (let at = 0; at < body.text.length; ) {
    const newline = body.text.indexOf('\n', at);
    const end = newline === -1 ? body.text.length : newline + 1;
    const indent = /^[ \t]*/.exec(body.text.slice(at, at + least))?.[0].length ?? 0;
    lines.push(slice(body, at + indent, end));
    at = end;
  }
  return join(lines);
}
