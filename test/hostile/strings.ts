// Awkward strings: what people, files and other programs put where a title or a name
// is expected. Our own list. None holds a line break, which would end a heading.

export const STRINGS: readonly string[] = [
  // Words that mean something to some program.
  ...['undefined', 'null', 'NaN', 'true', 'constructor', '__proto__', 'prototype', 'hasOwnProperty', 'toString', 'then', 'length'],
  ...['CON', 'NUL', 'aux.txt', '..', '../x', '../../etc/passwd', '/', 'C:\\x', '~', '.git', 'a/b', 'a%2fb', '%00', '%s%d%n', '%zz'],
  ...['0', '-1', '1e400', '0x1F', '1/0', '007', '12:30:45', '2026-11-21'],
  // Marks of languages.
  ...[
    '<b>x</b>',
    '<script>top.__x=1</script>',
    '<img src=x onerror=top.__x=1>',
    '</title><svg/onload=top.__x=1>',
    '-->',
    ']]>',
    '&lt;',
    '&amp;amp;',
  ],
  ...[
    '"',
    "'",
    '"\'`',
    "'; DROP TABLE slides;--",
    '${7*7}',
    '{{7*7}}',
    '#{7*7}',
    '$(touch x)',
    '`touch x`',
    '|ls',
    '&& ls',
    '#',
    '#/1',
    '?x=1',
    '\\',
    '\\u0041',
  ],
  // Letters that are more, or less, than they look.
  ...[
    'é',
    'e\u0301',
    'Z\u0351\u036b\u0343\u036a\u0302a\u0321\u034a\u0357l\u0348\u0339g\u0330\u0310o',
    'ﷺ',
    'ß',
    'İ',
    'ﬀ',
    '𝔘𝔫𝔦',
    '🙂',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🇩🇪',
    '👍🏽',
  ],
  ...[
    'שלום',
    'مرحبا a بالعالم',
    '\u202eright to left',
    '\u202aa\u202cb',
    '\u2066x\u2069',
    'a\u200bb',
    'a\u00adb',
    '\u2060x',
    'x\ufe0f',
    '\u00a0x\u00a0',
    '日本語',
    'ไทย',
    '田中さん',
    'Ω≈ç√∫',
    '￼',
    '�',
  ],
  // Long ones.
  ...['a'.repeat(300), 'wörter '.repeat(40).trim(), '🙂'.repeat(100)],
];

/** As Markdown that shows just these letters. */
export function asMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/^(\d+)/, '<!-- -->$1');
}
