// All commands, in the order of the help. Each loads when it is asked for, so that
// none pays for another's imports.
import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  { name: 'present', summary: 'serve a talk with its demos', load: () => import('./present.ts') },
  { name: 'build', summary: 'publish a talk as a site, or as one file', load: () => import('./build.ts') },
  { name: 'inspect', summary: 'show what a talk compiles to', load: () => import('./inspect.ts') },
  { name: 'check', summary: 'look whether a talk can be given as it is', load: () => import('./check.ts') },
  { name: 'export', summary: 'print a talk to a file', load: () => import('./export.ts') },
  { name: 'demo list', summary: 'list the demos', load: () => import('./demo-list.ts') },
  { name: 'demo run', summary: 'run a demo in this terminal', load: () => import('./demo-run.ts') },
  { name: 'demo record', summary: 'record what a demo shows', load: () => import('./demo-record.ts') },
  { name: 'demo replay', summary: 'play a recording in this terminal', load: () => import('./demo-replay.ts') },
  { name: 'demo verify', summary: 'run demos again and compare with their recordings', load: () => import('./demo-verify.ts') },
  { name: 'demo render', summary: 'draw what a recording shows as a picture', load: () => import('./demo-render.ts') },
  { name: 'import', summary: 'make a talk of a document or of the text of slides', load: () => import('./import.ts') },
  { name: 'new', summary: 'make a folder with a talk of your own', load: () => import('./new.ts') },
  { name: 'doctor', summary: 'look at what this machine has of what a talk needs', load: () => import('./doctor.ts') },
];

/** What `lectern talk.md` means. */
export const DEFAULT_COMMAND = 'present';
