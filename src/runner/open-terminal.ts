// Chooses how programs get their terminal: a pty where node-pty is installed, else
// script(1), else plain pipes; and says so when it is not the best.
import { hasScript, openPipes, openScript } from './child.ts';
import { loadPty, openPty } from './pty.ts';
import type { Terminal, TerminalKind, TerminalListener, TerminalRequest } from './terminal.ts';

export interface TerminalOpener {
  readonly kind: TerminalKind;
  /** What a speaker should know about this kind; null for the best one. */
  readonly notice: string | null;
  open(request: TerminalRequest, listener: TerminalListener): Terminal;
}

/** @param wanted takes this kind, or the next one there is; null = the best there is */
export async function chooseTerminal(wanted: TerminalKind | null): Promise<TerminalOpener> {
  if (wanted === null || wanted === 'pty') {
    const pty = await loadPty();
    if (pty !== null) return { kind: 'pty', notice: null, open: (request, listener) => openPty(pty, request, listener) };
  }
  if (wanted !== 'pipes' && hasScript()) {
    return { kind: 'script', notice: 'no pty here (npm install @lydell/node-pty): running under script(1)', open: openScript };
  }
  return { kind: 'pipes', notice: 'no pty here (npm install @lydell/node-pty): the program sees no terminal', open: openPipes };
}
