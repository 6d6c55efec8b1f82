// Program texts as the slides of a talk being given show them: of one that is broken,
// or gone, the last that was not; and a message says so. So a demo can be edited on
// stage, and the audience never sees half of it.
import { extname } from 'node:path';
import { lineOf, type Message, message } from '../message.ts';
import { loaderOf, syntaxFault } from '../runner/transform.ts';

export interface KeptSources {
  /** The text of a file; of a program that has been read before, the last good one. */
  read(path: string): string | undefined;
  /** Looks at what is known, and whether it has become better or worse. */
  look(): Promise<void>;
  /** On each program that is broken now. Warnings: the talk itself is as it was meant. */
  messages(): readonly Message[];
}

interface Known {
  readonly text: string;
  readonly fault: Message | null;
}

const PROGRAM = /\.[cm]?[jt]sx?$/;

/** @param display a path as messages show it */
export function createKeptSources(read: (path: string) => string | undefined, display: (path: string) => string): KeptSources {
  const known = new Map<string, Known>();

  async function judge(path: string, { text }: Known): Promise<Known> {
    const now = read(path);
    if (now === text) return { text, fault: null };
    const told = (line: number, column: number, fault: string): Message => {
      const reason = `${fault}; the slides show what it was before`;
      const place = { file: display(path), line, column };
      return message(place, 'warning', 'broken-source', reason, now === undefined ? now : lineOf(now, line));
    };
    if (now === undefined) return { text, fault: told(1, 1, `${display(path)} is not there`) };
    const fault = await syntaxFault(now, loaderOf(path));
    return fault === null ? { text: now, fault: null } : { text, fault: told(fault.line, fault.column, lowered(fault.reason)) };
  }

  return {
    read(path) {
      if (!PROGRAM.test(extname(path))) return read(path);
      const before = known.get(path);
      if (before !== undefined) return before.text;
      const text = read(path);
      if (text !== undefined) known.set(path, { text, fault: null });
      return text;
    },
    async look() {
      await Promise.all([...known].map(async ([path, before]) => known.set(path, await judge(path, before))));
    },
    messages: () => [...known.values()].flatMap(({ fault }) => fault ?? []),
  };
}

/** As messages begin: in lower case. */
export function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
