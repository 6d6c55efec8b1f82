// A long talk opens with the slides around the speaker's place; what is further off
// is read while the window is there already, and nothing tells the two apart after.
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openWindow } from '../server/clients.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const FILLER = 'Words that make the talk long, so that it is not read at once. '.repeat(8);
const slideText = (number: number): string => `# Slide ${number}\n\n${FILLER}\n\n--\n\n\`\`\`ts {1|2}\nfirst();\nsecond();\n\`\`\`\n`;
const SLIDES = Array.from({ length: 150 }, (_, i) => slideText(i + 1));
const TALK = `${SLIDES.join('\n---\n\n')}\n![gone](gone.png)\n`;

it('each slide is there in the end, with its steps, and what is wrong with the last is told', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  expect(await page.$eval('section.present h1', (title) => title.textContent)).toBe('Slide 1');

  await page.evaluate(() => window.lectern.go(149));
  await until(
    async () => (await page.$eval('section.present', (section) => section.textContent)).includes('Slide 150'),
    'the last slide to be there',
    talk.stderr,
  );
  await until(() => talk.stderr().includes('gone.png'), 'the missing picture to be told');
  await until(async () => (await page.evaluate(() => window.lectern.slide)) === 149, 'the place to be kept');
  await page.evaluate(() => window.lectern.go(149, 9));
  expect(await page.evaluate(() => [window.lectern.slide, window.lectern.step])).toEqual([149, 2]);
});

it('a server that is started again opens at the slide and step where it was', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK });
  const first = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, first.url);
  await until(() => first.stderr().includes('gone.png'), 'the talk to be read whole');
  // The window has the steps of a far slide a moment after the server has.
  const went = (): Promise<number> =>
    page.evaluate(() => {
      window.lectern.go(100, 2);
      return window.lectern.step;
    });
  await until(async () => (await went()) === 2, 'the step to be shown');
  const { headers } = await fetch(first.url, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const other = await openWindow({ port: first.port, cookie });
  await until(() => {
    const told = other.got.findLast((message) => message.type === 'welcome' || message.type === 'position');
    return told?.position.slide === 100 && told.position.step === 2;
  }, 'the server to know');
  await first.end();
  await page.goto('about:blank');

  await using second = await present(folder.path, 'talk.md');
  await open(page, second.url);
  expect(await page.evaluate(() => [window.lectern.slide, window.lectern.step])).toEqual([100, 2]);
  expect(await page.$eval('section.present h1', (title) => title.textContent)).toBe('Slide 101');
});
