// `lectern export`: a talk as one file to hand out. The browser starts while the talk
// is compiled; the file appears whole or not at all.
import { basename, resolve } from 'node:path';
import type { Deck, Slide } from '../deck.ts';
import { BrowserError, type LaunchedBrowser, launchBrowser } from '../export/browser.ts';
import { findBrowser, noBrowser } from '../export/find-browser.ts';
import { finishPdf } from '../export/finish-pdf.ts';
import { pickSlides } from '../export/pick-slides.ts';
import { PrintError, printPdf, type Report, type Stage } from '../export/print.ts';
import { checkTarget, TargetError, writeWhole } from '../export/write-file.ts';
import { formatMessage } from '../message.ts';
import { PRINT_POLICY } from '../render/print.ts';
import { defineCommand } from './command.ts';
import { Failure, failed, missingProgram } from './failure.ts';
import type { Io } from './io.ts';
import { defaultTarget, type PreparedPrint, preparePrint } from './print-job.ts';
import { createProgress } from './progress.ts';
import { onStopSignals } from './stop-signals.ts';
import { findTalk, talkOptionSpecs, talkOptions } from './talk.ts';

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, or a folder that holds talk.md' }],
  options: {
    format: { type: 'string', value: 'FORMAT', choices: ['pdf'], help: 'pdf' },
    output: { type: 'string', value: 'FILE', short: 'o', help: "where to write it (the talk's name, here)" },
    steps: { type: 'boolean', help: 'a page for every step, instead of one for every slide' },
    slides: { type: 'string', value: 'LIST', help: 'only these: numbers, ranges and names, such as 3-7,intro' },
    browser: { type: 'string', value: 'PATH', help: 'the Chrome, Chromium or Edge that prints (LECTERN_BROWSER, or one that is found)' },
    json: { type: 'boolean', help: 'print one line of JSON about the file' },
    ...talkOptionSpecs,
  },
  about:
    'Slides keep their text, links and outline. Beside a slide with a demo stands what its recording shows last. Notes are not in the file.',
  examples: [
    { line: 'export slides/async-typescript', does: 'write async-typescript.pdf, a page a slide' },
    { line: 'export talk.md -o handout.pdf --slides 3-7,summary', does: 'only these slides' },
    { line: 'export talk.md --steps', does: 'a page for every step' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talk = findTalk(word, io.cwd);
    const target = resolve(io.cwd, options.output ?? defaultTarget(talk, options.format ?? 'pdf'));
    const shown = options.output ?? basename(target);
    const executable = findBrowser(io.env, options.browser);
    if (executable === null) throw missingProgram(noBrowser(io.env, options.browser));
    await checkTarget(target, shown).catch(asFailure);

    const progress = createProgress(process.stderr);
    const launching = launchBrowser({ executable, env: io.env });
    launching.catch(() => undefined);
    const close = async (): Promise<void> => (await launching.catch(() => null))?.close();
    let stopped: number | null = null;
    const off = onStopSignals((code) => {
      if (stopped !== null) process.exit(code);
      stopped = code;
      // Without its browser, whatever goes on ends.
      void close();
    });
    try {
      progress.say('compiling …');
      const list = options.slides;
      const pick = list === undefined ? null : (deck: Deck): readonly Slide[] => picked(deck, list);
      const print = await preparePrint({ talk, options: talkOptions(options), steps: options.steps, pick, cwd: io.cwd, env: io.env });
      const { bytes, report } = await printed(await launching, print, (stage) => progress.say(stageWord(stage, print.page.pages.length)));
      // It has done its part, and takes its time to go.
      void close();
      const { title, author } = print.deck;
      const facts = { title, author, creator: 'Lectern', outline: print.page.outline };
      const finished = await finishPdf(bytes, facts);
      if (stopped !== null) return stopped;
      await Promise.all([writeWhole(target, finished?.bytes ?? bytes, shown), print.kept]);
      progress.clear();
      for (const line of [...print.messages.map(formatMessage), ...print.notes.map(ours), ...problems(report, print).map(ours)])
        io.note(line);
      if (finished === null) io.note(ours("the browser's PDF has a form that is not known: written without outline"));
      result(
        { file: shown, pages: finished?.pages ?? print.page.pages.length, bytes: (finished?.bytes ?? bytes).length },
        options.json,
        io,
      );
      return 0;
    } catch (error) {
      progress.clear();
      return stopped ?? asFailure(error);
    } finally {
      await close();
      off();
    }
  },
});

function picked(deck: Deck, list: string): readonly Slide[] {
  const found = pickSlides(deck.slides, list);
  if (!found.ok) throw failed(found.error);
  return found.slides;
}

async function printed(browser: LaunchedBrowser, print: PreparedPrint, stage: (stage: Stage) => void) {
  const { html, width, height } = print.page;
  try {
    return await printPdf(browser, { html, policy: PRINT_POLICY, width, height, read: print.read, stage });
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    const waiting = error.waiting.map((path) => `${path.replace(/^\/files\//, '')}${onSlides(print, print.slidesWith(path))}`);
    throw failed(waiting.length === 0 ? error.message : `${error.message}; it still waits for ${waiting.join(', ')}`);
  }
}

/** What the page had to say, for people. */
function problems({ refused, broken, crowded, cut }: Report, print: PreparedPrint): string[] {
  const short = (url: string): string => decodeURI(url).replace(/^\/files\//, '');
  const once = new Set([
    ...refused.map(({ slide, url }) => `${url} is not in the file${onSlides(print, [slide])}: only pictures of the talk's own are printed`),
    ...broken.map(({ slide, url }) => `${short(url)} is no picture that can be shown${onSlides(print, [slide])}`),
    ...crowded.map((slide) => `there is too much${onSlides(print, [slide])}: its type is smaller than can be read`),
    ...cut.map((slide) => `there is too much${onSlides(print, [slide])}: its end is cut off`),
  ]);
  return [...once];
}

/** ` on slide 7`, as the audience numbers it. */
function onSlides(print: PreparedPrint, indexes: readonly number[]): string {
  const numbers = indexes.flatMap((index) => print.deck.slides[index]?.number ?? []);
  return numbers.length === 0 ? '' : ` on slide ${numbers.join(', ')}`;
}

function stageWord(stage: Stage, pages: number): string {
  const many = pages === 1 ? '1 page' : `${pages} pages`;
  return { load: `loading ${many} …`, 'lay out': `laying out ${many} …`, print: `printing ${many} …` }[stage];
}

function result({ file, pages, bytes }: { file: string; pages: number; bytes: number }, json: boolean, io: Io): void {
  if (json) {
    io.print(JSON.stringify({ file, pages, bytes }));
    return;
  }
  const size = bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  io.print(`${io.out.bold(file)}: ${pages === 1 ? '1 page' : `${pages} pages`}, ${size}`);
}

function ours(text: string): string {
  return `lectern: ${text}`;
}

function asFailure(error: unknown): never {
  if (error instanceof Failure) throw error;
  if (error instanceof TargetError) throw failed(error.message);
  if (error instanceof BrowserError)
    throw missingProgram(`${error.message}\n  name another browser: --browser PATH, or LECTERN_BROWSER=PATH`);
  throw error;
}
