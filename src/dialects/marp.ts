// Marp talks, read plainly: slides end at thematic breaks.
import type { DialectReader } from './draft.ts';
import { readPlainly } from './plain.ts';

export const marp: DialectReader = {
  name: 'marp',
  detect: (_lines, frontMatter) => (frontMatter.get('marp') === true ? '"marp: true" in front matter' : null),
  read: (file, start, scan) =>
    readPlainly(file, start, scan, {
      dialect: 'marp',
      cut: (line, _next, before) =>
        /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(line) &&
        !(before.trim() !== '' && /^ {0,3}-+[ \t]*$/.test(line))
          ? 'behind'
          : null,
      notes: null,
      missing: 'directives, notes, image keywords and themes are not',
    }),
};
