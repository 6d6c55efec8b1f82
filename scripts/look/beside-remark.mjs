// `npm run look -- --beside talk.md`: a remark.js talk in remark.js itself (left) and
// in our remark engine (right), a picture for each step, look/beside/index.html for
// all. remark.js shows the text by itself, in a page of its own.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { present } from '../support/present.mjs';
import { picture } from './picture.mjs';

const SIZE = { width: 1280, height: 720 };

/**
 * @param {{ root: string, program: string, talk: string, ratio: string, out: string, browser: import('puppeteer').Browser }} options `talk` is absolute
 * @returns {Promise<number>} how many pairs of pictures there are
 */
export async function lookBeside({ root, program, talk, ratio, out, browser }) {
  const folder = join(out, 'beside');
  mkdirSync(folder, { recursive: true });
  const name = `${basename(talk).replace(/\.[^.]+$/, '')}-${ratio.replace(':', 'x')}`;
  for (const file of readdirSync(folder)) if (file.startsWith(name)) rmSync(join(folder, file));
  const context = await browser.createBrowserContext();
  const [theirs, ours, both] = [await context.newPage(), await context.newPage(), await context.newPage()];
  for (const page of [theirs, ours]) await page.setViewport(SIZE);
  await both.setViewport({ width: SIZE.width * 2 + 10, height: SIZE.height });
  const wrapper = mkdtempSync(join(tmpdir(), 'lectern-beside-'));
  // Only front matter states a ratio, and remark.js would take it for a slide.
  cpSync(dirname(talk), wrapper, { recursive: true });
  const copy = join(wrapper, basename(talk));
  writeFileSync(copy, `---\nratio: ${ratio}\n---\n${readFileSync(talk, 'utf8').replace(/^\uFEFF/, '')}`);
  const served = await present(program, wrapper, [copy, '--engine', 'remark', '--dialect', 'remark', '--new-session']);
  try {
    const page = join(wrapper, 'beside-remark.html');
    writeFileSync(page, remarkPage(root, talk, ratio));
    await theirs.goto(pathToFileURL(page).href);
    await ours.goto(served.url);
    await ours.waitForSelector('html[data-lectern="ready"]', { timeout: 30_000 });
    await ours.addStyleTag({ content: '.badges { display: none }' });
    const steps = stepsOf(program, copy);
    const total = await theirs.evaluate(() => document.querySelectorAll('.remark-slides-area > .remark-slide-container').length);
    const pairs = Math.max(steps.length, total);
    for (let i = 0; i < pairs; i++) {
      const at = steps[i];
      await theirs.evaluate((n) => {
        location.hash = `#${n}`;
      }, i + 1);
      if (at !== undefined) await ours.evaluate(([slide = 0, step = 0]) => window.lectern.go(slide, step), at);
      const file = join(folder, `${name}-${String(i + 1).padStart(3, '0')}.png`);
      const shots = [];
      for (const side of [theirs, ours]) {
        await picture(side, file);
        shots.push(readFileSync(file).toString('base64'));
      }
      await both.setContent(
        `<body style="margin:0;display:flex;gap:10px;background:#c00">${shots.map((shot) => `<img width="${SIZE.width}" src="data:image/png;base64,${shot}">`).join('')}`,
      );
      await picture(both, file);
    }
    writeIndex(folder);
    return pairs;
  } finally {
    await served.close();
    await context.close();
    rmSync(wrapper, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} talk
 * @param {string} ratio
 */
function remarkPage(root, talk, ratio) {
  const text = readFileSync(talk, 'utf8').replace(/\r\n?/g, '\n').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const script = pathToFileURL(join(root, 'node_modules/remark-slide/out/remark.min.js')).href;
  return `<!doctype html><html><head><meta charset="utf-8"><base href="${pathToFileURL(dirname(talk)).href}/"></head><body>
<textarea id="source">\n${text}</textarea><script src="${script}"></script>
<script>remark.create({ ratio: '${ratio}', highlightLines: true })</script></body></html>`;
}

/**
 * @param {string} program
 * @param {string} talk
 * @returns {[slide: number, step: number][]}
 */
function stepsOf(program, talk) {
  const text = execFileSync(process.execPath, [program, 'inspect', talk, '--json', '--dialect', 'remark'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {{ index: number, steps: unknown[] }[]} */
  const slides = JSON.parse(text).slides;
  return slides.flatMap(({ index, steps }) => steps.map((_, step) => /** @type {[number, number]} */ ([index, step])));
}

/** @param {string} folder */
function writeIndex(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  const pictures = names.sort().map((name) => `<h2>${name}</h2><img src="${name}" loading="lazy" width="100%" alt="">`);
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>remark.js and Lectern</title><p>Left remark.js, right Lectern.\n${pictures.join('\n')}\n`,
  );
}
