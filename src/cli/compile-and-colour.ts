// A whole talk, compiled and coloured: while this thread reads slides, another one
// highlights the code of those that have been read. A long talk is read in small
// portions, for what goes to the other thread leaves only between two of them.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SlideCache } from '../compile/cache.ts';
import { type Compiled, type CompileInput, compile } from '../compile/compile.ts';
import type { CodeBlock, Deck, Slide, Tokens } from '../deck.ts';
import { createHighlighter } from '../highlight/highlighter.ts';

export interface Coloured extends Compiled {
  /** When the tokens are kept for the next time, which nobody else has to wait for. */
  readonly kept: Promise<void>;
  /** Of a code block by its id. */
  tokens(id: string): Tokens | undefined;
}

/** Characters of a talk that takes noticeably long to read. */
const LONG = 10_000;
/** Milliseconds of reading in one portion. */
const PORTION = 20;

/**
 * @param cacheFolder where tokens are kept between runs
 * @param pick chooses the slides whose code is coloured; without it, all are
 */
export async function compileAndColour(
  input: CompileInput,
  cacheFolder: string,
  pick?: (deck: Deck) => readonly Slide[],
): Promise<Coloured> {
  const highlighter = createHighlighter({ cacheFolder, worker: new URL('./highlight-worker.js', import.meta.url) });
  const met: CodeBlock[] = [];
  const loading: Promise<unknown>[] = [];
  const send = (): void => {
    if (met.length > 0 && pick === undefined) loading.push(highlighter.load(met.splice(0)));
  };
  const whole = { ...input, cache: noting(input.cache, met) };
  if (input.text.length > LONG) {
    let since = performance.now();
    for (const read of compile({ ...whole, now: () => false }).rest) {
      read();
      if (performance.now() - since < PORTION) continue;
      send();
      await nextTurn();
      since = performance.now();
    }
    send();
  }
  const compiled = compile(whole);
  met.length = 0;
  const slides = pick?.(compiled.deck) ?? compiled.deck.slides;
  loading.push(highlighter.load(slides.flatMap((slide) => slide.codeBlocks)));
  await Promise.all(loading);
  return { ...compiled, kept: highlighter.close(), tokens: (id) => highlighter.get(id) };
}

/** The cache, which tells what code is in what it gives. */
function noting(cache: SlideCache, met: CodeBlock[]): SlideCache {
  return {
    take(slide, context) {
      const built = cache.take(slide, context);
      met.push(...built.codeBlocks);
      return built;
    },
    keep: cache.keep,
    turn: cache.turn,
    get parsed() {
      return cache.parsed;
    },
  };
}
