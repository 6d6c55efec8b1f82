// The thread that highlights: gets batches of code, answers with their tokens.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Tokens } from '../deck.ts';
import { createTokenizer, type TurnedPatterns } from './shiki.ts';

/** To the worker. */
export interface HighlightRequest {
  readonly batch: number;
  readonly blocks: readonly { readonly id: string; readonly lang: string | null; readonly text: string }[];
}

/** From the worker, one for each request. */
export interface HighlightAnswer {
  readonly batch: number;
  readonly blocks: readonly { readonly id: string; readonly tokens: Tokens }[];
}

const port = parentPort;
if (port !== null) {
  const tokenizer = createTokenizer(readTurned());
  port.on('message', async ({ batch, blocks }: HighlightRequest) => {
    const { tokens } = await tokenizer;
    const done: HighlightAnswer['blocks'][number][] = [];
    for (const { id, lang, text } of blocks) done.push({ id, tokens: await tokens(lang, text) });
    port.postMessage({ batch, blocks: done } satisfies HighlightAnswer);
  });
}

/** What the build has made in advance; without it all is made here. */
function readTurned(): TurnedPatterns {
  try {
    return JSON.parse(readFileSync(new URL('./patterns.json', import.meta.url), 'utf8')) as TurnedPatterns;
  } catch {
    return {};
  }
}
