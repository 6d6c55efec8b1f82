import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../src/compile/front-matter.ts';
import { sourceFile } from '../../src/dialects/source.ts';

function read(text: string): { settings: unknown; rest: string; messages: string[] } {
  const file = sourceFile('/r/talk.md', 'talk.md', text);
  const { settings, bodyStart, messages } = readFrontMatter(file);
  return { settings, rest: file.text.slice(bodyStart, bodyStart + 20), messages: messages.map((m) => `${m.line}:${m.column} ${m.reason}`) };
}

describe('front matter', () => {
  it.each([
    ['none', '# a', {}, '# a', []],
    ['some', '---\ntitle: A\nstrict: yes\n---\n# a', { title: 'A' }, '# a', ['3:1 strict is neither true nor false: "yes"']],
    ['empty', '---\n---\n# a', {}, '# a', []],
    ['a byte order mark and CRLF', '\uFEFF---\r\ntitle: A\r\n---\r\n# a', { title: 'A' }, '# a', []],
    ['slides that begin with a separator', '---\n# a\n---\n# b', {}, '---\n# a\n---\n# b', []],
    ['prose between separators', '---\nSome prose.\n---\n# b', {}, '---\nSome prose.\n---\n', []],
    ['never closed', '---\ntitle: A\n\n# a', {}, '---\ntitle: A\n\n# a', ['1:1 front matter is not closed; end it with a line of "---"']],
    [
      'one wrong value does not lose the others',
      '---\nratio: wide\nlang: de\n---\n',
      { lang: 'de' },
      '',
      ['2:1 ratio is not a ratio such as 16:9: "wide"'],
    ],
  ])('%s', (_, text, settings, rest, messages) => {
    expect(read(text)).toEqual({ settings, rest, messages });
  });

  it.each(['js', 'javascript', 'coffee', 'toml', 'json'])('test 51: %s is not executed', (lang) => {
    const { settings, rest, messages } = read(`---${lang}\nglobalThis.pwned = true\n---\n# a`);
    expect({ settings, rest, pwned: 'pwned' in globalThis }).toEqual({ settings: {}, rest: '# a', pwned: false });
    expect(messages).toEqual([`1:1 front matter is only YAML between two lines of "---", "---${lang}" is not read`]);
  });

  it.each([
    '__proto__: {polluted: 1}',
    '{"__proto__": {"polluted": 1}}',
    'a: &a {__proto__: {polluted: 1}}\nb:\n  <<: *a',
    'constructor: {prototype: {polluted: 1}}',
    'reveal: {__proto__: {polluted: 1}}',
  ])('test 52: %s pollutes nothing', (yaml) => {
    const { settings } = read(`---\n${yaml}\n---\n`);
    expect('polluted' in {}).toBe(false);
    expect((settings as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('test 53: aliases that multiply are refused', () => {
    const levels = Array.from(
      { length: 8 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(',')}]`,
    ).join('\n');
    expect(read(`---\nl0: &l0 x\n${levels}\n---\n# a`)).toEqual({
      settings: {},
      rest: '# a',
      messages: [expect.stringContaining('alias')],
    });
  });

  it.each([
    ['brackets', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['open brackets', `a: ${'['.repeat(5000)}`],
    [
      'maps',
      Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`)
        .join('\n')
        .slice(0, 60_000),
    ],
    ['dashes', `${'- '.repeat(3000)}a`],
  ])('test 54: %s nested too deep are refused', (_, yaml) => {
    expect(read(`---\n${yaml}\n---\n# a`).messages).toEqual(['1:1 front matter is nested deeper than 20 levels']);
  });

  it('test 55: more than 64 KiB is refused', () => {
    expect(read(`---\na: ${'x'.repeat(70_000)}\n---\n# a`)).toEqual({
      settings: {},
      rest: '# a',
      messages: ['1:1 front matter is 69 KiB long, more than the 64 it may be'],
    });
  });

  it('test 56: scalars are what YAML 1.2 says', () => {
    const { settings, messages } = read('---\ntitle: no\nauthor: 12:30:45\nevent: 1.10\nlang: 010\ndate: 2026-11-20\n---\n');
    expect({ settings, messages }).toEqual({
      settings: { title: 'no', author: '12:30:45', event: '1.1', lang: '10', date: '2026-11-20' },
      messages: [],
    });
    expect(read('---\ntitle: a\ntitle: b\n---\n').messages).toEqual(['3:1 front matter is not valid YAML: map keys must be unique']);
    expect(read('---\nreveal:\n\ta: b\n---\n').messages).toHaveLength(1);
    expect(read('---\ntitle: !!js/function "x"\n---\n').messages).toEqual([]);
  });
});
