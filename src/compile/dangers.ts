// What an author's HTML may not do in a slide: run scripts, handle events, change
// the page around it. Takes such things out, one message each; the allow list
// behind it (allowed.ts) is the wall, this is the one who explains.
import type { Element, ElementContent, Root } from 'hast';
import { OWN_ATTRIBUTES } from './allowed.ts';
import { MOST_USED, usedInTree } from './uses.ts';

export interface Removed {
  /** Offset in the text that was parsed, or null where HTML has mended the author's nesting. */
  readonly offset: number | null;
  readonly rule: 'script-removed' | 'handler-removed' | 'link-removed' | 'element-removed';
  readonly reason: string;
}

const SCRIPTS: ReadonlySet<string> = new Set(['script', 'noscript', 'template']);
const FOREIGN: ReadonlySet<string> = new Set([
  'object',
  'embed',
  'applet',
  'base',
  'meta',
  'link',
  'form',
  'frameset',
  'frame',
  'portal',
  'plaintext',
]);
const ADDRESSES: readonly string[] = [
  'href',
  'src',
  'xLinkHref',
  'poster',
  'background',
  'cite',
  'longDesc',
  'srcSet',
  'to',
  'from',
  'values',
  'by',
];

/** What an engine might make an address of, where an author's `data-…` attribute holds it. */
const RUNS = /^(javascript|vbscript):|^data:(text|application|image\/svg)/;

/** Takes out what is dangerous, in place. */
export function removeDangers(root: Root): readonly Removed[] {
  const removed: Removed[] = [];
  visit(root, removed, null);
  if (usedInTree(root) > MOST_USED) takeUses(root, removed);
  return removed;
}

const USES = `<use> is taken out: those of this slide come to more than ${MOST_USED} shapes`;

/** A browser would not get done with them. */
function takeUses(parent: Root | Element, removed: Removed[]): void {
  const kept = (parent.children as ElementContent[]).filter((node) => {
    if (node.type !== 'element') return true;
    takeUses(node, removed);
    if (node.tagName !== 'use') return true;
    // One message for all of them.
    if (!removed.some(({ reason }) => reason === USES))
      removed.push({ offset: node.position?.start.offset ?? null, rule: 'element-removed', reason: USES });
    return false;
  });
  parent.children = kept;
}

/** @param foreign what the parent stands in where a browser reads `<style>` as markup */
function visit(parent: Root | Element, removed: Removed[], foreign: 'svg' | 'math' | null): void {
  const kept: ElementContent[] = [];
  for (const node of parent.children as ElementContent[]) {
    if (node.type !== 'element') {
      kept.push(node);
      continue;
    }
    const offset = node.position?.start.offset ?? null;
    const name = node.tagName.toLowerCase();
    if (SCRIPTS.has(name)) {
      removed.push({
        offset,
        rule: 'script-removed',
        reason: `<${name}> is taken out: a talk does not run scripts`,
      });
      continue;
    }
    if (name === 'style' && opens(node, foreign !== null)) {
      removed.push({ offset, rule: 'element-removed', reason: '<style> is taken out: there is markup in it' });
      continue;
    }
    visit(node, removed, within(name, foreign));
    if (FOREIGN.has(name)) {
      removed.push({ offset, rule: 'element-removed', reason: `<${name}> is taken out, what stands in it stays` });
      kept.push(...node.children);
      continue;
    }
    cleanAttributes(node, offset, removed);
    kept.push(node);
  }
  parent.children = kept;
}

/** There is HTML in the foreignObject of an SVG; in MathML an SVG may turn out to be none. */
function within(name: string, foreign: 'svg' | 'math' | null): 'svg' | 'math' | null {
  if (name === 'math' || foreign === 'math') return 'math';
  if (name === 'foreignobject') return null;
  return name === 'svg' ? 'svg' : foreign;
}

/**
 * The text of a style is written as it is. Where it held markup, the browser would read that as elements, which
 * nobody has looked at: HTML may change what a style is, and so may an element around it that goes.
 */
function opens({ children }: Element, foreign: boolean): boolean {
  const markup = foreign ? /<[a-z/!?]/i : /<\/style/i;
  return children.some((child) => child.type !== 'text' || markup.test(child.value));
}

function cleanAttributes(node: Element, offset: number | null, removed: Removed[]): void {
  for (const [key, value] of Object.entries(node.properties)) {
    const drop = (rule: Removed['rule'], reason: string): void => {
      delete node.properties[key];
      removed.push({ offset, rule, reason });
    };
    if (/^on/i.test(key)) drop('handler-removed', `${key.toLowerCase()} on <${node.tagName}> is taken out: a talk does not run scripts`);
    else if (key === 'srcDoc') drop('element-removed', `srcdoc on <${node.tagName}> is taken out`);
    else if (OWN_ATTRIBUTES.has(key) || (key === 'name' && node.tagName !== 'input')) delete node.properties[key];
    else if (/^data[A-Z]/.test(key) && RUNS.test(bare(String(value))))
      drop('link-removed', `the address in ${attributeName(key)} of <${node.tagName}> is taken out`);
    else if (ADDRESSES.includes(key) && dangerous(String(value), node.tagName, key)) {
      const scheme = /^[^:]*/.exec(bare(String(value)))?.[0] ?? '';
      drop('link-removed', `"${scheme}:" in ${key.toLowerCase()} of <${node.tagName}> is taken out`);
    } else if (key === 'attributeName' && /href|^on/i.test(String(value)))
      drop('link-removed', `<${node.tagName}> may not change ${String(value)}`);
  }
}

function dangerous(value: string, tag: string, key: string): boolean {
  return isDangerous(value) || ((key === 'href' || tag === 'iframe') && bare(value).startsWith('data:'));
}

/** Whether an address is none that a picture, film or sound could have. */
export function isDangerous(value: string): boolean {
  const address = bare(value);
  if (/(^|;)(javascript|vbscript):/.test(address)) return true;
  // Pictures and sounds may stand in the text itself; a page may not.
  if (address.startsWith('data:')) return !/^data:(image|video|audio|font)\//.test(address);
  return /^(file|blob|filesystem|about|view-source):/.test(address);
}

/** `dataPreviewLink` as it is written. */
function attributeName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** As a browser reads the scheme: without white space and control characters, in lower case. */
function bare(value: string): string {
  return value.replace(/[\u0000-\u0020\u007f-\u009f]/g, '').toLowerCase();
}
