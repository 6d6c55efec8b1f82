// Style sheets that stand on slides (`<style>`) hold for the whole talk, whichever of
// its slides are in the page: a slide far away has its content not in it, and the
// presenter view has two pictures. There they reach the pictures, and not the desk.
import type { View } from '../protocol.ts';
import type { Store } from './store.ts';

export function startAuthorStyles(store: Store, view: View): void {
  let sheet: CSSStyleSheet | null = null;
  let shown = '';

  const gather = (): void => {
    const found = new Set<string>();
    for (const { html, attributes } of store.data.slides) {
      // Slides with a look of their own keep it in their shadow roots.
      if (!html.includes('<style') || /\bshadowed\b/.test(attributes.class ?? '')) continue;
      const template = document.createElement('template');
      template.innerHTML = html;
      for (const style of template.content.querySelectorAll('style')) found.add(style.textContent);
    }
    const css = [...found].join('\n');
    if (css === shown) return;
    shown = css;
    if (sheet === null) {
      sheet = new CSSStyleSheet();
      document.adoptedStyleSheets.push(sheet);
    }
    sheet.replaceSync(view === 'deck' || css === '' || !('CSSScopeRule' in window) ? css : `@scope (.slide) {\n${css}\n}`);
  };
  store.on('filled', gather);
  store.on('replaced', gather);
  gather();
}
