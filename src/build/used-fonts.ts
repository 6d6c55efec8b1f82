// Of a style sheet's font faces only those are published that the talk needs: a face
// for letters that stand nowhere in it, or for formulas that it has not, is left out.

const FACE = /@font-face\s*\{[^}]*\}/g;

/** The style sheet without the faces whose letters are not among those used. Faces that name no range stay. */
export function withUsedFaces(css: string, used: ReadonlySet<number>): string {
  return css.replace(FACE, (face) => {
    const ranges = /unicode-range:([^;}]+)/i.exec(face)?.[1];
    if (ranges === undefined) return face;
    const wanted = ranges.split(',').map(rangeOf);
    for (const point of used) if (wanted.some(([from, to]) => point >= from && point <= to)) return face;
    return '';
  });
}

/** By what KaTeX's rules choose a face other than its plain ones. */
const FORMULA_FACES: Readonly<Record<string, RegExp>> = {
  KaTeX_AMS: /amsrm|mathbb|textbb/,
  KaTeX_Caligraphic: /mathcal/,
  KaTeX_Fraktur: /frak/,
  KaTeX_SansSerif: /sf\b|sf-/,
  KaTeX_Script: /scr\b/,
  KaTeX_Typewriter: /tt\b/,
  KaTeX_Size1: /size1|small-op/,
  KaTeX_Size2: /size2|large-op/,
  KaTeX_Size3: /size3/,
  KaTeX_Size4: /size4/,
};

/** KaTeX's style sheet without the faces that none of these formulas can ask for. */
export function withFormulaFaces(css: string, formulas: string): string {
  return css.replace(FACE, (face) => {
    const family = /font-family:\s*["']?([\w-]+)/i.exec(face)?.[1] ?? '';
    const sign = FORMULA_FACES[family];
    return sign === undefined || sign.test(formulas) ? face : '';
  });
}

/** The code points of a text, with those that the page's own words use. */
export function codePoints(texts: Iterable<string>): Set<number> {
  const points = new Set<number>(Array.from({ length: 95 }, (_, i) => 32 + i));
  for (const text of texts) for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) points.add(character.codePointAt(0) ?? 0);
  return points;
}

/** `U+0100-02BA`, `U+FEFF`, `U+4??`. */
function rangeOf(text: string): readonly [number, number] {
  const [, from = '', to] = /U\+([0-9A-F?]+)(?:-([0-9A-F]+))?/i.exec(text) ?? [];
  if (from === '') return [1, 0];
  const number = (digits: string): number => Number.parseInt(digits, 16);
  return [number(from.replaceAll('?', '0')), number(to ?? from.replaceAll('?', 'F'))];
}
