// `<!-- .element: class="fragment" -->`: attributes for the element that stands before
// the comment, else for the one it stands in. Works on the tree as it comes from the
// HTML parser, before the wall (allowed.ts), which checks these attributes as any other.
import type { Comment, Element, ElementContent, Root, Text } from 'hast';
import { parseAttributes } from '../dialects/attributes.ts';
import type { Told } from './markdown.ts';

/** Marks an element that was put around a code block's placeholder, to carry its attributes to the figure. */
export const ON_CODE = 'dataOnCode';

const COMMENT = /^\s*\.element(:|(?=\s))([\s\S]*)$/;

/** Whether a text may hold such a comment. */
export function mayNameElements(text: string): boolean {
  return text.includes('.element');
}

/** Gives the attributes to their elements, in place, and takes the comments out. */
export function applyElementComments(root: Root, original: boolean, source: string): readonly Told[] {
  const told: Told[] = [];
  visit(root, original, source, told);
  return told;
}

function visit(parent: Root | Element, original: boolean, source: string, told: Told[]): void {
  const children = parent.children as ElementContent[];
  for (const node of [...children]) {
    if (node.type === 'element') visit(node, original, source, told);
    if (node.type !== 'comment') continue;
    const match = COMMENT.exec(node.value);
    if (match === null || (original && match[1] === '')) continue;
    const target = targetOf(parent, children.indexOf(node), node, source);
    children.splice(children.indexOf(node), 1);
    if (target !== null) give(target, match[2] ?? '', match[1] === '', node, original, told);
  }
}

/** The nearest element before the comment, but for line breaks; else the element it stands in. */
function targetOf(parent: Root | Element, at: number, comment: Comment, source: string): Element | null {
  const children = parent.children as ElementContent[];
  for (let i = at - 1; i >= 0; i--) {
    const node = children[i];
    if (node?.type === 'text' && /\u{10FFFC}c\d+\u{10FFFD}\s*$/u.test(node.value)) return wrapCode(children, i, node);
    if (node?.type === 'element' && node.tagName !== 'br') return isUnder(node, comment, source) ? lastItem(node) : node;
  }
  return parent.type === 'element' ? parent : null;
}

/** Right below a list, without a blank line, a comment belongs to its last item, as reveal.js reads lists. */
function isUnder(list: Element, comment: Comment, source: string): boolean {
  if (list.tagName !== 'ul' && list.tagName !== 'ol') return false;
  const from = list.position?.end.offset;
  const to = comment.position?.start.offset;
  return from !== undefined && to !== undefined && !/\n[ \t]*\n/.test(source.slice(from, to));
}

function lastItem(list: Element): Element {
  const item = list.children.findLast((child): child is Element => child.type === 'element');
  const inner = item?.children.findLast((child): child is Element => child.type === 'element');
  if (item === undefined) return list;
  return inner !== undefined && (inner.tagName === 'ul' || inner.tagName === 'ol') ? lastItem(inner) : item;
}

/** The last placeholder of a text gets an element of its own. */
function wrapCode(children: ElementContent[], at: number, node: Text): Element {
  const from = node.value.lastIndexOf('\u{10FFFC}');
  const wrapper: Element = { type: 'element', tagName: 'div', properties: { [ON_CODE]: '' }, children: [] };
  wrapper.children = [{ type: 'text', value: node.value.slice(from).trimEnd() }];
  node.value = node.value.slice(0, from);
  children.splice(at + 1, 0, wrapper);
  return wrapper;
}

/** Attributes for a code block go to its figure. */
export function onFigure(wrapper: Element): ElementContent {
  const { [ON_CODE]: _, className, ...rest } = wrapper.properties;
  const figure = wrapper.children.find((child): child is Element => child.type === 'element');
  if (figure === undefined) return { type: 'text', value: '' };
  const words = [figure.properties.className, className].flatMap((list) => (Array.isArray(list) ? list : []));
  Object.assign(figure.properties, rest, { className: words });
  return figure;
}

/** Names of HTML attributes whose properties are written otherwise; the rest are written as they are. */
const PROPERTIES: Readonly<Record<string, string>> = Object.fromEntries(
  'colSpan rowSpan tabIndex autoPlay playsInline allowFullScreen hrefLang srcSet contentEditable'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

function propertyOf(name: string): string {
  if (/^(data|aria)-/.test(name)) return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(PROPERTIES, name) ? (PROPERTIES[name] ?? name) : name;
}

function give(target: Element, text: string, noColon: boolean, comment: Comment, original: boolean, told: Told[]): void {
  const offset = comment.position?.start.offset ?? null;
  const tell = (severity: Told['severity'], rule: string, reason: string): void => void told.push({ offset, severity, rule, reason });
  if (noColon) tell('info', 'attributes-colon', '".element" is read without its colon, where reveal.js would skip it');
  // reveal.js reads the first line only.
  for (const { name, value, loose } of parseAttributes(original ? (/^\s*\S[^\n]*/.exec(text)?.[0] ?? '') : text, original)) {
    if (loose && value === '') {
      tell('warning', 'attribute-value', `"${name}" has no value and is left out; only data-… may stand alone`);
      continue;
    }
    if (loose) tell('info', 'attribute-quotes', `${name} is read without double quotes around its value, where reveal.js would skip it`);
    if (name === 'class') {
      const before = target.properties.className;
      target.properties.className = [...(Array.isArray(before) ? before : []), ...value.split(/\s+/).filter(Boolean)];
    } else target.properties[propertyOf(name)] = value;
  }
}
