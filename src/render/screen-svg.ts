// Screens of a demo as one SVG picture, for a README: real text on the terminal's
// grid, in a plain window. No script, no font of its own, nothing loaded: wherever
// it is shown, some face of fixed width is there, and each run is fitted to its cells.
import type { ScreenLine, ScreenRun } from '../demo.ts';
import { escapeHtml } from './page.ts';
import { bright, cssColor } from './screen-colors.ts';

export interface ScreenPicture {
  readonly title: string;
  readonly panes: readonly ScreenPane[];
}

export interface ScreenPane {
  /** Shown above it where there are several. */
  readonly name: string;
  readonly columns: number;
  readonly lines: readonly ScreenLine[];
}

export interface ScreenColors {
  readonly ground: string;
  readonly text: string;
  /** Of headings and of the frame. */
  readonly faint: string;
  readonly frame: string;
  /** 0 to 15. */
  readonly palette: readonly string[];
}

/** Pixels: a cell as faces of fixed width have it at this size. */
const FONT = 14;
const CELL = 8.4;
const LINE = 19;
const PAD = 18;
const HEAD = 38;
/** Above and below the name of a pane. */
const NAME = 36;
const FACES = 'ui-monospace, SFMono-Regular, Menlo, Consolas, &#34;DejaVu Sans Mono&#34;, &#34;Liberation Mono&#34;, monospace';

export function screenSvg({ title, panes }: ScreenPicture, colors: ScreenColors): string {
  const width = Math.ceil(2 * PAD + CELL * Math.max(1, ...panes.map(({ columns }) => columns)));
  const parts: string[] = [];
  let y = HEAD;
  for (const [index, { name, lines }] of panes.entries()) {
    if (panes.length > 1) {
      if (index > 0) parts.push(`<path d="M0 ${y + 8}H${width}" stroke="${colors.frame}"/>`);
      parts.push(`<text x="${PAD}" y="${y + NAME - 10}" fill="${colors.faint}">${escapeHtml(name)}</text>`);
      y += NAME;
    }
    for (const line of lines) {
      parts.push(lineSvg(line, y, colors));
      y += LINE;
    }
    y += lines.length === 0 ? LINE : 0;
  }
  const height = y + PAD;
  const dots = [0, 1, 2].map((n) => `<circle cx="${PAD + 5 + n * 16}" cy="19" r="4.5" fill="${colors.frame}"/>`).join('');
  const head = `<text x="${width / 2}" y="23" text-anchor="middle" fill="${colors.faint}" font-size="12.5">${escapeHtml(title)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}" font-family="${FACES}" font-size="${FONT}">
<style>text{white-space:pre}</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="${colors.ground}" stroke="${colors.frame}"/>
${dots}${head}
<g fill="${colors.text}">
${parts.filter(Boolean).join('\n')}
</g>
</svg>
`;
}

function lineSvg(line: ScreenLine, top: number, colors: ScreenColors): string {
  let column = 0;
  const grounds: string[] = [];
  const texts: string[] = [];
  for (const run of line) {
    const start = column;
    column += run.cells;
    const look = lookOf(run, colors);
    if (look.ground !== null)
      grounds.push(`<rect x="${at(start)}" y="${top}" width="${fixed(run.cells * CELL)}" height="${LINE}" fill="${look.ground}"/>`);
    // Blanks at the ends are left to the place, unless a line is drawn through them: not every viewer keeps them.
    const text = look.lines === '' ? run.text.trim() : run.text;
    if (text === '') continue;
    const left = look.lines === '' ? run.text.length - run.text.trimStart().length : 0;
    const cells = run.cells - (run.text.length - text.length);
    const fit = `textLength="${fixed(cells * CELL)}" lengthAdjust="spacingAndGlyphs"`;
    const space = / {2}|^ | $/.test(text) ? ' xml:space="preserve"' : '';
    texts.push(`<text x="${at(start + left)}" y="${top + 14}" ${fit}${space}${look.attributes}>${escapeHtml(text)}</text>`);
  }
  return [...grounds, ...texts].join('');
}

function lookOf(run: ScreenRun, { ground, text, palette }: ScreenColors): { ground: string | null; lines: string; attributes: string } {
  const { color, inverse, bold, dim, italic, underline, strike } = run;
  const css = (one: number | string): string => cssColor(one, (n) => palette[n] ?? text);
  const front = color === null ? (inverse ? ground : null) : css(bright(color, bold));
  const back = run.ground === null ? (inverse ? text : null) : css(run.ground);
  const lines = [underline ? 'underline' : '', strike ? 'line-through' : ''].filter(Boolean).join(' ');
  const attributes = [
    front === null ? '' : ` fill="${front}"`,
    bold ? ' font-weight="700"' : '',
    dim ? ' opacity=".6"' : '',
    italic ? ' font-style="italic"' : '',
    lines === '' ? '' : ` text-decoration="${lines}"`,
  ];
  return { ground: back, lines, attributes: attributes.join('') };
}

/** Where a column begins. */
function at(column: number): string {
  return fixed(PAD + column * CELL);
}

function fixed(pixels: number): string {
  return String(Math.round(pixels * 100) / 100);
}
