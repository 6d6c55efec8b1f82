// `npm run look`: pictures of every view in look/, and look/index.html that shows all.
//   npm run look -- --only panel,title   these groups or views alone
//   npm run look -- --beside talk.md     a remark.js talk, in remark.js and here; --ratio 4:3
// The flagship talk is presented in each theme by a process of its own.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lookBeside } from './look/beside-remark.mjs';
import { picture, writeSheet } from './look/picture.mjs';
import { printedPages } from './look/print.mjs';
import { copyTalk, slidesOf, TALK } from './look/talk.mjs';
import { go, VIEWS } from './look/views.mjs';
import { launchBrowser } from './support/browser.mjs';
import { builtProgram, present } from './support/present.mjs';

const THEMES = ['paper', 'ink'];
const SIZES = [
  [1920, 1080],
  [1366, 768],
  [1024, 768],
];
const OURS = /-\d+x\d+-\w+\.png$/;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { only: { type: 'string' }, beside: { type: 'string' }, ratio: { type: 'string', default: '16:9' } },
});
const only = values.only?.split(',') ?? null;
const program = builtProgram(root);
const out = join(root, 'look');

/** @param {{ name: string, group: string }} view */
const wanted = ({ name, group }) => only === null || only.includes(name) || only.includes(group);

/** @param {string} text */
function say(text) {
  process.stderr.write(`look: ${text}\n`);
}

/**
 * @param {import('puppeteer').Browser} browser
 * @param {string} theme
 * @param {string} folder
 */
async function lookAt(browser, theme, folder) {
  copyTalk(root, folder);
  const slides = slidesOf(program, folder);
  const served = await present(program, folder, [TALK, '--theme', theme]);
  const context = await browser.createBrowserContext();
  const [deck, presenter] = [await context.newPage(), await context.newPage()];
  const scene = { deck, presenter, slides };
  try {
    for (const [page, url] of /** @type {const} */ ([
      [deck, served.url],
      [presenter, served.presenterUrl],
    ])) {
      await page.setViewport({ width: 1920, height: 1080 });
      await page.goto(url);
      await page.waitForSelector('html[data-lectern="ready"]', { timeout: 30_000 });
    }
    // Colours come after the text.
    await go(
      scene,
      Math.max(
        0,
        slides.findIndex(({ codeBlocks }) => codeBlocks.length > 0),
      ),
    );
    await deck.waitForSelector('section.present pre .line [class], section.present pre .line span', { timeout: 20_000 });
    for (const view of VIEWS.filter(wanted)) await attempt(view.name, () => lookAtView(scene, view, theme));
    if (wanted({ name: 'slides', group: 'slides' }) && theme === THEMES[0]) {
      await deck.setViewport({ width: 1920, height: 1080 });
      for (const { index } of slides) {
        await go(scene, index);
        await picture(deck, join(out, `slide-${String(index + 1).padStart(2, '0')}-1920x1080-${theme}.png`));
      }
    }
  } finally {
    await context.close();
    await served.close();
  }
  if (wanted({ name: 'print', group: 'print' })) {
    const some = [0, slides.findIndex(({ codeBlocks }) => codeBlocks.length > 0), slides.findIndex(({ demos }) => demos.length > 0)];
    const pages = some.map((index) => index + 1);
    await attempt('print', async () => void printedPages({ root, program, folder, out, theme, pages }));
  }
}

/**
 * @param {import('./look/views.mjs').Scene} scene
 * @param {import('./look/views.mjs').View} view
 * @param {string} theme
 */
async function lookAtView(scene, view, theme) {
  const page = scene[view.page ?? 'deck'];
  await scene.deck.bringToFront();
  await view.show(scene);
  for (const [width = 0, height = 0] of SIZES) {
    await page.setViewport({ width, height });
    await picture(page, join(out, `${view.name}-${width}x${height}-${theme}.png`));
  }
  await page.setViewport({ width: 1920, height: 1080 });
  await scene.deck.bringToFront();
  await view.leave?.(scene);
}

/**
 * One view that fails does not cost the others.
 * @param {string} name
 * @param {() => Promise<void>} act
 */
async function attempt(name, act) {
  try {
    await act();
  } catch (error) {
    say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(0);

/** Every view of the flagship talk. */
async function all() {
  mkdirSync(out, { recursive: true });
  if (only === null) for (const name of readdirSync(out)) if (OURS.test(name)) rmSync(join(out, name));
  const folders = THEMES.map(() => mkdtempSync(join(tmpdir(), 'lectern-look-')));
  const browser = await launchBrowser(root);
  try {
    await Promise.all(THEMES.map((theme, i) => lookAt(browser, theme, folders[i] ?? '')));
  } finally {
    await browser.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  const names = readdirSync(out).filter((name) => OURS.test(name));
  writeSheet(out, names.sort());
  say(`${names.length} pictures in look/, all in look/index.html (${seconds()} s)`);
}

/**
 * @param {string} talk
 * @param {string} ratio
 */
async function beside(talk, ratio) {
  mkdirSync(out, { recursive: true });
  const browser = await launchBrowser(root);
  try {
    const pairs = await lookBeside({ root, program, talk, ratio, out, browser });
    say(`${pairs} pairs of pictures, all in look/beside/index.html (${seconds()} s)`);
  } finally {
    await browser.close();
  }
}

await (values.beside === undefined ? all() : beside(resolve(values.beside), values.ratio));
