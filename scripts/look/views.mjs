// What is looked at: each view is brought about once, and then pictured at each size.

/**
 * @typedef {object} Scene
 * @property {import('puppeteer').Page} deck
 * @property {import('puppeteer').Page} presenter
 * @property {import('./talk.mjs').Slide[]} slides
 */

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} group
 * @property {'deck' | 'presenter'} [page] which window is pictured; the deck unless told
 * @property {(scene: Scene) => Promise<void>} show
 * @property {(scene: Scene) => Promise<void>} [leave] undoes it
 */

/** @type {readonly View[]} */
export const VIEWS = [
  { name: 'title', group: 'deck', show: (scene) => go(scene, 0) },
  {
    name: 'text',
    group: 'deck',
    show: (scene) =>
      go(
        scene,
        first(scene, (slide) => slide.demos.length + slide.codeBlocks.length === 0),
      ),
  },
  {
    name: 'code',
    group: 'deck',
    show: (scene) =>
      go(
        scene,
        first(scene, (slide) => slide.demos.length === 0 && slide.codeBlocks.length > 0),
      ),
  },
  {
    name: 'panel-idle',
    group: 'panel',
    show: (scene) =>
      go(
        scene,
        first(scene, (slide) => slide.demos.length > 0),
      ),
  },
  {
    name: 'panel-hidden',
    group: 'panel',
    show: async (scene) => {
      await go(
        scene,
        first(scene, (slide) => slide.demos.length > 0),
      );
      await scene.deck.keyboard.press('d');
    },
    leave: ({ deck }) => deck.keyboard.press('d'),
  },
  { name: 'panel-running', group: 'panel', show: (scene) => run(scene, 'look-runs', 'which one?') },
  {
    name: 'panel-large',
    group: 'panel',
    show: async (scene) => {
      await run(scene, 'look-runs', 'which one?');
      await scene.deck.keyboard.press('z');
    },
    leave: ({ deck }) => deck.keyboard.press('z'),
  },
  { name: 'presenter-running', group: 'presenter', page: 'presenter', show: (scene) => run(scene, 'look-runs', 'which one?') },
  {
    name: 'panel-stopped',
    group: 'panel',
    show: async (scene) => {
      await run(scene, 'look-runs', 'which one?');
      await scene.deck.evaluate(() => window.lectern.demo.stop('look-runs'));
      await reaches(scene, 'look-runs', 'stopped');
    },
  },
  {
    name: 'panel-failed',
    group: 'panel',
    show: async (scene) => {
      await run(scene, 'look-fails', 'terrace');
      await reaches(scene, 'look-fails', 'failed');
    },
  },
  {
    name: 'panel-panes',
    group: 'panel',
    show: async (scene) => {
      await go(
        scene,
        first(scene, (slide) => slide.demos.includes('echo-server')),
      );
      await scene.deck.evaluate(() => window.lectern.demo.replay('echo-server'));
      await shows(scene, 'echo-server', 'listening');
    },
  },
  {
    name: 'overview',
    group: 'layers',
    show: async (scene) => {
      await go(scene, 8);
      await scene.deck.keyboard.press('o');
    },
    leave: ({ deck }) => deck.keyboard.press('Escape'),
  },
  { name: 'help', group: 'layers', show: ({ deck }) => deck.keyboard.press('?'), leave: ({ deck }) => deck.keyboard.press('Escape') },
  { name: 'black', group: 'layers', show: ({ deck }) => deck.keyboard.press('b'), leave: ({ deck }) => deck.keyboard.press('b') },
  { name: 'presenter-title', group: 'presenter', page: 'presenter', show: (scene) => go(scene, 0) },
  {
    name: 'presenter-notes',
    group: 'presenter',
    page: 'presenter',
    show: (scene) =>
      go(
        scene,
        first(scene, (slide) => slide.demos.length === 0 && slide.codeBlocks.length > 0),
      ),
  },
];

/**
 * Both windows on a slide, at its last step.
 * @param {Scene} scene
 * @param {number} index
 */
export async function go({ deck, presenter, slides }, index) {
  const step = (slides[index]?.steps.length ?? 1) - 1;
  await deck.evaluate((to, last) => window.lectern.go(to, last), index, step);
  for (const page of [deck, presenter])
    await page.waitForFunction((to) => window.lectern.slide === to, { polling: 50, timeout: 30_000 }, index);
  // The panel comes when it is first needed.
  const [demo] = slides[index]?.demos ?? [];
  if (demo !== undefined) await deck.waitForSelector(`[data-demo="${demo}"][data-state]`, { timeout: 30_000 });
}

/**
 * @param {Scene} scene
 * @param {(slide: import('./talk.mjs').Slide) => boolean} wanted
 */
function first({ slides }, wanted) {
  const found = slides.findIndex((slide, index) => index > 0 && wanted(slide));
  if (found === -1) throw new Error('the talk has no such slide');
  return found;
}

/**
 * Goes to the demo's slide and runs it until it shows the text, unless it runs already.
 * @param {Scene} scene
 * @param {string} demo
 * @param {string} text
 */
async function run(scene, demo, text) {
  await go(
    scene,
    first(scene, (slide) => slide.demos.includes(demo)),
  );
  await scene.deck.evaluate((name) => {
    if (window.lectern.demo.state(name) !== 'running') window.lectern.demo.run(name);
  }, demo);
  await shows(scene, demo, text);
}

/**
 * @param {Scene} scene
 * @param {string} demo
 * @param {string} text
 */
async function shows({ deck }, demo, text) {
  await deck.waitForFunction((name, words) => window.lectern.demo.text(name).includes(words), { polling: 50, timeout: 30_000 }, demo, text);
}

/**
 * @param {Scene} scene
 * @param {string} demo
 * @param {string} state
 */
async function reaches({ deck }, demo, state) {
  await deck.waitForFunction((name, wanted) => window.lectern.demo.state(name) === wanted, { polling: 50, timeout: 30_000 }, demo, state);
}
