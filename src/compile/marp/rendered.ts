// What Marp's own compiler is asked for and what it gives back: plain data, so that
// the rest of the dialect knows nothing of marp-core (whose door is core.ts, loaded
// only for Marp talks).

export interface MarpCore {
  /** Renders a talk, front matter included. Throws only on what marp-core itself cannot take. */
  render(input: MarpInput): RenderedDeck;
}

export interface MarpInput {
  readonly text: string;
  /** The author's HTML: kept whole (the compiler cleans it), cut down to Marp's own list, or shown as text. */
  readonly html: 'kept' | 'listed' | 'text';
  /** Style sheets of the author's own, each with the names it answers to. */
  readonly themes: readonly { readonly name: string; readonly css: string }[];
  /** Wins over what the talk says. */
  readonly theme: string | null;
}

export interface RenderedDeck {
  readonly slides: readonly RenderedSlide[];
  readonly css: string;
  readonly theme: string;
  /** Own style sheets that could not be read. */
  readonly broken: readonly { readonly name: string; readonly reason: string }[];
  /** Pixels of Marp's own. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Lines count from 0 in the text that was rendered, `data-line` and `<!--@n-->` in the HTML from the slide's first. */
export interface RenderedSlide {
  /** The line of its ruler or dividing heading; 0 for the first slide. */
  readonly line: number;
  /** Whether that line is a dividing heading, and not a ruler. */
  readonly divided: boolean;
  /** The wrapping of Marp, with `HOLE` where the rest stands. */
  readonly frame: string;
  readonly header: string;
  readonly body: string;
  readonly footer: string;
  readonly classes: readonly string[];
  /** False where `paginate` is `hold` or `skip`. */
  readonly counted: boolean;
  readonly notes: readonly RenderedNote[];
  /** What Lectern's own comments say: `demo`. */
  readonly demos: readonly { readonly value: string; readonly line: number }[];
  /** By the number in the placeholder (`OPEN c n CLOSE`) that stands for each in the body. */
  readonly codes: readonly { readonly info: string; readonly text: string; readonly line: number; readonly scales: boolean }[];
  /** By the number in the placeholder `OPEN m n CLOSE`. */
  readonly maths: readonly { readonly tex: string; readonly display: boolean; readonly line: number }[];
}

export interface RenderedNote {
  readonly text: string;
  readonly line: number;
}

export const HOLE = '<i data-hole></i>';
