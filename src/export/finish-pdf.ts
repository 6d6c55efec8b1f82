// Rewrites a PDF as Chromium prints it: with an outline of exactly one entry a slide,
// with who made it, and with all that is no stream packed and compressed, which the
// thousands of tags of a tagged file are not. It reads only what Chromium's own writer
// makes (a classic table of places, plain dictionaries) and knows when it is not that.
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

const compressed = promisify(deflate);

export interface PdfFacts {
  readonly title: string;
  readonly author: string | null;
  readonly creator: string;
  /** In order; pages from 0. An entry of level 1 stands below the last of level 0. */
  readonly outline: readonly { readonly title: string; readonly page: number; readonly level: 0 | 1 }[];
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** The PDF with these facts in it, or null where its form is not known: then it is best left as it is. */
export async function finishPdf(pdf: Uint8Array, facts: PdfFacts): Promise<FinishedPdf | null> {
  const source = readPdf(pdf);
  const catalog = source?.objects.get(source.root)?.toString('latin1');
  const pages = source === null || catalog === undefined ? null : pageObjects(source, catalog);
  if (source === null || catalog === undefined || pages === null) return null;
  if (facts.outline.some(({ page }) => pages[page] === undefined)) return null;

  const objects = new Map(source.objects);
  const put = (number: number, text: string): void => void objects.set(number, Buffer.from(text, 'latin1'));
  const outlines = Math.max(...objects.keys()) + 1;
  put(source.info, infoObject(facts));
  for (const [number, text] of outlineObjects(facts.outline, pages, outlines)) put(number, text);
  const own = facts.outline.length === 0 ? '' : `\n/Outlines ${outlines} 0 R`;
  const tags = Number(/\/StructTreeRoot (\d+) 0 R/.exec(catalog)?.[1] ?? Number.NaN);
  const tagRoot = objects.get(tags)?.toString('latin1');
  if (tagRoot?.includes('/RoleMap') === false) put(tags, tagRoot.replace(/>>\s*$/, `\n/RoleMap <<${ROLES}>>>>`));
  put(source.root, `${catalog.replace(/\n?\/Outlines \d+ 0 R/, '').replace(/>>\s*$/, '')}${own}>>`);
  return { bytes: await writePdf(objects, source.root, source.info), pages: pages.length };
}

/** Chromium tags with names of PDF 2.0, which readers of older versions are to take as these. */
const ROLES = '/Strong /Span /Em /Span /Sub /Span /Aside /Note /FENote /Note /Title /P';

interface Source {
  readonly root: number;
  readonly info: number;
  /** What stands between `obj` and `endobj`, by number. */
  readonly objects: ReadonlyMap<number, Buffer>;
}

function readPdf(pdf: Uint8Array): Source | null {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const end = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.subarray(-2048).toString('latin1'))?.[1] ?? Number.NaN);
  if (!(end < bytes.length)) return null;
  const table = bytes.subarray(end).toString('latin1');
  const [head = '', count = ''] = /^xref\s+0 (\d+)\s*\n/.exec(table) ?? [];
  const trailer = table.slice(table.indexOf('trailer'));
  const [root, info] = [/\/Root (\d+) 0 R/.exec(trailer)?.[1], /\/Info (\d+) 0 R/.exec(trailer)?.[1]];
  if (head === '' || root === undefined || info === undefined || /\/(Encrypt|Prev)\b/.test(trailer)) return null;

  const places: { number: number; start: number }[] = [];
  for (let number = 1; number < Number(count); number++) {
    // Each row of the table has 20 bytes.
    const at = head.length + number * 20;
    const start = /^(\d{10}) 00000 n/.exec(table.slice(at, at + 18))?.[1];
    if (start !== undefined) places.push({ number, start: Number(start) });
  }
  places.sort((a, b) => a.start - b.start);
  const objects = new Map<number, Buffer>();
  for (const [i, { number, start }] of places.entries()) {
    const raw = bytes.subarray(start, places[i + 1]?.start ?? end);
    const opening = `${number} 0 obj\n`;
    const close = raw.lastIndexOf('endobj');
    if (close === -1 || raw.subarray(0, opening.length).toString('latin1') !== opening) return null;
    objects.set(number, raw.subarray(opening.length, close));
  }
  return { root: Number(root), info: Number(info), objects };
}

/** Objects in one compressed stream: a reader unpacks a whole one to get at one object. */
const PACKED = 200;

/** Version 1.5: objects that are no streams go into streams, and so does the table of places. */
async function writePdf(objects: ReadonlyMap<number, Buffer>, root: number, info: number): Promise<Uint8Array> {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\xd3\xeb\xe9\xe1\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  /** Kind 1: at an offset; kind 2: in the stream of this number, as its nth. */
  const places = new Map<number, readonly [kind: 1 | 2, place: number, nth: number]>();
  const write = (number: number, content: Buffer): void => {
    places.set(number, [1, length, 0]);
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), content, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  };

  const plain: [number: number, content: Buffer][] = [];
  for (const [number, content] of [...objects].sort(([a], [b]) => a - b)) {
    if (content.includes('stream\n')) write(number, content);
    else plain.push([number, content]);
  }
  let next = Math.max(...objects.keys()) + 1;
  const batches = Array.from({ length: Math.ceil(plain.length / PACKED) }, (_, i) => plain.slice(i * PACKED, (i + 1) * PACKED));
  const streams = batches.map((batch) => {
    const number = next++;
    let offset = 0;
    const index = batch.map(([own, content], nth) => {
      places.set(own, [2, number, nth]);
      const entry = `${own} ${offset}`;
      offset += content.length + 1;
      return entry;
    });
    const first = `${index.join(' ')}\n`;
    const body = Buffer.concat([Buffer.from(first), ...batch.flatMap(([, content]) => [content, Buffer.from('\n')])]);
    return stream(`/Type /ObjStm /N ${batch.length} /First ${first.length}`, body).then((content) => [number, content] as const);
  });
  for (const [number, content] of await Promise.all(streams)) write(number, content);

  const start = length;
  places.set(next, [1, start, 0]);
  const rows = Buffer.alloc((next + 1) * 7);
  for (const [number, [kind, place, nth]] of places) {
    rows.writeUInt8(kind, number * 7);
    rows.writeUInt32BE(place, number * 7 + 1);
    rows.writeUInt16BE(nth, number * 7 + 5);
  }
  rows.writeUInt16BE(0xffff, 5);
  write(next, await stream(`/Type /XRef /Size ${next + 1} /W [1 4 2] /Root ${root} 0 R /Info ${info} 0 R`, rows));
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** Compressed beside each other, as many at once as there are threads for it. */
async function stream(dictionary: string, content: Buffer): Promise<Buffer> {
  const packed = await compressed(content);
  const head = `<<${dictionary} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]);
}

/** Numbers of the page objects, in order of the pages. */
function pageObjects(source: Source, catalog: string): number[] | null {
  const top = /\/Pages (\d+) 0 R/.exec(catalog)?.[1];
  const pages: number[] = [];
  const walk = (number: number, depth: number): boolean => {
    const text = source.objects.get(number)?.toString('latin1');
    if (text === undefined || depth > 50) return false;
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
