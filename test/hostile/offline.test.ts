// A room without a network: all that the shipped talks show is on this machine.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { someOf } from '../support/soak.ts';
import { until } from '../support/wait.ts';

const root = join(import.meta.dirname, '../..');

it.each(someOf(['async-typescript', 'tour', 'marp-tour'], 1))(
  'test 98: %s asks for nothing outside, from the first slide to the last',
  async (name) => {
    await using talk = await present(root, `slides/${name}`, '--new-session');
    const own = new URL(talk.url).origin;
    await using opened = await openPage();
    const { page } = opened;
    const others: string[] = [];
    // As without a network: whatever is not this server's does not come.
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith(`${own}/`) || /^(data|blob):/.test(url)) return void request.continue();
      others.push(url);
      void request.abort('internetdisconnected');
    });
    for (const url of [talk.url, talk.presenterUrl]) {
      await open(page, url);
      const total = await page.evaluate(() => window.lectern.total);
      for (let slide = 0; slide < total; slide++) {
        await page.evaluate((to) => window.lectern.go(to), slide);
        await until(() => page.evaluate((at) => window.lectern.slide === at, slide), `slide ${slide}`);
      }
      const broken = await page.$$eval('section img', (all) =>
        all.filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.src),
      );
      expect([others, broken]).toEqual([[], []]);
    }
  },
);
