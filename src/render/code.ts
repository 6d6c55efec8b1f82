// A code block as the page shows it: one span a line, tokens inside, the lines that
// each step or mark lights as attributes which the client reads, and for a snippet
// the file and lines it comes from. Colours are the theme's, by class.
import type { Element, ElementContent, Properties } from 'hast';
import type { CodeBlock, Focus, MarkedSpan, Tokens } from '../deck.ts';

/** The figure of a block, from the one that compile left in the content. */
export function codeFigure(figure: Element, block: CodeBlock, tokens: Tokens | undefined): Element {
  const texts = block.text.replace(/\n$/, '').split('\n');
  const marked = new Set(block.highlighted);
  const lines = texts.map((text, i) => {
    const last = i === texts.length - 1;
    const parts = (block.spans ?? []).filter((span) => span.line === i + 1);
    return line(markParts(spans(text, tokens?.[i]), parts), marked.has(i + 1), last);
  });
  const { dataCode, 'data-code': id, ...rest } = figure.properties;
  const properties: Properties = { ...rest, dataCode: dataCode ?? id ?? block.id };
  if (block.lang !== null) properties.dataLang = block.lang;
  if (block.numbered !== undefined) {
    properties.dataNumbered = '';
    properties.style = [properties.style, `--before: ${block.numbered - 1}`].filter(Boolean).join('; ');
  }
  if (block.focus.length > 0) properties.dataFocus = focusAttribute(block.focus);
  if (block.marks.length > 0) properties.dataMarks = JSON.stringify(block.marks.map(({ label, line }) => [line, label]));
  const code: Element = {
    type: 'element',
    tagName: 'code',
    properties: block.lang === null ? {} : { className: [`language-${block.lang}`] },
    children: lines,
  };
  // Marp has its blocks scaled, and says so on them.
  const given = figure.children.find((node): node is Element => node.type === 'element' && node.tagName === 'pre');
  const pre: Element = { type: 'element', tagName: 'pre', properties: { ...given?.properties }, children: [code] };
  const caption = captionOf(figure, block, texts.length);
  return { ...figure, properties, children: caption === null ? [pre] : [caption, pre] };
}

/** `[[0,"1"],[1,"3-5"],[2,"all"]]`: from which step on which lines are lit. */
export function focusAttribute(focus: readonly Focus[]): string {
  return JSON.stringify(focus.map(({ step, lines }) => [step, lines === 'all' ? 'all' : ranges(lines)]));
}

/** `1,3-5` for lines 1, 3, 4, 5. */
function ranges(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const n of sorted) {
    const open = parts.at(-1);
    if (open !== undefined && open[1] === n - 1) open[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

// The newline stands inside its line, so that an empty line has its height and copied code its lines.
function line(children: ElementContent[], marked: boolean, last: boolean): Element {
  const ended: ElementContent[] = last ? children : [...children, { type: 'text', value: '\n' }];
  return { type: 'element', tagName: 'span', properties: { className: marked ? ['line', 'marked'] : ['line'] }, children: ended };
}

/** Tokens are used only when they spell the very line: stale ones must not change the text. */
function spans(text: string, tokens: Tokens[number] | undefined): ElementContent[] {
  if (text === '') return [];
  if (tokens === undefined || tokens.map(([part]) => part).join('') !== text) return [{ type: 'text', value: text }];
  return tokens.map(([part, kind]) =>
    kind === ''
      ? { type: 'text', value: part }
      : { type: 'element', tagName: 'span', properties: { className: [`t-${kind}`] }, children: [{ type: 'text', value: part }] },
  );
}

/** Puts the parts of a line that its author marked into elements of their own, tokens divided where they must be. */
function markParts(nodes: readonly ElementContent[], parts: readonly MarkedSpan[]): ElementContent[] {
  if (parts.length === 0) return [...nodes];
  const out: ElementContent[] = [];
  const marks = parts.map((): Element => ({ type: 'element', tagName: 'mark', properties: {}, children: [] }));
  let at = 0;
  for (const node of nodes) {
    const [inner] = node.type === 'element' ? node.children : [node];
    const text = inner?.type === 'text' ? inner.value : '';
    const cuts = [...new Set([0, text.length, ...parts.flatMap(({ from, to }) => [from - at, to - at])])]
      .filter((cut) => cut >= 0 && cut <= text.length)
      .sort((a, b) => a - b);
    for (const [i, from] of cuts.entries()) {
      const value = text.slice(from, cuts[i + 1] ?? from);
      if (value === '') continue;
      const piece: ElementContent = node.type === 'element' ? { ...node, children: [{ type: 'text', value }] } : { type: 'text', value };
      const which = parts.findIndex((part) => at + from >= part.from && at + from < part.to);
      const mark = marks[which];
      if (mark === undefined) out.push(piece);
      else {
        if (mark.children.length === 0) out.push(mark);
        mark.children.push(piece);
      }
    }
    at += text.length;
  }
  return out;
}

/** A snippet says where it comes from, unless the author gave it a caption. */
function captionOf(figure: Element, block: CodeBlock, count: number): Element | null {
  const given = figure.children.find((node): node is Element => node.type === 'element' && node.tagName === 'figcaption');
  if (given !== undefined && given.children.length > 0) return given;
  if (block.source === null) return null;
  const { file, line: first } = block.source;
  const part = (name: string, value: string): Element => ({
    type: 'element',
    tagName: 'span',
    properties: { className: [name] },
    children: [{ type: 'text', value }],
  });
  const lines = count === 1 ? `${first}` : `${first}–${first + count - 1}`;
  return { type: 'element', tagName: 'figcaption', properties: {}, children: [part('file', file), part('lines', lines)] };
}
