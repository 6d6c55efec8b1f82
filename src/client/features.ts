// Which feature runs in which kind of window: one line each. A feature is a function
// of the context, in a file of its own, and knows the others only by the context.
import type { View } from '../protocol.ts';
import { startApi } from './api.ts';
import { startBlackout } from './black.ts';
import { startChrome } from './chrome.ts';
import { DECK_COMMANDS } from './commands.ts';
import type { Context, DeckContext } from './context.ts';
import { startHash } from './hash.ts';
import { startKeys } from './keys.ts';
import { startMarks } from './marks.ts';
import { startNotices } from './notices.ts';
import { startPatching } from './patch.ts';
import { PRESENTER_COMMANDS } from './presenter/commands.ts';
import { startReader } from './reader.ts';
import { startReady } from './ready.ts';
import { startStillRunning } from './still-running.ts';

interface Contexts {
  readonly deck: DeckContext;
  readonly presenter: Context;
}

type Feature = { readonly [V in View]: ((context: Contexts[V]) => void) | null };

const patching = ({ link, store }: Context): void => startPatching(link, store);
const ready = (context: Context): void => void startReady(context);
const sectionOf = ({ sections, position }: DeckContext): HTMLElement | undefined => sections.at(position.slide);
const pictureOfNow = (): HTMLElement | null => document.querySelector('.desk-now .picture > *');

// biome-ignore format: a table is read by its columns
const FEATURES: readonly Feature[] = [
  { deck: patching,                                                                       presenter: patching },
  { deck: ({ stage, store, position }) => startChrome(stage.deck, store, position),       presenter: null },
  { deck: ({ position, store, sections }) => startHash(position, store, sections.host),   presenter: null },
  { deck: ({ black, layers }) => startBlackout(black, layers),                            presenter: null },
  { deck: (context) => startKeys(context, DECK_COMMANDS),                                 presenter: (context) => startKeys(context, PRESENTER_COMMANDS) },
  { deck: (context) => startMarks(context, () => sectionOf(context)),                     presenter: (context) => startMarks(context, pictureOfNow) },
  { deck: startNotices,                                                                   presenter: startNotices },
  { deck: startStillRunning,                                                              presenter: startStillRunning },
  { deck: startReader,                                                                    presenter: null },
  { deck: startApi,                                                                       presenter: startApi },
  { deck: ready,                                                                          presenter: ready },
];

export function startFeatures<V extends View>(view: V, context: Contexts[V]): void {
  for (const feature of FEATURES) feature[view]?.(context);
}
