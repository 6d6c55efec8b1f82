// Where the Remark dialect cuts a text, and what it takes for properties and notes.
import { describe, expect, it } from 'vitest';
import { remarkjs } from '../../src/dialects/remark.ts';
import { scanFile, sourceFile } from '../../src/dialects/source.ts';

/** Slides joined by ` / `, their steps by ` + `; properties in braces, notes in parentheses; then the messages. */
function read(text: string, strict = false): { slides: string; messages: string[] } {
  const file = sourceFile('/r/talk.md', 'talk.md', text);
  const draft = remarkjs.read(file, 0, scanFile(file, 0), { strict, frontMatter: new Map() });
  const slides = draft.slides.map(({ parts }) =>
    parts
      .map(({ properties, content, notes }) => {
        const set = [...properties].map(([key, { value }]) => `${key}=${value}`).join(',');
        return `${set === '' ? '' : `{${set}}`}${JSON.stringify(content.text).slice(1, -1)}${notes.map((n) => `(${JSON.stringify(n.text).slice(1, -1)})`).join('')}`;
      })
      .join(' + '),
  );
  return { slides: slides.join(' / '), messages: draft.messages.map((m) => `${m.line}:${m.column} ${m.rule}`) };
}

describe('separators', () => {
  it.each([
    ['a\n---\nb', 'a / b', []],
    ['a\n<!--  break -->\nb', 'a / b', []],
    ['a\n<!-- Break -->\nb', 'a\\n<!-- Break -->\\nb', []],
    ['', '', []],
    ['---', ' / ', []],
    ['a\n---\n---\nb', 'a /  / b', []],
    ['a\n----\nb', 'a\\n----\\nb', []],
    ['a\n ---\nb', 'a\\n ---\\nb', []],
    ['a\n***\nb', 'a\\n***\\nb', []],
    ['a\n--- \nb', 'a / b', ['2:1 separator-trailing-space']],
    ['a\n--\nb', 'a + \\nb', []],
    ['a\n-- \nb', 'a + \\nb', ['2:1 separator-trailing-space']],
    ['a\n  --\nb', 'a\\n  --\\nb', []],
    ['a\r\n---\r\nb\r\n--\r\nc', 'a / b + \\nc', []],
    ['\uFEFFa\n---\nb', 'a / b', []],
    ['```js {1|2}\n---\n```\n---\nb', '```js {1|2}\\n---\\n``` / b', ['2:1 separator-in-code']],
    ['<!--\n---\n-->\na', '<!--\\n---\\n-->\\na', ['2:1 separator-in-code']],
    ['.a[\n---\n--\n???\n]\n---\nb', '.a[\\n---\\n--\\n???\\n] / b', []],
    ['```\na\n---\nb', '```\\na / b', ['1:1 unclosed-fence']],
    ['    a\n    ---\n      b', 'a /   b', []],
  ])('%j', (text, slides, messages) => {
    expect(read(text)).toEqual({ slides, messages });
  });
});

describe('separators as the original sees them', () => {
  it.each([
    ['a\n--- \nb', 'a\\n--- \\nb'],
    ['```js {1|2}\n---\n```', '```js {1|2} / ```'],
    ['```js\n---\n```\n---\nb', '```js\\n---\\n```\\n / b'],
    ['<!--\n---\n-->', '<!-- / -->'],
    ['---\n---', ' /  / '],
    ['Test ``code``\n---\nb', 'Test ``code`` / b'],
    ['.a[\n---\n]', '.a[\\n---\\n]'],
  ])('%j', (text, slides) => {
    expect(read(text, true).slides).toBe(slides);
  });
});

describe('notes', () => {
  it.each([
    ['a\n???\nb\n---\nc', 'a(b) / c', []],
    ['a\n???\nb\n--\nc\n???\nd', 'a(b) + \\nc(d)', []],
    ['a\n???\nb\n???\nc', 'a(b)(c)', ['4:1 second-notes']],
    ['a\n??? \nb', 'a(b)', ['2:1 separator-trailing-space']],
  ])('%j', (text, slides, messages) => {
    expect(read(text)).toEqual({ slides, messages });
  });

  it('keeps only the last in strict talks', () => {
    expect(read('a\n???\nb\n???\nc', true).slides).toBe('a(c)');
  });
});

describe('properties', () => {
  it.each([
    ['name: a\nclass:b, c\n\ntext', '{name=a,class=b, c}\\n\\ntext', []],
    ['\n\nclass: a\n\nlayout: true\nb', '{class=a,layout=true}\\nb', []],
    ['background-image: url($x.png)\nb', '{background-image=url($x.png)}\\nb', []],
    ['Note: b', 'Note: b', ['1:1 prose-kept']],
    ['http://x.com is nice', 'http://x.com is nice', ['1:1 prose-kept']],
    ['12:30 lunch', '12:30 lunch', ['1:1 prose-kept']],
    ['example:\n\n- a', 'example:\\n\\n- a', ['1:1 prose-kept']],
    ['class: a\nNote: b', '{class=a}\\nNote: b', ['2:1 prose-kept']],
    ['class: a\ntransition: fade\nb', '{class=a,transition=fade}\\nb', ['2:1 unknown-property']],
    ['clas: a\nb', '{clas=a}\\nb', ['1:1 unknown-property']],
    ['who: b\n\nHello {{ who }}', '{who=b}\\n\\nHello {{ who }}', []],
    ['a\n\n<!-- class: x -->\nb', '{class=x}a\\n\\nb', []],
    ['a <!-- TODO: x --> b', 'a <!-- TODO: x --> b', []],
    ['```\n<!-- class: x -->\n```', '```\\n<!-- class: x -->\\n```', []],
    ['a `<!-- class: x -->`', 'a `<!-- class: x -->`', []],
    ['__proto__: x\nclass: y', '__proto__: x\\nclass: y', ['1:1 prose-kept']],
  ])('%j', (text, slides, messages) => {
    expect(read(text)).toEqual({ slides, messages });
  });

  it('takes any key in strict talks, up to a dollar', () => {
    expect(read('Note: b\nprice: 5$ only\nc', true).slides).toBe('{Note=b,price=5}$ only\\nc');
    expect(read('a\n\n<!-- TODO: x -->\nb', true).slides).toBe('{TODO=x}a\\nb');
  });
});
