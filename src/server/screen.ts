// What a pane's terminal shows, kept on the server: a terminal without a face reads
// all output, so that a view that comes late is given the screen and its scrollback
// as one short text. The only door to @xterm/headless, which is loaded when first
// needed: it costs more than the rest of the server's start.
import type { ITerminalAddon, Terminal } from '@xterm/headless';
import type { ScreenLine } from '../demo.ts';
import { screenLines, writtenLines } from './screen-lines.ts';

export interface Screen {
  /** `parsed` is called when the text has been taken in. */
  write(data: string, parsed?: () => void): void;
  resize(columns: number, rows: number): void;
  /** Clears screen and scrollback; modes stay, since the program counts on them. */
  clear(): void;
  /** Text that redraws the screen as of all writes before this call. */
  snapshot(): Promise<string>;
  /** What the screen shows as of all writes before this call, without its scrollback and the empty lines at its end. */
  lines(): Promise<readonly ScreenLine[]>;
  /** All that is still there as of all writes before this call, scrollback first, as plain text; what was wrapped is one line. */
  text(): Promise<readonly string[]>;
  close(): void;
}

export interface Screens {
  /** @param scrollback lines above the screen that are kept */
  create(columns: number, rows: number, scrollback?: number): Screen;
  /** Loads the terminal ahead of its first use. */
  load(): Promise<void>;
}

interface Terminals {
  create(columns: number, rows: number, scrollback: number): { terminal: Terminal; serialize(): string };
}

/** Lines above the screen that a late view is given. */
const SCROLLBACK = 1000;

export function createScreens(): Screens {
  let loading: Promise<Terminals> | null = null;
  const load = (): Promise<Terminals> => {
    loading ??= loadTerminals();
    return loading;
  };
  return {
    create: (columns, rows, scrollback = SCROLLBACK) => createScreen(load(), columns, rows, scrollback),
    load: async () => {
      await load();
    },
  };
}

function createScreen(terminals: Promise<Terminals>, columns: number, rows: number, scrollback: number): Screen {
  let made: ReturnType<Terminals['create']> | null = null;
  let closed = false;
  // What is asked before the terminal is there waits in order.
  const early: (() => void)[] = [];
  const ready = terminals.then((loaded) => {
    made = loaded.create(clampSide(columns), clampSide(rows), scrollback);
    for (const act of early.splice(0)) act();
  });

  function act(action: (terminal: Terminal) => void): void {
    const now = () => {
      if (made !== null && !closed) action(made.terminal);
    };
    if (made === null) early.push(now);
    else now();
  }

  return {
    write: (data, parsed) => act((terminal) => terminal.write(data, parsed)),
    resize: (c, r) => act((terminal) => terminal.write('', () => terminal.resize(clampSide(c), clampSide(r)))),
    clear: () => act((terminal) => terminal.write('\x1b[H\x1b[2J\x1b[3J')),
    // The callback runs right after this write was parsed, before anything written later.
    snapshot: () =>
      new Promise((done) => {
        if (closed) return done('');
        act((terminal) => terminal.write('', () => done(made?.serialize() ?? '')));
      }),
    lines: () =>
      new Promise((done) => {
        if (closed) return done([]);
        act((terminal) => terminal.write('', () => done(screenLines(terminal))));
      }),
    text: () =>
      new Promise((done) => {
        if (closed) return done([]);
        act((terminal) => terminal.write('', () => done(writtenLines(terminal))));
      }),
    close: () => {
      closed = true;
      void ready.then(() => made?.terminal.dispose());
    },
  };
}

async function loadTerminals(): Promise<Terminals> {
  const [headless, serialize, unicode] = await Promise.all([
    import('@xterm/headless'),
    import('@xterm/addon-serialize'),
    import('@xterm/addon-unicode11'),
  ]);
  return {
    create: (cols, rows, scrollback) => {
      const terminal = new (whole(headless).Terminal)({ cols, rows, scrollback, allowProposedApi: true });
      const serializer = new (whole(serialize).SerializeAddon)();
      // The addons are typed for the terminal with a face; these two need none.
      terminal.loadAddon(serializer as unknown as ITerminalAddon);
      terminal.loadAddon(new (whole(unicode).Unicode11Addon)() as unknown as ITerminalAddon);
      terminal.unicode.activeVersion = '11';
      // xterm.js 6.0 throws when all up to the last cell of its buffer is erased: it looks at the line below. Better not erased.
      terminal.parser.registerCsiHandler({ final: 'J' }, ([what]) => {
        const { cursorX, cursorY, length } = terminal.buffer.active;
        return what === 1 && cursorX + 1 >= terminal.cols && cursorY + 1 >= length;
      });
      return { terminal, serialize: () => serializer.serialize() };
    },
  };
}

/** These packages are CommonJS: unbundled, node gives their exports as one default export. */
function whole<T>(imported: T): T {
  const { default: bundle } = imported as { readonly default?: T };
  return bundle ?? imported;
}

function clampSide(cells: number): number {
  return Math.max(1, Math.min(500, Math.floor(cells) || 1));
}
