// `lectern demo render NAME -o x.svg`: what a recording shows, at its end or at a
// mark, as a picture.
import { resolve } from 'node:path';
import { createTimeline, type PaneCast } from '../cast/timeline.ts';
import { PALETTE } from '../client/panel/palette.ts';
import { checkTarget, TargetError, writeWhole } from '../export/write-file.ts';
import { didYouMean } from '../message.ts';
import { type ScreenColors, screenSvg } from '../render/screen-svg.ts';
import { createScreens } from '../server/screen.ts';
import { defineCommand } from './command.ts';
import { demoOptionSpecs } from './demos.ts';
import { failed, wrongUsage } from './failure.ts';
import { lastScreen } from './recorded-screens.ts';
import { findReplay } from './replay-source.ts';

export default defineCommand({
  arguments: [{ name: 'name', help: 'a demo of `lectern demo list`, or a .cast file of any origin' }],
  options: {
    output: { type: 'string', value: 'FILE', short: 'o', help: 'an .svg file to write; without it the picture goes to stdout' },
    at: { type: 'string', value: 'MARK', help: 'as it was when this mark was reached; else as it was in the end' },
    pane: { type: 'string', value: 'NAME', help: 'only this pane' },
    ...demoOptionSpecs,
  },
  about: 'It is made of the recording: nothing runs. Its text is text, in the colours of the panel.',
  examples: [
    { line: 'demo render yield-juggling -o docs/juggling.svg', does: 'the last screen, for a README' },
    { line: 'demo render gather --at "all at once" -o half.svg', does: 'the screen when that mark was reached' },
    { line: 'demo render echo-server --pane ada', does: 'one pane, to stdout' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const { output, at, pane } = options;
    if (output !== undefined && !/\.svg$/i.test(output)) throw wrongUsage(`-o ${output} is no .svg file: pictures are SVG`);
    const target = output === undefined ? null : resolve(io.cwd, output);
    if (target !== null) await writable(checkTarget(target, output ?? ''));
    const { title, casts } = await findReplay(word, undefined, io, options.talk);
    const until = at === undefined ? casts : upTo(at, casts);
    const shown = pane === undefined ? until : until.filter((one) => one.pane === pane);
    if (shown.length === 0) {
      const names = casts.map((one) => one.pane);
      throw wrongUsage(`${word} has no pane "${pane}"${didYouMean(pane ?? '', names)}: there is ${names.join(', ')}`);
    }
    const screens = createScreens();
    const panes = await Promise.all(
      shown.map(async (one) => {
        const { lines } = await lastScreen(one, one.cast.header, screens);
        const resized = one.cast.events.flatMap((event) => (event.type === 'resize' ? [event.columns] : []));
        return { name: one.pane, columns: resized.at(-1) ?? one.cast.header.columns, lines };
      }),
    );
    const svg = screenSvg({ title, panes }, COLORS);
    if (target === null) io.stdout.write(svg);
    else {
      await writable(writeWhole(target, Buffer.from(svg), output ?? ''));
      io.print(`${output}  ${(Buffer.byteLength(svg) / 1000).toFixed(1)} kB`);
    }
    return 0;
  },
});

/** All panes as they were when the first mark of that name was reached. */
function upTo(mark: string, casts: readonly PaneCast[]): PaneCast[] {
  const { entries, markers, markerIndexes } = createTimeline(casts, null);
  const found = markers.findIndex(({ label }) => label === mark);
  if (found === -1) {
    const labels = [...new Set(markers.map(({ label }) => label))];
    const there = labels.length === 0 ? 'it has none' : `there is ${labels.map((label) => `"${label}"`).join(', ')}`;
    throw wrongUsage(`the recording has no mark "${mark}"${didYouMean(mark, labels)}: ${there}`);
  }
  const before = entries.slice(0, (markerIndexes[found] ?? 0) + 1);
  return casts.map(({ pane, cast }) => ({
    pane,
    cast: { ...cast, events: before.flatMap(({ event }) => (event.pane === pane ? [event] : [])) },
  }));
}

async function writable<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof TargetError ? failed(error.message) : error;
  });
}

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

const COLORS: ScreenColors = {
  ground: PALETTE.background,
  text: PALETTE.foreground,
  faint: PALETTE.brightBlack,
  frame: PALETTE.selectionInactiveBackground,
  palette: [
    ...NAMES.map((name) => PALETTE[name]),
    ...NAMES.map((name) => PALETTE[`bright${name.charAt(0).toUpperCase()}${name.slice(1)}` as 'brightRed']),
  ],
};
