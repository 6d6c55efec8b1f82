// The compiled talk: what every dialect becomes and every engine shows. Plain
// frozen data; content stays a hast tree until render. Steps belong to a slide:
// an element with `data-step="n"` is visible from step n on, and a code block
// carries the lines that are lit at each step.
import type { Root } from 'hast';

export type Dialect = 'remark' | 'marp' | 'reveal' | 'article';
export type EngineName = 'reveal' | 'remark';

export interface Deck {
  readonly title: string;
  readonly author: string | null;
  /** When and where it is given, as the author wrote it. */
  readonly date?: string;
  readonly event?: string;
  readonly dialect: Dialect;
  /** Why this dialect, for people: `stated in front matter`, `"???" on line 14`. */
  readonly dialectReason: string;
  readonly engine: EngineName;
  readonly theme: string;
  /** BCP 47; `en` when not stated. */
  readonly lang: string;
  /** `16:9` or `4:3`, or any `w:h`. */
  readonly ratio: string;
  /** Its size is a share of the window, 0..1. */
  readonly panel: { readonly side: PanelSide; readonly size: number };
  /** What happens with a demo's recording when its live run fails, unless the demo says it itself. */
  readonly fallback: 'offer' | 'auto' | 'never';
  /** For slides that bring their own look (Marp), which stand in shadow roots: the sheet of all these; null where the theme dresses them. */
  readonly sheet?: Sheet | null;
  /** Options of reveal.js that the talk sets and Lectern hands on. */
  readonly reveal?: Readonly<Record<string, unknown>>;
  readonly slides: readonly Slide[];
  /** The programs that stand in the talk itself, in its order. */
  readonly inlineDemos: readonly InlineDemo[];
  /** Absolute paths of local files that the slides name (pictures and the like): all that may be served. */
  readonly files: readonly string[];
  /** Absolute paths whose change makes the deck stale: the talk, its includes, its snippets. */
  readonly sources: readonly string[];
}

export type PanelSide = 'right' | 'left' | 'bottom';

/** A fence with `demo` in its info string: a demo whose program is the fence's text. */
export interface InlineDemo {
  readonly name: string;
  readonly lang: 'ts' | 'js';
  /** All of it, also what the slide leaves out. */
  readonly text: string;
  /** Where the text begins: absolute path, and line from 1. */
  readonly file: string;
  readonly line: number;
}

export interface Sheet {
  /** Local files in `url()` are `talk-file:` and their path relative to the root, which render turns into a URL. */
  readonly css: string;
  /** `@font-face` rules: they hold in the document alone. */
  readonly fonts: string;
}

export interface Slide {
  /** From 0. */
  readonly index: number;
  /** What the audience sees as the slide's number; of its first step. */
  readonly number: number;
  readonly name: string | null;
  /** What else leads here, of that which links in the talk name: headings as `#the-event-loop` spells them, ids. */
  readonly anchors?: readonly string[];
  /** The author's classes only. */
  readonly classes: readonly string[];
  readonly counted: boolean;
  /** Column and row in the deck's grid, from 0; v > 0 only in Reveal talks with vertical stacks. */
  readonly h: number;
  readonly v: number;
  readonly content: Root;
  readonly notes: Root;
  /** At least one. */
  readonly steps: readonly Step[];
  readonly codeBlocks: readonly CodeBlock[];
  /** The formulas of content and notes, typeset, as HTML of our own making. */
  readonly formulas: readonly string[];
  readonly background: Background | null;
  /** Further attributes of the slide's section: `style`, `data-…`; only what the author gave. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Names of the demos attached to the slide, in order. */
  readonly demos: readonly string[];
  readonly place: { readonly line: number };
  /** Of all that decides the slide's look and notes, but not of its index or number: equal hash, equal picture. */
  readonly hash: string;
}

export interface Step {
  readonly number: number;
}

/** All as the author wrote them, but for files, which are paths relative to the root. */
export interface Background {
  readonly image?: string;
  readonly color?: string;
  readonly size?: string;
  readonly position?: string;
  readonly repeat?: string;
  readonly gradient?: string;
  /** 0..1, of picture, gradient, video or page; the colour stays. */
  readonly opacity?: string;
  /** The first that the browser can play is played. */
  readonly videos?: readonly string[];
  readonly loop?: boolean;
  readonly muted?: boolean;
  /** A web page. */
  readonly iframe?: string;
}

/*
 * Conventions of `content`, which compile writes and render reads:
 * - `data-step="n"` (n >= 1): the element is visible from step n on.
 * - `data-until="n"`: it is visible before step n only.
 * - `data-effect="n"`: a Reveal fragment, which has the class `visible` from step n on, `current-fragment` at step n.
 * - `data-file="pictures/a.png"` on an element with src, href or poster: that attribute names a
 *   local file, this is its path relative to the root, with `/`. Render turns it into a URL.
 * - `data-shadow`: what stands in the element gets a shadow root of its own, with the deck's sheet; `section`s in it stay.
 * - `data-frame`: seen, but none of the slide's words: header, footer, layers of the background.
 * - `data-poster`: the same for a film's `poster`. In a `style`, such a path is `url("talk-file:…")`, percent-encoded.
 * - `data-math="2"`: a formula; its text is `$TeX$`, and render puts `formulas[2]` in its place.
 */

/**
 * A fenced or indented block, or a snippet of a file. In the content it stands as
 * `<figure class="code" data-code="id"><figcaption/>?<pre><code class="language-x"><span class="line">…`,
 * one `span.line` a line, without tokens: render puts the tokens in.
 */
export interface CodeBlock {
  /** Hash of lang and text: equal id, equal tokens. */
  readonly id: string;
  readonly lang: string | null;
  readonly text: string;
  /** Lines marked by the dialect's own static notation (remark.js `*`), from 1. */
  readonly highlighted: readonly number[];
  /** Parts of lines marked by remark.js's `highlightSpans`, in order. */
  readonly spans?: readonly MarkedSpan[];
  /** Which lines are lit from which step of the slide on; empty = all lines, always. */
  readonly focus: readonly Focus[];
  /** The number of its first line, where lines are numbered. */
  readonly numbered?: number;
  /** For a snippet: the file it shows, relative to the root, and its first line. */
  readonly source: { readonly file: string; readonly line: number } | null;
  /** For a snippet: its `@mark`s, each with the line (from 1) that it stands before or on. */
  readonly marks: readonly { readonly label: string; readonly line: number }[];
}

export interface MarkedSpan {
  /** From 1. */
  readonly line: number;
  /** Columns from 0, in UTF-16 units; `to` is behind the last. */
  readonly from: number;
  readonly to: number;
}

export interface Focus {
  readonly step: number;
  /** From 1; `all` lights every line. */
  readonly lines: readonly number[] | 'all';
}

/** Highlighted code: a list of `[text, kind]` a line; `kind` is '' for plain text. */
export type Tokens = readonly (readonly (readonly [text: string, kind: TokenKind])[])[];
export type TokenKind =
  | ''
  | 'comment'
  | 'constant'
  | 'function'
  | 'keyword'
  | 'link'
  | 'parameter'
  | 'punctuation'
  | 'string'
  | 'string-expression'
  | 'inserted'
  | 'deleted'
  | 'changed';
