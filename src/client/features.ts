// Which feature runs in which kind of window: one line each. A feature is a function
// of the context, in a file of its own, and knows the others only by the context.
import type { View } from '../protocol.ts';
import { startApi } from './api.ts';
import { startChrome } from './chrome.ts';
import type { Context } from './context.ts';
import { startHash } from './hash.ts';
import { startKeys } from './keys.ts';
import { startNotices } from './notices.ts';
import { startPatching } from './patch.ts';
import { startReady } from './ready.ts';

interface Feature {
  readonly start: (context: Context) => void;
  readonly in: Readonly<Record<View, boolean>>;
}

// biome-ignore format: a table is read by its columns
const FEATURES: readonly Feature[] = [
  { start: ({ link, store }) => startPatching(link, store),                        in: { deck: true,  presenter: true } },
  { start: ({ stage, store, position }) => startChrome(stage.deck, store, position), in: { deck: true,  presenter: false } },
  { start: ({ position, store, sections }) => startHash(position, store, sections.host), in: { deck: true, presenter: false } },
  { start: startKeys,                                                              in: { deck: true,  presenter: true } },
  { start: startNotices,                                                           in: { deck: true,  presenter: true } },
  { start: startApi,                                                               in: { deck: true,  presenter: true } },
  { start: (context) => void startReady(context),                                  in: { deck: true,  presenter: true } },
];

export function startFeatures(view: View, context: Context): void {
  for (const feature of FEATURES) if (feature.in[view]) feature.start(context);
}
