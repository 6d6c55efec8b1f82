// Files of a talk that could do something if a reader opened them by themselves, on
// the host where the talk is published: our server sends such files with a policy
// that a plain host does not know, so here the files themselves are made harmless.
import { extname } from 'node:path';

/** What a file may do that is opened by itself: look as it was drawn. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; font-src data:; form-action 'none'; base-uri 'none'";

/** `copied` as it is or made harmless; `inlined`: it may only stand inside a page; `left out` with the reason. */
export type Published =
  | { readonly kind: 'copied'; readonly bytes: Uint8Array }
  | { readonly kind: 'inlined' }
  | { readonly kind: 'left out'; readonly reason: string };

export function published(path: string, bytes: Uint8Array): Published {
  const ending = extname(path).toLowerCase();
  if (ending === '.svg') return mayAct(Buffer.from(bytes).toString('latin1')) ? { kind: 'inlined' } : { kind: 'copied', bytes };
  if (ending === '.html' || ending === '.htm') return guarded(bytes);
  if (/^\.(xml|xhtml|xht|svgz|mht|mhtml|js|mjs|swf|wasm)$/.test(ending))
    return { kind: 'left out', reason: 'it could run as a program there' };
  return { kind: 'copied', bytes };
}

/** Whether a drawing holds anything that a browser would run, or that could hide such a thing from this look. */
function mayAct(svg: string): boolean {
  // Two bytes a character: nothing below would be found.
  if (svg.includes('\0')) return true;
  return /<!entity|<!doctype[^>]*\[|<\?xml-stylesheet|<[\w.-]*:?(script|foreignobject|iframe|embed|object|handler|listener)|[\s/"']on[a-z]+\s*=|javascript:|&#|attributename\s*=\s*["']?\s*(xlink:)?(href|on)|data:text|xmlns[^=]*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml/i.test(
    svg,
  );
}

/** The page with the policy before all that it says; what is not written in an ASCII-like encoding cannot be given one. */
function guarded(bytes: Uint8Array): Published {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (text.includes('\0') || /^(\xff\xfe|\xfe\xff)/.test(text)) return { kind: 'left out', reason: 'it is no UTF-8' };
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`;
  return { kind: 'copied', bytes: Buffer.from(head + text, 'latin1') };
}
