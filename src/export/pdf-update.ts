// Adds to a PDF what Chromium does not write: an outline with exactly one entry a
// slide, and who made it. By an incremental update: new objects and a second table
// of places behind the old end, the printed bytes themselves stay as they are. It
// reads only what Chromium's own writer makes (a classic table, plain dictionaries).

export interface PdfFacts {
  readonly title: string;
  readonly author: string | null;
  readonly creator: string;
  /** In order; pages from 0. An entry of level 1 stands below the last of level 0. */
  readonly outline: readonly { readonly title: string; readonly page: number; readonly level: 0 | 1 }[];
}

/** The PDF with these facts in it, or null where its form is not known: then it is best left as it is. */
export function updatePdf(pdf: Uint8Array, facts: PdfFacts): { readonly bytes: Uint8Array; readonly pages: number } | null {
  const source = readPdf(pdf);
  if (source === null) return null;
  const { size, root, previous } = source;
  const catalog = source.object(root);
  const pages = catalog === null ? null : pageObjects(source, catalog);
  if (catalog === null || pages === null || facts.outline.some(({ page }) => pages[page] === undefined)) return null;

  const objects = new Map<number, string>();
  const info = size;
  const outlines = size + 1;
  objects.set(info, infoObject(facts));
  for (const [number, text] of outlineObjects(facts.outline, pages, outlines)) objects.set(number, text);
  const own = facts.outline.length === 0 ? '' : `\n/Outlines ${outlines} 0 R`;
  objects.set(root, `${catalog.replace(/\n?\/Outlines \d+ 0 R/, '').replace(/>>\s*$/, '')}${own}>>`);

  let body = '';
  const places: [number: number, offset: number][] = [];
  for (const [number, text] of [...objects].sort(([a], [b]) => a - b)) {
    places.push([number, pdf.length + body.length]);
    body += `${number} 0 obj\n${text}\nendobj\n`;
  }
  const start = pdf.length + body.length;
  const rows = places.map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const next = Math.max(...places.map(([number]) => number)) + 1;
  const trailer = `trailer\n<</Size ${next}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
  return { bytes: Buffer.concat([pdf, Buffer.from(`${body}xref\n${rows}${trailer}`, 'latin1')]), pages: pages.length };
}

interface Source {
  /** Number of the first object that is free. */
  readonly size: number;
  readonly root: number;
  /** Where its table of places begins. */
  readonly previous: number;
  /** The text of an object without a stream; null when it is not there. */
  object(number: number): string | null;
}

function readPdf(pdf: Uint8Array): Source | null {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = bytes.subarray(-2048).toString('latin1');
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  if (!(previous < bytes.length)) return null;
  const table = bytes.subarray(previous).toString('latin1');
  const [head = '', count = ''] = /^xref\s+0 (\d+)\s*\n/.exec(table) ?? [];
  const root = /\/Root (\d+) 0 R/.exec(table)?.[1];
  if (head === '' || root === undefined || /\/(Encrypt|Prev)\b/.test(table.slice(table.indexOf('trailer')))) return null;
  return {
    size: Number(count),
    root: Number(root),
    previous,
    object: (number) => {
      // Each row of the table has 20 bytes.
      const row = table.slice(head.length + number * 20, head.length + number * 20 + 18);
      const offset = Number(/^(\d{10}) \d{5} n/.exec(row)?.[1] ?? Number.NaN);
      if (Number.isNaN(offset)) return null;
      const end = bytes.indexOf('endobj', offset, 'latin1');
      const text = bytes.subarray(offset, end === -1 ? offset : end).toString('latin1');
      const start = `${number} 0 obj`;
      return text.startsWith(start) ? text.slice(start.length).trim() : null;
    },
  };
}

/** Numbers of the page objects, in order of the pages. */
function pageObjects(source: Source, catalog: string): number[] | null {
  const top = /\/Pages (\d+) 0 R/.exec(catalog)?.[1];
  const pages: number[] = [];
  const walk = (number: number, depth: number): boolean => {
    const text = source.object(number);
    if (text === null || depth > 50) return false;
    if (!/\/Type \/Pages\b/.test(text)) return pages.push(number) > 0;
    const kids = /\/Kids \[([^\]]*)\]/.exec(text)?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/g)].every(([, kid]) => walk(Number(kid), depth + 1));
  };
  return top !== undefined && walk(Number(top), 0) ? pages : null;
}

function infoObject({ title, author, creator }: PdfFacts): string {
  const now = `(D:${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}Z)`;
  const by = author === null ? '' : `\n/Author ${text(author)}`;
  return `<</Title ${text(title)}${by}\n/Creator ${text(creator)}\n/Producer (Skia/PDF)\n/CreationDate ${now}\n/ModDate ${now}>>`;
}

/** The outline's root has the number `first`, its entries those behind it. */
function outlineObjects(outline: PdfFacts['outline'], pages: readonly number[], first: number): [number: number, text: string][] {
  if (outline.length === 0) return [];
  const numberOf = (i: number): number => first + 1 + i;
  const parents = outline.map(({ level }, i) => (level === 0 ? -1 : outline.slice(0, i).findLastIndex((entry) => entry.level === 0)));
  const childrenOf = (parent: number): number[] => outline.flatMap((_, i) => (parents[i] === parent ? [i] : []));
  const ends = (kids: readonly number[]): string => {
    const [from, to] = [kids[0], kids.at(-1)];
    return from === undefined || to === undefined ? '' : `\n/First ${numberOf(from)} 0 R\n/Last ${numberOf(to)} 0 R`;
  };
  const families = new Map<number, number[]>();
  for (const parent of new Set(parents)) families.set(parent, childrenOf(parent));
  const entries = outline.map(({ title, page }, i): [number, string] => {
    const parent = parents[i] ?? -1;
    const family = families.get(parent) ?? [];
    const at = family.indexOf(i);
    const [before, after] = [family[at - 1], family[at + 1]];
    const kids = families.get(i) ?? [];
    const links = [
      `/Parent ${parent === -1 ? first : numberOf(parent)} 0 R`,
      before === undefined ? '' : `/Prev ${numberOf(before)} 0 R`,
      after === undefined ? '' : `/Next ${numberOf(after)} 0 R`,
      `/Dest [${pages[page]} 0 R /Fit]`,
    ].filter(Boolean);
    // Closed at first: the count of what is hidden is negative.
    const count = kids.length === 0 ? '' : `${ends(kids)}\n/Count ${-kids.length}`;
    return [numberOf(i), `<</Title ${text(title)}\n${links.join('\n')}${count}>>`];
  });
  const top = families.get(-1) ?? [];
  return [[first, `<</Type /Outlines${ends(top)}\n/Count ${top.length}>>`], ...entries];
}

/** A text string: as it is where it is plain, else in UTF-16. */
function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${[...Array(value.length).keys()].map((i) => value.charCodeAt(i).toString(16).padStart(4, '0')).join('')}>`;
}
