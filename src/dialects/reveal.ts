// The Reveal dialect, as reveal.js's Markdown and reveal-md have it: `---` between
// slides, `----` before one that stands below, `Note:` before the notes, attributes in
// comments. Where the originals would have lost something, that is mended with a message.
import type { Message } from '../message.ts';
import type { DialectReader, Draft, DraftPart, DraftSlide, Property, ReadOptions, TextLine } from './draft.ts';
import { readComments } from './remark-properties.ts';
import { findMarks, marksOfOriginal, readSeparators, type Tell } from './reveal-marks.ts';
import { readSlideComments } from './reveal-slide.ts';
import type { Scan } from './scan.ts';
import { type Fragment, fragment, report, type SourceFile, type Spot } from './source.ts';

export const reveal: DialectReader = { name: 'reveal', detect, read };

/** Lectern's own, in every dialect. */
const DIRECTIVES: readonly string[] = ['demo', 'include'];
const FRONT_MATTER: readonly string[] = ['revealOptions', 'separator', 'verticalSeparator', 'notesSeparator', 'highlightTheme', 'reveal'];

/** With more lines a slide, on the average, it is a document with some rulers in it. */
const LONG_SLIDE = 60;

function detect(lines: Iterable<TextLine>, frontMatter: ReadonlyMap<string, unknown>): string | null {
  for (const key of FRONT_MATTER) if (frontMatter.has(key)) return `"${key}:" in front matter`;
  let blank = true;
  let note: string | null = null;
  let separators = 0;
  let count = 0;
  for (const { text, number } of lines) {
    if (text === '----' && blank) return `"----" on line ${number}`;
    // A document may well say "Note:"; a talk that does has slides as well.
    if (note === null && /^[Nn]otes?:(\s|$)/.test(text)) note = `"${text.slice(0, text.indexOf(':') + 1)}" on line ${number}`;
    if (text === '---') separators++;
    count++;
    const mark = /<!--\s*\.(slide|element):/.exec(text);
    if (mark !== null) return `"<!-- .${mark[1]}:" on line ${number}`;
    blank = text.trim() === '';
  }
  return note !== null && separators > 0 && count / (separators + 1) <= LONG_SLIDE ? note : null;
}

function read(file: SourceFile, start: number, scan: Scan, { strict, frontMatter }: ReadOptions): Draft {
  const messages: Message[] = [];
  const tell: Tell = (offset, rule, reason, severity = 'info') => void messages.push(report({ file, offset }, severity, rule, reason));
  const separators = readSeparators(frontMatter, (key, reason) =>
    tell(Math.max(0, file.text.slice(0, start).search(new RegExp(`^${key}:`, 'm'))), 'separator', reason, 'warning'),
  );
  if (!strict)
    for (const { offset, what } of scan.unclosed)
      tell(
        offset,
        `unclosed-${what}`,
        `this ${what === 'fence' ? 'code fence' : 'comment'} is never closed; it ends with its slide`,
        'warning',
      );
  // The newline that ends the front matter is one that a separator may begin with.
  const from = strict && start > 0 ? start - 1 : start;
  const marks = strict ? marksOfOriginal(file.text, from, separators) : findMarks(scan, start, separators, tell);

  const slides: DraftSlide[] = [];
  let content: Fragment | null = null;
  let notes: Fragment[] = [];
  let inNotes = false;
  let below = false;
  let last = start;
  let begin = start;
  for (const mark of [...marks, null]) {
    if (mark !== null && mark.start < 0) {
      last = begin = mark.end;
      continue;
    }
    const text = fragment(file, last, mark?.start ?? file.text.length);
    if (inNotes) notes.push(text);
    else content = text;
    last = mark?.end ?? file.text.length;
    if (mark?.kind === 'notes') {
      if (inNotes) tell(mark.start, 'second-notes', 'a second "Note:" in one slide: reveal.js would show both on the slide, and no notes');
      inNotes = true;
      continue;
    }
    slides.push({ spot: firstWritten(file, begin), parts: [closed(content, notes, firstWritten(file, begin), strict, messages)], below });
    below = mark?.kind === 'below';
    content = null;
    notes = [];
    inNotes = false;
    begin = last;
  }
  return {
    slides: withoutHidden(slides),
    notation: {
      classes: 'none',
      classNames: new Set(),
      templates: false,
      looseBlocks: false,
      starLines: false,
      elements: strict ? 'original' : 'mended',
      math: 'ticked',
    },
    messages,
  };
}

function closed(content: Fragment | null, notes: readonly Fragment[], spot: Spot, strict: boolean, messages: Message[]): DraftPart {
  const properties = new Map<string, Property>();
  const take = (part: Fragment): Fragment =>
    readSlideComments(
      readComments(part, (key) => DIRECTIVES.includes(key), properties),
      strict,
      properties,
      messages,
    );
  const body = take(content ?? { text: '', pieces: [] });
  const spoken = notes.map(take);
  const said = properties.get('data-notes');
  properties.delete('data-notes');
  const more =
    said === undefined ? [] : [{ text: said.value, pieces: [{ at: 0, file: said.spot.file, offset: said.spot.offset, part: 0 }] }];
  return { spot, properties, content: body, notes: [...more, ...spoken] };
}

/** Hidden slides are left out later; what stands below one stays in its column. */
function withoutHidden(slides: readonly DraftSlide[]): readonly DraftSlide[] {
  let opens = false; // the slide that opened the column is hidden
  return slides.map((slide) => {
    const hidden = slide.parts[0]?.properties.get('exclude')?.value === 'true';
    const below = slide.below && !opens;
    opens = hidden && !below;
    return below === slide.below ? slide : { ...slide, below };
  });
}

/** A slide's first line that is not blank, else the line behind the separator. */
function firstWritten(file: SourceFile, from: number): Spot {
  const at = from + Math.max(0, file.text.slice(from, from + 2000).search(/\S/));
  const empty = /^-{3,4}[ \t]*$/.test(file.text.slice(at, at + 8).split('\n')[0] ?? '');
  return { file, offset: Math.max(0, Math.min(empty ? from : at, file.text.length - 1)) };
}
