// Where things stand in the page that is printed: in the sheets, and in the shadow
// roots of slides that bring their own look.
import type { SheetData } from '../protocol.ts';
import { pageText } from './read-json.ts';
import { slideRoots } from './shadow.ts';

/** In the sheets, and in the shadow roots of their slides. */
export function inSlides<T extends Element = Element>(selector: string): T[] {
  return slideRoots(document).flatMap((root) => [...root.querySelectorAll<T>(root === document ? `body > .sheet ${selector}` : selector)]);
}

/** Backgrounds that stand in shadow roots: a browser prints without waiting for them. */
export async function backgroundsLoaded(): Promise<void> {
  await Promise.all(backgrounds().map((url) => loaded(url)));
}

function backgrounds(): string[] {
  const styled = inSlides<HTMLElement>('[style*="background-image"]');
  return styled.flatMap(({ style }) => [...style.backgroundImage.matchAll(/url\("([^"]*)"\)/g)].map(([, url = '']) => url));
}

function loaded(url: string): Promise<unknown> {
  const picture = new Image();
  picture.src = url;
  return picture.decode().catch(() => undefined);
}

/** The sheet of slides that bring their own look, which the page says beside them. */
export function readSheet(): SheetData | null {
  const text = pageText('sheet');
  return text === null ? null : (JSON.parse(text) as SheetData);
}

/** The index of the slide that an element stands on; -1 for none. */
export function slideOf(element: Element | null): number {
  const root = element?.getRootNode();
  const outer = root instanceof ShadowRoot ? root.host : element;
  const sheet = outer?.closest<HTMLElement>('body > .sheet');
  return sheet == null ? -1 : Number(sheet.dataset.slide);
}

/** Whether a slide that brings its own look holds more than it shows. */
export function isCut(sheet: HTMLElement): boolean {
  const [, ...shadows] = slideRoots(sheet);
  const sections = shadows.flatMap((root) => [...root.querySelectorAll('foreignObject > section')]);
  const own = sections.filter((section) => !/^(background|pseudo)$/.test(section.getAttribute('data-marpit-advanced-background') ?? ''));
  return own.some((section) => section.scrollHeight > section.clientHeight + 1 || section.scrollWidth > section.clientWidth + 1);
}
