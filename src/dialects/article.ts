// A plain Markdown document: one slide a heading of the first two levels.
import type { DialectReader } from './draft.ts';
import { readPlainly } from './plain.ts';

export const article: DialectReader = {
  name: 'article',
  // What nothing else claims is an article.
  detect: () => null,
  read: (file, start, scan) =>
    readPlainly(file, start, scan, {
      dialect: 'article',
      cut(line, next, before) {
        if (/^ {0,3}#{1,2}[ \t]+\S/.test(line)) return 'at';
        const underlined = /^ {0,3}(?:=+|-+)[ \t]*$/.test(next) && /^ {0,3}[^\s>#*+-]/.test(line);
        return underlined && before.trim() === '' ? 'at' : null;
      },
      notes: null,
      missing: 'long sections are not cut into slides of their own',
    }),
};
