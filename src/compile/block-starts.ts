// Where blocks begin in remark.js's Markdown and not in CommonMark: what stands under
// `<br>`, `<img …>` or a wrapper such as `<div>` is Markdown, and a link definition ends
// a paragraph. An empty line at each such place makes both agree.
import { lineText, scanText, TEXT } from '../dialects/scan.ts';
import { type Fragment, literal, partAt, replace } from '../dialects/source.ts';
import { definedLabel } from './definitions.ts';
import {
  CLOSING,
  COMMENT_LINE,
  EMPTY_TAG,
  endOfElement,
  HTML,
  INLINE_START,
  INLINE_TAG,
  isIndented,
  isWritten,
  ONE_LINE,
  openedWrapper,
  ROW,
  UNDER_TEXT,
  WRAPPER_END,
} from './html-lines.ts';

/** Places in one slide; a text with more was written by no hand. */
const MOST = 500;

export function startBlocks(source: Fragment): Fragment {
  const { text } = source;
  if (!/<[a-z]/i.test(text) && !text.includes(']:')) return source;
  const scan = scanText(text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  let cut = -1;
  const apart = (line: number): void => {
    const at = scan.starts[line];
    if (at === undefined || line === cut || !isWritten(scan, line)) return;
    cut = line;
    ranges.push({ start: at, end: at, by: literal('\n', partAt(source, at)) });
  };
  /** Elements that stand open with Markdown in them. */
  const open: string[] = [];
  const opened = (name = ''): void => {
    if (open.length < MOST) open.push(name.toLowerCase());
  };
  /** A paragraph of Markdown would end the `<p>` around it, so that is a `<div>`. */
  const rename = (line: number): void => {
    const at = (scan.starts[line] ?? 0) + lineText(scan, line).search(/p/i);
    ranges.push({ start: at, end: at + 1, by: literal('div', partAt(source, at)) });
  };
  const ends = new Map<string, number>();
  let htmlEnd = 0;
  let state: 'start' | 'paragraph' | 'definition' | 'html' = 'start';
  for (let i = 0; i < scan.starts.length && ranges.length < MOST; i++) {
    const line = lineText(scan, i);
    if (scan.kinds[i] !== TEXT || line.trim() === '') {
      state = 'start';
      continue;
    }
    const ended = CLOSING.exec(line)?.[1]?.toLowerCase();
    const closing = ended === undefined ? -1 : open.lastIndexOf(ended);
    const tag = INLINE_TAG.exec(line);
    const free =
      state === 'start' || (state === 'paragraph' && (UNDER_TEXT.test(line) || (tag !== null && ROW.test(lineText(scan, i - 1)))));
    const within = state === 'html' && i <= htmlEnd;
    const goesOn = within || (state === 'paragraph' && !free);
    const wrapper = goesOn ? null : openedWrapper(scan, i, line, ends);
    if (closing !== -1 && !(within && htmlEnd < scan.starts.length)) {
      open.length = closing;
      if (state !== 'start') apart(i);
      if (ended === 'p') rename(i);
      if (!isIndented(scan, i + 1)) apart(i + 1);
      state = 'start';
    } else if (within) continue;
    else if (definedLabel(line) !== undefined) {
      if (state === 'paragraph') apart(i);
      state = 'definition';
    } else if (goesOn) {
      if (ONE_LINE.test(line)) state = 'start';
    } else if (tag !== null && !isIndented(scan, i + 1)) {
      if (tag[1] === '' && !EMPTY_TAG.test(tag[2] ?? '')) opened(tag[2]);
      apart(i + 1);
      state = 'start';
    } else if (wrapper !== null) {
      if (wrapper === 'p') rename(i);
      opened(wrapper);
      apart(i + 1);
      state = 'start';
    } else if (COMMENT_LINE.test(line)) state = 'start';
    else if (WRAPPER_END.test(line) && !isIndented(scan, i + 1) && !HTML.test(lineText(scan, i + 1))) {
      apart(i + 1);
      state = 'start';
    } else if (HTML.test(line) && (tag !== null || !INLINE_START.test(line))) {
      state = 'html';
      const end = endOfElement(scan, i, line);
      const more = end !== null && isWritten(scan, end + 1) && !isIndented(scan, end + 1) && !HTML.test(lineText(scan, end + 1));
      htmlEnd = more ? end : scan.starts.length;
      if (more) apart(end + 1);
    } else state = ONE_LINE.test(line) ? 'start' : 'paragraph';
  }
  return replace(source, ranges);
}
