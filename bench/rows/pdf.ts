// A talk to a PDF, from the start of the process to its end, and the floor: a
// Chromium that is launched, given a plain page of the same slides, and prints it
// with tags and outline.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { knownBrowser } from '../../scripts/setup/browser.mjs';
import { launchBrowser } from '../../scripts/support/browser.mjs';
import { generateDeck } from '../generate-deck.ts';
import { plainPage } from '../plain-page.ts';
import { type Bench, type Figure, median, type Row } from '../row.ts';

const SIZES = [
  { slides: 40, runs: 5, peer: 'Marp 2460, reveal-md 3800' },
  { slides: 400, runs: 3, peer: 'Marp 6800, reveal-md 16 000' },
];

export const pdf: Row = {
  name: 'pdf',
  title: 'PDF',
  async *measure(bench) {
    for (const { slides, runs, peer } of SIZES) {
      const text = generateDeck(slides);
      const ours: number[] = [];
      const floor: number[] = [];
      let size = 0;
      for (let i = 0; i < runs; i++) {
        const done = await exported(bench, text);
        ours.push(done.milliseconds);
        size = done.bytes;
        floor.push(await plain(bench, text));
      }
      const ratio = median(ours) / median(floor);
      yield { name: `PDF, N = ${slides}`, unit: 'ms', samples: ours, peer, floor: median(floor).toFixed(0) } satisfies Figure;
      yield {
        name: `PDF against its floor, N = ${slides}`,
        unit: '×',
        samples: [ratio],
        target: '≤ 1.4',
        met: ratio <= 1.4,
      } satisfies Figure;
      yield { name: `bytes of the PDF, N = ${slides}`, unit: 'kB', samples: [size / 1000], target: "≤ 1.1 × Marp's" } satisfies Figure;
    }
  },
};

async function exported(bench: Bench, text: string): Promise<{ milliseconds: number; bytes: number }> {
  const folder = await bench.folder({ 'talk.md': text });
  const browser = knownBrowser(bench.root, process.env);
  const args = ['export', 'talk.md', '-o', 'talk.pdf', '--browser', browser?.executable ?? ''];
  const start = performance.now();
  const child = spawn(process.execPath, [bench.program, ...args], {
    cwd: folder,
    env: { ...process.env, ...browser?.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`lectern export ended with ${code}`);
  return { milliseconds: performance.now() - start, bytes: statSync(join(folder, 'talk.pdf')).size };
}

async function plain(bench: Bench, text: string): Promise<number> {
  const html = plainPage(text);
  const start = performance.now();
  const browser = await launchBrowser(bench.root);
  const page = await browser.newPage();
  await page.setContent(html);
  await page.pdf({ width: 960, height: 540, printBackground: true, tagged: true, outline: true });
  await browser.close();
  return performance.now() - start;
}
