// What a demo is, as data: read from demo.yaml or from a single file, run by the
// runner, shown by the panel. Nothing here starts anything.

/** One grid for live, cast, PDF and every view, in character cells. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export interface DemoSpec {
  readonly name: string;
  readonly title: string;
  /** One line on what the demo will show, for the panel before the first run; may be ''. */
  readonly summary: string;
  readonly size: Grid;
  readonly panes: readonly PaneSpec[];
  /** Added to the allow-listed environment of every pane. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** Seconds until the run is stopped as "timed out"; null = none. */
  readonly timeout: number | null;
  /** `all`: while the panel has the focus even clicker keys go to the program. */
  readonly keys: 'deck' | 'all';
  readonly onLeave: 'keep' | 'stop';
  /** null = as the talk says. */
  readonly fallback: Fallback | null;
  /** Regular expressions on the output: what may differ from run to run. */
  readonly volatile: readonly string[];
  /** Names of panes whose lines may come in any order. */
  readonly unordered: readonly string[];
  /** Absolute paths of every file whose change makes a recording stale. */
  readonly files: readonly string[];
}

export type Fallback = 'offer' | 'auto' | 'never';

export interface PaneSpec {
  readonly name: string;
  readonly program: Program;
  /** May hold `$1`, `${name.1}`: groups of an earlier pane's `ready`. */
  readonly args: readonly string[];
  /** A regular expression on the output; the next pane starts when it matches. */
  readonly ready: string | null;
  readonly type: readonly ScriptedLine[];
  readonly expect: readonly Expectation[];
}

/** A TypeScript or JavaScript file for Node (absolute path), or any command; or a page, which runs in the browser. */
export type Program =
  | { readonly kind: 'node'; readonly file: string /** Where the program is a part of `file`. */; readonly source?: PartSource }
  | { readonly kind: 'command'; readonly argv: readonly string[] }
  | WebPage;

/** A web pane takes no input from us and prints nothing: its `args`, `type` and `expect` are empty, `ready` is null. */
export interface WebPage {
  readonly kind: 'web';
  /** On this machine; groups of an earlier pane's `ready` as in `args`. */
  readonly url: string;
  /** The program in its place wherever there is no browser: recording, replay, a plain terminal. Not a web pane. */
  readonly standIn: PaneSpec | null;
  /** Absolute path of a picture for where the page cannot be; null = none. */
  readonly picture: string | null;
}

/** The demo as it runs without a browser: stand-ins in the places of their pages, pages without one left out. */
export function asTerminals<T extends Pick<DemoSpec, 'panes'>>(demo: T): T {
  const panes = demo.panes.flatMap((pane) => (pane.program.kind === 'web' ? (pane.program.standIn ?? []) : pane));
  return { ...demo, panes };
}

/** A program that stands in another file, such as a talk: it is run as if it were all there is in that file. */
export interface PartSource {
  readonly text: string;
  readonly lang: 'ts' | 'js';
  /** Of the file, from 1: where `text` begins. */
  readonly line: number;
}

/**
 * Waits for output that matches `wait` (regular expression; null = at once), then sends `text`. Only output
 * since the pane's line before began to be typed counts.
 */
export interface ScriptedLine {
  readonly wait: string | null;
  /** The pane whose output is meant; null = its own. */
  readonly in: string | null;
  readonly text: string;
}

export interface Expectation {
  readonly match: string;
  /** Seconds from the start of the run. */
  readonly within: number;
}

/** The grid of a demo that states none. */
export const DEFAULT_GRID: Grid = { columns: 72, rows: 24 };

/** What a pane shows, as text with its looks: one list of runs a line. */
export type ScreenLine = readonly ScreenRun[];

/** Neighbouring cells of equal look. */
export interface ScreenRun {
  readonly text: string;
  /** Cells that the text takes: letters of East Asia and emoji take two each. */
  readonly cells: number;
  /** A number of the 256-colour palette, or `#rrggbb`; null = the terminal's own. Inverse is worked in already. */
  readonly color: number | string | null;
  readonly ground: number | string | null;
  /** The two defaults changed places, so null means the other one's. */
  readonly inverse: boolean;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
}
