// remark.js macros, `![:name args](object)`, are scripts of the original's page. An
// unknown one kills a deck there; here it is a picture and a message. `scale`, which
// every second talk defines in the same words, is understood.
import type { Element } from 'hast';

/** Mends a picture that is a macro; gives what to say about it, if anything. */
export function mendMacro(node: Element): string | null {
  const match = node.tagName === 'img' ? /^:([^\s:]+)\s*(.*)$/s.exec(String(node.properties.alt ?? '')) : null;
  if (match === null) return null;
  const [, name = '', args = ''] = match;
  const scale = /^(\d+(?:\.\d+)?)(%|px|em|rem)?$/.exec(args.trim());
  if (name === 'scale' && scale !== null) {
    const width = scale[2] === undefined ? `${Number(scale[1]) <= 1 ? Number(scale[1]) * 100 : scale[1]}%` : scale[0];
    node.properties.style = `width: ${width}`;
    node.properties.alt = '';
    return null;
  }
  return `unknown macro "${name}" is shown as a picture; macros are scripts, which a talk does not run`;
}
