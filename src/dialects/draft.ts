// What a dialect makes of a talk's text: slides in the order of the source, their
// settings and parts told apart, nothing resolved yet. Layouts, templates and
// numbers are the compiler's, so that every dialect has them from one place.
import type { Dialect } from '../deck.ts';
import type { Message } from '../message.ts';
import type { MathNotation } from './math.ts';
import type { Scan } from './scan.ts';
import type { Fragment, SourceFile, Spot } from './source.ts';

export interface Draft {
  readonly slides: readonly DraftSlide[];
  readonly notation: Notation;
  readonly messages: readonly Message[];
}

/** What the dialect's text may hold besides CommonMark and GFM. */
export interface Notation {
  /** `.a.b[…]`; `original` reads it as remark.js does, bugs included. */
  readonly classes: 'none' | 'mended' | 'original';
  /** Class names that stand somewhere apart from a word: those may also stand close to one, as in `H.sub[2]O`. */
  readonly classNames: ReadonlySet<string>;
  /** `{{name}}`, `layout`, `template`. */
  readonly templates: boolean;
  /** Blocks begin as for remark.js: an item nests when it is indented at all, and see compile/block-starts.ts. */
  readonly looseBlocks: boolean;
  /** `*` in the first column of a code line marks the line. */
  readonly starLines: boolean;
  /** How formulas are written; `plain` where it is not said. */
  readonly math?: MathNotation | 'none';
  /** `<!-- .element: class="x" -->` behind an element, and the classes of Reveal's fragments; `original` as reveal.js reads it. */
  readonly elements?: 'mended' | 'original';
}

export interface DraftSlide {
  readonly spot: Spot;
  /** At least one; each further part came after a `--`. */
  readonly parts: readonly DraftPart[];
  /** In the column of the slide before it (Reveal's vertical slides). */
  readonly below: boolean;
}

export interface DraftPart {
  readonly spot: Spot;
  readonly properties: Properties;
  readonly content: Fragment;
  readonly notes: readonly Fragment[];
}

/** By name; a Map, so that no name is special. */
export type Properties = ReadonlyMap<string, Property>;

export interface Property {
  readonly value: string;
  readonly spot: Spot;
}

export interface ReadOptions {
  /** As the original in separators, properties, classes, notes and counting. */
  readonly strict: boolean;
  /** Every key of the talk's front matter, for dialects that have their own. */
  readonly frontMatter: ReadonlyMap<string, unknown>;
  /** The file is a part that the talk includes: its title is the talk's. */
  readonly part?: boolean;
}

export interface DialectReader {
  readonly name: Dialect;
  /** Why the text looks like this dialect (`"???" on line 14`), or null. The lines are those outside code and comments. */
  detect(lines: Iterable<TextLine>, frontMatter: ReadonlyMap<string, unknown>): string | null;
  /** Reads the file from offset `start` (behind the front matter) to its end; the scan is that of these lines. */
  read(file: SourceFile, start: number, scan: Scan, options: ReadOptions): Draft;
}

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}
