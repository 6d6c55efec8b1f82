// Attributes as a comment holds them, `<!-- .slide: class="x" data-y -->`. reveal.js
// wants double quotes, and a value for all but `data-…`; other quotes, and none, are
// understood here, and told.

export interface Attribute {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Offset in the text. */
  readonly offset: number;
  /** reveal.js would not have read it. */
  readonly loose: boolean;
}

const ORIGINAL = /([^"= \n]+?)="([^"]+?)"|(data-[^"= \n]+?)(?=[" ])/g;
const MENDED = /([A-Za-z_:][^\s"'=<>/]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The attributes of a text, in order; `original` reads only what reveal.js reads. */
export function parseAttributes(text: string, original: boolean): readonly Attribute[] {
  const found: Attribute[] = [];
  if (original) {
    for (const match of text.matchAll(ORIGINAL))
      found.push({ name: (match[1] ?? match[3] ?? '').toLowerCase(), value: match[2] ?? '', offset: match.index, loose: false });
    return found;
  }
  for (const match of text.matchAll(MENDED)) {
    const [, name = '', double, single, bare] = match;
    const valueless = double === undefined && single === undefined && bare === undefined;
    const loose = valueless ? !/^data-/i.test(name) : double === undefined;
    found.push({ name: name.toLowerCase(), value: double ?? single ?? bare ?? '', offset: match.index, loose });
  }
  return found;
}
