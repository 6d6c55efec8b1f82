// Slides as plain text, the way programs export them: a form feed or a line such as
// `Slide 3` between two of them, or nothing but a title in capitals. Becomes Markdown,
// a heading a slide; footers that come again and page numbers are left out and told.
import { escapedText } from './escape-text.ts';
import { pagesOf, type SlidePage } from './pages.ts';
import type { Imported } from './result.ts';
import { bodyOf } from './slide-body.ts';

/** @param raw the file's text; line ends may be of any kind */
export function fromSlideText(raw: string): Imported {
  const text = raw
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\0', '\uFFFD');
  const { pages, told } = pagesOf(text);
  const out: string[] = [];
  const first = pages[0];
  for (const [i, { title, lines, notes }] of pages.entries()) {
    const level = i === 0 && title !== null ? '#' : '##';
    const parts = [title === null ? (i === 0 ? '' : '---') : `${level} ${escapedText(title)}`, bodyOf(lines), notesOf(notes)];
    out.push(parts.filter((part) => part !== '').join('\n\n'));
  }
  const title = first?.title ?? null;
  return { body: out.join('\n\n'), settings: title === null ? {} : { title }, told };
}

function notesOf(notes: SlidePage['notes']): string {
  const text = notes.join('\n').trim().replaceAll('-->', '--&gt;');
  return text === '' ? '' : `<!-- notes:\n${text}\n-->`;
}
