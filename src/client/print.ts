// The script of the page that is printed. It runs once, when it is asked to: shows
// each sheet at its step, lays out slide and panel as the stage would, fits the type,
// and says what went wrong on which slide. From its first moment it notes what the
// page was not allowed to load, for those who printed would else wonder.

import { DESIGN, type Design, readDesign } from './design.ts';
import { createDiagrams } from './diagrams.ts';
import { fitSection } from './fit.ts';
import { type Box, stageNumbers } from './geometry.ts';
import { measureFace } from './panel/grid-font.ts';
import { layOut } from './panel/layout.ts';
import { PALETTE, TERMINAL_FACE } from './panel/palette.ts';
import { backgroundsLoaded, inSlides, isCut, readSheet, slideOf } from './print-slides.ts';
import { startScheme } from './scheme.ts';
import { createShadows } from './shadow.ts';
import { applyStep } from './steps.ts';
import './print.css';

/** What the exporter gets to know; slides by their index, -1 where it is not known. */
export interface PrintReport {
  /** What was not loaded because it is outside the talk's own files. */
  readonly refused: readonly { readonly slide: number; readonly url: string }[];
  /** Pictures that are not there or are none. */
  readonly broken: readonly { readonly slide: number; readonly url: string }[];
  /** Slides that hold so much that they were shrunk below what can be read. */
  readonly crowded: readonly number[];
  /** Slides of a look of their own, which is never shrunk, that hold more than is seen of them. */
  readonly cut: readonly number[];
}

declare global {
  interface Window {
    lecternPrint?: () => Promise<PrintReport>;
  }
}

/** Addresses that the policy refused; of some, such as frames, it tells no more than the origin or the scheme. */
const refused = new Set<string>();
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
  if (blockedURI !== 'inline' && blockedURI !== 'eval') refused.add(blockedURI.includes(':') ? blockedURI : `${blockedURI}:`);
});

window.lecternPrint = async () => {
  startScheme();
  namePalette();
  const sheets = [...document.querySelectorAll<HTMLElement>('body > .sheet')];
  const design = readDesign(document.documentElement.dataset.engine === 'remark' ? 'remark' : 'reveal');
  const shadows = createShadows(readSheet());
  shadows.open(document);
  for (const sheet of sheets) {
    const slide = sheet.querySelector<HTMLElement>(':scope > .slide');
    if (slide !== null) applyStep(slide, Number(sheet.dataset.stepShown));
    if (slide !== null) place(sheet, slide, design);
  }
  await createDiagrams().draw();
  const broken = await picturesLoaded();
  // The first layout asks for the fonts.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  await shadows.settled();

  const face = measureFace(TERMINAL_FACE);
  for (const view of document.querySelectorAll<HTMLElement>('.panel-view')) layOutPanel(view, face);
  const crowded = sheets.filter(fitSheet).map(slideOf);
  const cut = sheets.filter(isCut).map(slideOf);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) dropOwnAddress(link);
  await document.fonts.ready;
  return { refused: whoWasRefused(), broken, crowded, cut };
};

/** Slide and panel where the stage has them; without a panel, a slide of the sheet's own size lies right already. */
function place(sheet: HTMLElement, slide: HTMLElement, design: Design): void {
  const panel = sheet.querySelector<HTMLElement>(':scope > .panel');
  if (panel === null && !design.scales && design.height === DESIGN.height) return;
  const { ratio, side, share } = document.documentElement.dataset;
  const boxes = stageNumbers({
    width: sheet.clientWidth,
    height: sheet.clientHeight,
    ratio: Number(ratio),
    panel: panel === null ? 'hidden' : 'beside',
    side: side === 'left' || side === 'bottom' ? side : 'right',
    share: Number(share),
    type: 1,
    design,
  });
  const { width, height, scale, left, top } = boxes.slide;
  put(slide, { left: boxes.deck.left + left, top: boxes.deck.top + top, width, height });
  if (scale !== 1) Object.assign(slide.style, { transform: `scale(${scale})`, transformOrigin: '0 0' });
  if (panel !== null && boxes.panel !== null) put(panel, boxes.panel);
}

function put(element: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

/** Makes the slide's type fit; says whether it had to go below what can be read. Nothing is ever cut. */
function fitSheet(sheet: HTMLElement): boolean {
  const slide = sheet.querySelector<HTMLElement>(':scope > .slide');
  if (slide === null) return false;
  fitSection(slide);
  const body = slide.querySelector<HTMLElement>(':scope > .body');
  if (!slide.hasAttribute('data-scrolls') || body === null) return false;
  slide.removeAttribute('data-scrolls');
  const { paddingTop, paddingBottom } = getComputedStyle(slide);
  const room = slide.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  const zoom = Math.min(room / body.scrollHeight, body.clientWidth / body.scrollWidth, 1);
  Object.assign(body.style, { height: `${room}px`, transform: `scale(${zoom})`, transformOrigin: 'top left' });
  return true;
}

function layOutPanel(view: HTMLElement, face: ReturnType<typeof measureFace>): void {
  const body = view.querySelector<HTMLElement>('.panel-body');
  if (body === null) return;
  const grid = { columns: Number(view.dataset.columns), rows: Number(view.dataset.rows) };
  const panes = [...view.querySelectorAll<HTMLElement>('.pane-box')].map((box) => {
    const screen = box.querySelector<HTMLElement>('.screen');
    let drawn = { width: 0, height: 0 };
    return {
      box: () => ({ width: box.clientWidth, height: box.clientHeight }),
      drawnSize: () => drawn,
      setFont: ({ size, lineHeight }: { readonly size: number; readonly lineHeight: number }) => {
        const cell = Math.floor(Math.ceil(face.height * size) * lineHeight);
        drawn = { width: grid.columns * face.advance * size, height: grid.rows * cell };
        if (screen !== null) Object.assign(screen.style, { fontSize: `${size}px`, lineHeight: `${cell}px` });
      },
    };
  });
  layOut({ root: view, body, panes, pages: view.querySelectorAll('.web-pane').length, grid, face });
}

/** The terminal's colours and face, as variables of the page. */
function namePalette(): void {
  const { style } = document.documentElement;
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
  for (const [i, name] of names.entries()) {
    style.setProperty(`--screen-${i}`, PALETTE[name]);
    style.setProperty(`--screen-${i + 8}`, PALETTE[`bright${name[0]?.toUpperCase()}${name.slice(1)}` as 'brightRed']);
  }
  style.setProperty('--screen-ground', PALETTE.background);
  style.setProperty('--screen-text', PALETTE.foreground);
  style.setProperty('--screen-face', TERMINAL_FACE);
}

async function picturesLoaded(): Promise<{ slide: number; url: string }[]> {
  const broken: { slide: number; url: string }[] = [];
  const pictures = inSlides<HTMLImageElement>('img');
  await backgroundsLoaded();
  for (const picture of pictures) picture.loading = 'eager';
  await Promise.all(
    pictures.map(async (picture) => {
      const decoded = await picture.decode().then(
        () => true,
        () => picture.naturalWidth > 0,
      );
      const url = picture.getAttribute('src') ?? '';
      // What the compiler found missing it has said already.
      const said = url === '' || picture.dataset.missing !== undefined || isRefused(picture, url);
      if (!decoded && !said) broken.push({ slide: slideOf(picture), url });
    }),
  );
  return broken;
}

/** Whether the page could not have it: it may load its own files, and no frames. */
function isRefused(element: Element, url: string): boolean {
  if (['IFRAME', 'OBJECT', 'EMBED'].includes(element.tagName)) return true;
  if (!URL.canParse(url, location.href)) return false;
  const { origin, protocol } = new URL(url, location.href);
  return origin !== location.origin && protocol !== 'data:';
}

/** The slides that named what was refused, in the author's words; -1 for what no slide names, such as a style sheet's. */
function whoWasRefused(): { slide: number; url: string }[] {
  const found: { slide: number; url: string }[] = [];
  const rest = new Set(refused);
  const places = [
    ...inSlides(':is([src], [poster], [data], [style*="url("])'),
    ...document.querySelectorAll('body > .sheet > [style*="url("]'),
  ];
  for (const element of places) {
    for (const name of ['src', 'poster', 'data', 'style']) {
      const said = element.getAttribute(name);
      if (said === null) continue;
      const urls = name === 'style' ? [...said.matchAll(/url\(\s*["']?([^"')]+)/g)].map(([, url = '']) => url) : [said];
      for (const url of urls) {
        if (!isRefused(element, url)) continue;
        found.push({ slide: slideOf(element), url });
        for (const start of refused) if (new URL(url, location.href).href.startsWith(start)) rest.delete(start);
      }
    }
  }
  return [...found, ...[...rest].map((url) => ({ slide: -1, url }))];
}

/** An address of this page means nothing once it is printed. */
function dropOwnAddress(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? '';
  if (!href.startsWith('#') && link.origin === location.origin) link.removeAttribute('href');
}
