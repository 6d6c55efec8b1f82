// A picture of a page that has come to rest, and the sheet that shows all pictures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds that movement may take; a cursor blinks for ever. */
const REST = 700;

/**
 * @param {import('puppeteer').Page} page
 * @param {string} file
 */
export async function picture(page, file) {
  await page.bringToFront();
  await page.evaluate(async (rest) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moved = () => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
    await frame();
    await Promise.race([moved(), new Promise((resolve) => setTimeout(resolve, rest))]);
    await document.fonts.ready;
    await frame();
  }, REST);
  await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
}

/**
 * Writes index.html: every picture, by view.
 * @param {string} folder
 * @param {readonly string[]} names of files in it
 */
export function writeSheet(folder, names) {
  /** @type {Map<string, string[]>} */
  const views = new Map();
  for (const name of names) {
    const view = name.replace(/(-\d+)?-\d+x\d+-\w+\.png$/, '');
    views.set(view, [...(views.get(view) ?? []), name]);
  }
  const sections = [...views].map(
    ([view, files]) => `<h2>${view}</h2>
<div>${files.map((file) => `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${file}</figcaption></figure>`).join('\n')}</div>`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Lectern, looked at</title>
<style>
body { font: 14px system-ui; margin: 2rem; background: #888; color: #000 }
div { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)) }
figure { margin: 0 }
img { width: 100%; display: block }
</style>
${sections.join('\n')}
`,
  );
}
