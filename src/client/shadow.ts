// Slides that bring their own look (Marp) stand in shadow roots, so that neither the
// page's theme nor the slides' own styles reach across. Owns the one style sheet that
// all these roots share, and the fonts, which hold in the document alone.
import type { SheetData } from '../protocol.ts';
import './shadow.css';

export interface Shadows {
  /** Another version of the sheet; null for none. */
  set(sheet: SheetData | null | undefined): void;
  /** Opens the roots in an element, which come as templates. */
  open(element: ParentNode): void;
  /** Resolves when what was opened is scaled as it will be. */
  settled(): Promise<void>;
}

/** Where an engine, a step or a picture looks for elements: in the slide, and in its shadow roots. */
export function slideRoots(slide: ParentNode): readonly ParentNode[] {
  const shadows = [...slide.querySelectorAll<HTMLElement>('[data-shadow]')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return shadows.length === 0 ? [slide] : [slide, ...shadows];
}

export function createShadows(first: SheetData | null | undefined): Shadows {
  let sheet: CSSStyleSheet | null = null;
  let fonts: CSSStyleSheet | null = null;
  let scaled: Promise<unknown> = Promise.resolve();

  const set = (data: SheetData | null | undefined): void => {
    if (data == null) return;
    if (fonts === null) {
      fonts = new CSSStyleSheet();
      document.adoptedStyleSheets.push(fonts);
    }
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(data.css);
    fonts.replaceSync(data.fonts);
  };
  set(first);

  return {
    set,
    open(element) {
      for (const host of element.querySelectorAll<HTMLElement>('[data-shadow]')) {
        const template = host.querySelector<HTMLTemplateElement>(':scope > template');
        if (host.shadowRoot === null && template === null) continue;
        const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
        if (template !== null) {
          root.replaceChildren(template.content);
          template.remove();
        }
        sheet ??= new CSSStyleSheet();
        root.adoptedStyleSheets = [sheet];
        if (root.querySelector('[data-auto-scaling]') === null) continue;
        const script = import('./marp-script.ts').then(({ browser }) => void browser(root));
        scaled = Promise.all([scaled, script]);
      }
    },
    async settled() {
      await scaled;
      // Sizes are observed: they are told in the frame after, and the one after that is painted with them.
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    },
  };
}
