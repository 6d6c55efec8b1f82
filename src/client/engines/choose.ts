// Which engine shows the deck: one line each.

import type { Look } from '../../protocol.ts';
import type { Engine } from '../engine.ts';
import { remarkEngine } from './remark.ts';
import { revealEngine } from './reveal.ts';

const ENGINES: { readonly [E in Look['engine']]: (look: Look) => Engine } = {
  reveal: ({ reveal }) => revealEngine(reveal),
  remark: ({ ratio }) => remarkEngine(ratio),
};

export function chooseEngine(look: Look): Engine {
  return ENGINES[look.engine](look);
}
