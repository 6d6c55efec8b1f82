// Pictures, films and sounds, all written `![alt](address "caption")`, with what
// stands in braces behind them: `{width=50%}`, `{.right}`. A picture that has a
// paragraph and a caption to itself is a figure.
import type { Element, ElementContent, Properties } from 'hast';
import type { Severity } from '../message.ts';
import { didYouMean } from '../message.ts';
import { isDangerous } from './dangers.ts';

export interface PictureOptions {
  /** A picture's title stays what it is in Markdown: what the pointer shows. */
  readonly plainTitles: boolean;
  /** `at` is the node that it is about. */
  tell(at: ElementContent, severity: Severity, rule: string, reason: string): void;
}

const FILM = /\.(mp4|webm|ogv|mov|m4v)([?#].*)?$/i;
const SOUND = /\.(mp3|ogg|oga|wav|m4a|flac)([?#].*)?$/i;
const WORDS: readonly string[] = ['width', 'height', 'poster', 'controls', 'autoplay', 'loop', 'muted'];
const BRACES = /^\{([^{}\n]*)\}/;

/** Mends the pictures among an element's children, and the element where it holds but one. In place, before the children are looked at. */
export function mendPictures(parent: Element, options: PictureOptions): void {
  let held: Element | null = null;
  for (const [i, node] of parent.children.entries()) {
    if (node.type !== 'element' || node.tagName !== 'img') continue;
    held = node;
    const next = parent.children[i + 1];
    const braces = next?.type === 'text' ? BRACES.exec(next.value) : null;
    asMedium(node);
    if (next?.type !== 'text' || braces === null || !readBraces(node, braces[1] ?? '', options)) continue;
    next.value = next.value.slice(braces[0].length);
    if (next.position?.start.offset !== undefined) next.position.start.offset += braces[0].length;
  }
  if (held === null || parent.tagName !== 'p' || options.plainTitles) return;
  const alone = parent.children.every((node) => node === held || (node.type === 'text' && node.value.trim() === ''));
  const { title, style, className, ...rest } = held.properties;
  if (!alone || typeof title !== 'string' || title.trim() === '') return;
  const caption: Element = { type: 'element', tagName: 'figcaption', properties: {}, children: [{ type: 'text', value: title }] };
  held.properties = rest;
  parent.tagName = 'figure';
  parent.properties = { className: ['picture', ...names(className)], ...(style === undefined ? {} : { style }) };
  parent.children = [held, caption];
}

/** `![](talk.mp4)` is a film. */
function asMedium(node: Element): void {
  const src = String(node.properties.src ?? '');
  const tagName = FILM.test(src) ? 'video' : SOUND.test(src) ? 'audio' : null;
  if (tagName === null) return;
  const { alt, ...rest } = node.properties;
  node.tagName = tagName;
  node.properties = { ...rest, controls: true, preload: 'metadata', ...(tagName === 'video' ? { playsInline: true } : {}) };
  if (typeof alt === 'string' && alt !== '') node.properties.ariaLabel = alt;
}

/** Gives a picture what its braces say; false when they are the author's text. */
function readBraces(node: Element, inside: string, { tell }: PictureOptions): boolean {
  const words = inside.match(/[^\s=]+=(?:"[^"]*"|'[^']*'|\S*)|\S+/g) ?? [];
  if (words.length === 0 || !words.every((word) => /^(?:[.#][\w-]+|[A-Za-z]+(?:=.*)?)$/.test(word))) return false;
  if (!words.some((word) => /^[.#]|=/.test(word)) && !words.every((word) => WORDS.includes(word))) return false;
  const film = node.tagName === 'video' || node.tagName === 'audio';
  const style: string[] = [];
  for (const word of words) {
    const [, name = '', written = ''] = /^([^=]*)=?(.*)$/s.exec(word) ?? [];
    const value = written.replace(/^(["'])(.*)\1$/s, '$2');
    const size = /^(\d+(?:\.\d+)?)(%|px|em|rem|vw|vh)?$/.exec(value);
    if (word.startsWith('.')) node.properties.className = [...names(node.properties.className), word.slice(1)];
    else if (word.startsWith('#')) node.properties.id = word.slice(1);
    else if ((name === 'width' || name === 'height') && size !== null) style.push(`${name}: ${size[1]}${size[2] ?? 'px'}`);
    else if (film && name === 'poster' && value !== '' && !isDangerous(value)) node.properties.poster = value;
    else if (film && (name === 'autoplay' || name === 'loop' || name === 'muted' || name === 'controls'))
      Object.assign(node.properties, medium(name, value));
    else tell(node, 'warning', 'picture-attribute', `"${word}" behind a picture means nothing${didYouMean(name, WORDS)}`);
  }
  if (style.length > 0) node.properties.style = style.join('; ');
  return true;
}

/** Browsers play by themselves only what is silent. */
function medium(name: 'autoplay' | 'loop' | 'muted' | 'controls', value: string): Properties {
  const on = value !== 'false';
  if (name === 'autoplay') return on ? { autoPlay: true, muted: true } : {};
  return { [name]: on };
}

function names(className: Properties[string]): string[] {
  return Array.isArray(className) ? className.map(String) : typeof className === 'string' ? className.split(/\s+/) : [];
}
