// Pass 3: `include: part.md` brings another file's slides in, where it stands. The
// part is read in the talk's dialect, its own front matter is not used, and nothing
// outside the root is read.
import * as path from 'node:path';
import type { DialectReader, DraftSlide, ReadOptions } from '../dialects/draft.ts';
import { report, type SourceFile, scanFile, sourceFile } from '../dialects/source.ts';
import type { Message } from '../message.ts';
import { readFrontMatter } from './front-matter.ts';

export interface IncludeContext {
  readonly root: string;
  read(path: string): string | undefined;
  display(path: string): string;
  readonly reader: DialectReader;
  readonly options: ReadOptions;
}

export interface Included {
  readonly slides: readonly DraftSlide[];
  /** Absolute paths of every part, found or not. */
  readonly sources: readonly string[];
  readonly messages: readonly Message[];
}

const MAX_SLIDES = 20_000;

export function includeParts(slides: readonly DraftSlide[], talk: SourceFile, context: IncludeContext): Included {
  const sources = new Set<string>();
  const messages: Message[] = [];
  const out: DraftSlide[] = [];
  const expand = (list: readonly DraftSlide[], chain: readonly string[]): void => {
    for (const slide of list) {
      const wanted = slide.parts[0]?.properties.get('include');
      if (wanted === undefined) {
        out.push(slide);
        continue;
      }
      // What the slide holds besides stands before the part.
      if (slide.parts.some((part) => part.content.text.trim() !== '')) out.push(slide);
      const { value, spot } = wanted;
      const target = path.resolve(path.dirname(spot.file.path), value);
      const fail = (reason: string): void => void messages.push(report(spot, 'error', 'include', reason));
      if (!isInside(context.root, target)) fail(`include "${value}" escapes the deck root`);
      else if (chain.includes(target))
        fail(`include "${value}" includes itself, by way of ${chain.map((file) => context.display(file)).join(', ')}`);
      else if (out.length > MAX_SLIDES) fail(`include "${value}" is left out: the talk has more than ${MAX_SLIDES} slides`);
      else {
        sources.add(target);
        const raw = context.read(target);
        if (raw === undefined) fail(`include "${value}" is not there`);
        else {
          const file = sourceFile(target, context.display(target), raw);
          const start = readFrontMatter(file).bodyStart;
          const draft = context.reader.read(file, start, scanFile(file, start), { ...context.options, part: true });
          messages.push(...draft.messages);
          expand(draft.slides, [...chain, target]);
        }
      }
    }
  };
  expand(slides, [talk.path]);
  return { slides: out, sources: [...sources], messages };
}

/** Whether a path lies in a folder, by name; what links point to is for the reader of files to judge. */
export function isInside(root: string, target: string): boolean {
  const relative = path.relative(root, target);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
