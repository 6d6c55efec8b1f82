// The keys of the presenter view: those of the deck that make sense here, and the
// size of the notes where the deck has that of its type.
import { type Command, SHARED_COMMANDS, withHelp } from '../commands.ts';
import type { Context } from '../context.ts';
import { scaleNotes } from './notes.ts';

const OWN: readonly Command[] = [
  { keys: ['+', '='], what: 'larger notes', group: 'view', repeats: true, run: () => scaleNotes(1.1) },
  { keys: ['-'], what: 'smaller notes', group: 'view', repeats: true, run: () => scaleNotes(1 / 1.1) },
  { keys: ['_'], what: 'notes as designed', group: 'view', run: () => scaleNotes(0) },
];

export const PRESENTER_COMMANDS = withHelp<Context>([...SHARED_COMMANDS, ...OWN]);
