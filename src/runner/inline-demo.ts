// A demo whose program stands in the talk: a one-file demo all the same, tags
// included, that runs in the talk's folder and imports from where it stands.

import type { InlineDemo } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import type { Message } from '../message.ts';
import { readDemoFile } from './demo-file.ts';
import { localFiles } from './local-files.ts';

/** @param folder the talk's, absolute; its `casts/` holds the recordings */
export function readInlineDemo(inline: InlineDemo, root: string, folder: string): { demo: DemoSpec; messages: readonly Message[] } {
  const { name, lang, text, file, line } = inline;
  // Tags are read on the lines of the file, so that messages name them.
  const { demo, messages } = readDemoFile({ root, path: file, name, source: `${'\n'.repeat(line - 1)}${text}` });
  const program = { kind: 'node', file, source: { text, lang, line } } as const;
  const spec = { ...demo, cwd: folder, panes: demo.panes.map((pane) => ({ ...pane, program })) };
  return { demo: { ...spec, files: localFiles(spec) }, messages };
}
