// Reveal talks, read plainly: `---` between columns, `----` between the slides of
// one, `Note:` before notes.
import type { DialectReader } from './draft.ts';
import { readPlainly } from './plain.ts';

export const reveal: DialectReader = {
  name: 'reveal',
  detect(lines, frontMatter) {
    for (const key of ['revealOptions', 'verticalSeparator', 'highlightTheme', 'notesSeparator', 'reveal'])
      if (frontMatter.has(key)) return `"${key}:" in front matter`;
    let blank = true;
    for (const { text, number } of lines) {
      if (text === '----' && blank) return `"----" on line ${number}`;
      if (/^notes?:/i.test(text) && /^[Nn]otes?:(\s|$)/.test(text)) return `"${text.slice(0, text.indexOf(':') + 1)}" on line ${number}`;
      const mark = /<!--\s*\.(slide|element):/.exec(text);
      if (mark !== null) return `"<!-- .${mark[1]}:" on line ${number}`;
      blank = text.trim() === '';
    }
    return null;
  },
  read: (file, start, scan) =>
    readPlainly(file, start, scan, {
      dialect: 'reveal',
      cut: (line) => (line === '---' ? 'behind' : line === '----' ? 'below' : null),
      notes: /^notes?:/i,
      missing: 'separators of your own, attributes and fragments are not',
    }),
};
