// Tokens for the code blocks of a talk: from memory, from disk, else from a worker
// thread that is started when first needed. Text never waits for colours.
import { Worker } from 'node:worker_threads';
import type { CodeBlock, Tokens } from '../deck.ts';
import { diskStore, NO_STORE } from './disk.ts';
import type { HighlightAnswer, HighlightRequest } from './worker.ts';

export interface HighlighterOptions {
  /** Where tokens are kept between runs; null = nowhere. */
  readonly cacheFolder: string | null;
  /** The built worker; by default the one beside this module's build. */
  readonly worker?: URL;
}

export interface Highlighter {
  /** Tokens of a block by its id, when they are at hand. */
  get(id: string): Tokens | undefined;
  /**
   * Gets tokens for those blocks that have a language; resolves when all are at hand (or cannot be had), with true when
   * there are new ones. Never rejects.
   */
  load(blocks: readonly CodeBlock[]): Promise<boolean>;
  /** Ends the worker, when the tokens are on disk; what was waiting resolves without tokens. */
  close(): Promise<void>;
}

/** Blocks a request, so that the first slides of a long talk are in colour early. */
const BATCH = 24;

export function createHighlighter({
  cacheFolder,
  worker: url = new URL('./highlight-worker.js', import.meta.url),
}: HighlighterOptions): Highlighter {
  const store = cacheFolder === null ? NO_STORE : diskStore(cacheFolder);
  const tokens = new Map<string, Tokens>();
  const underWay = new Map<string, Promise<boolean>>();
  const waiting = new Map<number, (answer: HighlightAnswer | null) => void>();
  let worker: Worker | null = null;
  let batches = 0;
  /** What is being stored. */
  const writes = new Set<Promise<void>>();
  let closed = false;

  const giveUp = (): void => {
    worker = null;
    for (const answer of [...waiting.values()]) answer(null);
  };
  const start = (): Worker => {
    const started = new Worker(url);
    started.on('message', (answer: HighlightAnswer) => waiting.get(answer.batch)?.(answer));
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (worker === started) giveUp();
    });
    started.unref();
    return started;
  };
  const ask = (blocks: HighlightRequest['blocks']): Promise<HighlightAnswer | null> =>
    new Promise((resolve) => {
      if (closed) return resolve(null);
      worker ??= start();
      // Only waiting for an answer keeps the process alive.
      worker.ref();
      const batch = batches++;
      waiting.set(batch, (answer) => {
        waiting.delete(batch);
        if (waiting.size === 0) worker?.unref();
        resolve(answer);
      });
      worker.postMessage({ batch, blocks } satisfies HighlightRequest);
    });

  const highlight = async (blocks: readonly CodeBlock[]): Promise<boolean> => {
    const missing: CodeBlock[] = [];
    let more = false;
    await Promise.all(
      blocks.map(async (block) => {
        const stored = await store.get(block.id);
        if (stored === undefined) missing.push(block);
        else {
          tokens.set(block.id, stored);
          more = true;
        }
      }),
    );
    if (missing.length === 0) return more;
    const answer = await ask(missing.map(({ id, lang, text }) => ({ id, lang, text })));
    for (const block of answer?.blocks ?? []) tokens.set(block.id, block.tokens);
    // Nobody has to wait for the disk.
    for (const block of answer?.blocks ?? []) {
      const write = store.set(block.id, block.tokens).finally(() => writes.delete(write));
      writes.add(write);
    }
    return more || (answer?.blocks.length ?? 0) > 0;
  };

  return {
    get: (id) => tokens.get(id),
    async load(blocks) {
      const waits = new Set<Promise<boolean>>();
      const fresh = new Map<string, CodeBlock>();
      for (const block of blocks) {
        if (block.lang === null || tokens.has(block.id)) continue;
        const going = underWay.get(block.id);
        if (going !== undefined) waits.add(going);
        else fresh.set(block.id, block);
      }
      const list = [...fresh.values()];
      for (let i = 0; i < list.length; i += BATCH) {
        const batch = list.slice(i, i + BATCH);
        const going = highlight(batch)
          .catch(() => false)
          .finally(() => {
            for (const { id } of batch) underWay.delete(id);
          });
        for (const { id } of batch) underWay.set(id, going);
        waits.add(going);
      }
      return (await Promise.all(waits)).some(Boolean);
    },
    async close() {
      closed = true;
      const ending = worker;
      giveUp();
      await Promise.all([ending?.terminate(), ...writes]);
    },
  };
}
