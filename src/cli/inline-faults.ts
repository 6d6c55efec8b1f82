// Which inline demos of a talk are broken, each text looked at once: while a talk is
// being given, a slide keeps the last that was not.
import type { Deck, InlineDemo } from '../deck.ts';
import { type Message, message } from '../message.ts';
import { syntaxFault } from '../runner/transform.ts';
import { lowered } from './kept-sources.ts';

export interface InlineFaults {
  /** Looks at what the deck has that is new. */
  look(deck: Deck): Promise<void>;
  /** Errors, at their places in the talk. */
  messages(deck: Deck): readonly Message[];
}

type Fault = NonNullable<Awaited<ReturnType<typeof syntaxFault>>>;

/** @param display a path as messages show it */
export function createInlineFaults(display: (path: string) => string): InlineFaults {
  let known = new Map<string, Fault | null>();
  const keyOf = ({ lang, text }: InlineDemo): string => `${lang} ${text}`;

  return {
    async look({ inlineDemos }) {
      const before = known;
      const looked = inlineDemos.map(async (demo): Promise<[string, Fault | null]> => {
        const key = keyOf(demo);
        return [key, before.has(key) ? (before.get(key) ?? null) : await syntaxFault(demo.text, demo.lang)];
      });
      known = new Map(await Promise.all(looked));
    },
    messages: ({ inlineDemos }) =>
      inlineDemos.flatMap((demo) => {
        const fault = known.get(keyOf(demo)) ?? null;
        if (fault === null) return [];
        const place = { file: display(demo.file), line: demo.line + fault.line - 1, column: fault.column };
        return [message(place, 'error', 'broken-demo', `the demo "${demo.name}" cannot be built: ${lowered(fault.reason)}`)];
      }),
  };
}
