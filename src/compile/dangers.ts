// What an author's HTML may not do in a slide: run scripts, handle events, change
// the page around it. Takes such things out, one message each; the allow list
// behind it (allowed.ts) is the wall, this is the one who explains.
import type { Element, ElementContent, Root } from 'hast';
import { OWN_ATTRIBUTES } from './allowed.ts';

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

/** Takes out what is dangerous, in place. */
export function removeDangers(root: Root): readonly Removed[] {
  const removed: Removed[] = [];
  visit(root, removed);
  return removed;
}

function visit(parent: Root | Element, removed: Removed[]): void {
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
    visit(node, removed);
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

function cleanAttributes(node: Element, offset: number | null, removed: Removed[]): void {
  for (const [key, value] of Object.entries(node.properties)) {
    const drop = (rule: Removed['rule'], reason: string): void => {
      delete node.properties[key];
      removed.push({ offset, rule, reason });
    };
    if (/^on/i.test(key)) drop('handler-removed', `${key.toLowerCase()} on <${node.tagName}> is taken out: a talk does not run scripts`);
    else if (key === 'srcDoc') drop('element-removed', `srcdoc on <${node.tagName}> is taken out`);
    else if (OWN_ATTRIBUTES.has(key) || (key === 'name' && node.tagName !== 'input')) delete node.properties[key];
    else if (ADDRESSES.includes(key) && dangerous(String(value), node.tagName, key)) {
      const scheme = /^[^:]*/.exec(bare(String(value)))?.[0] ?? '';
      drop('link-removed', `"${scheme}:" in ${key.toLowerCase()} of <${node.tagName}> is taken out`);
    } else if (key === 'attributeName' && /href|^on/i.test(String(value)))
      drop('link-removed', `<${node.tagName}> may not change ${String(value)}`);
  }
}

function dangerous(value: string, tag: string, key: string): boolean {
  const address = bare(value);
  if (/(^|;)(javascript|vbscript):/.test(address)) return true;
  if (!address.startsWith('data:')) return /^(file|blob|filesystem|about|view-source):/.test(address);
  // Pictures and sounds may stand in the text itself; a page may not.
  return key === 'href' || tag === 'iframe' || !/^data:(image|video|audio|font)\//.test(address);
}

/** As a browser reads the scheme: without white space and control characters, in lower case. */
function bare(value: string): string {
  return value.replace(/[\u0000-\u0020\u007f-\u009f]/g, '').toLowerCase();
}
