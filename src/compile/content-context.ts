// What the building of a slide's content is given, and what its parts share.
import type { Element, ElementContent } from 'hast';
import type { Code } from 'mdast';
import type { Notation } from '../dialects/draft.ts';
import type { MathSpan } from '../dialects/math.ts';
import type { Spot } from '../dialects/source.ts';
import type { Severity } from '../message.ts';

export interface ContentContext {
  readonly notation: Notation;
  readonly html: boolean;
  /** The definitions that a text refers to, as Markdown. */
  definitionsFor(text: string): string;
  /** Makes the figure (or whatever stands for it) of a code block. */
  code(node: Code, spot: Spot | null): ElementContent;
  /** Makes the element of a formula. */
  formula(math: MathSpan, spot: Spot | null): ElementContent;
  /** The footnotes of the whole talk, by label. */
  readonly footnotes: ReadonlyMap<string, string>;
  /** Looks at an element that is done but for its children. */
  element(node: Element, spot: Spot | null): void;
  /** `spot` is null where nobody wrote the text. */
  tell(spot: Spot | null, severity: Severity, rule: string, reason: string): void;
}

/** What the parts of one slide's text share while it is built. */
export interface SlideBuild extends ContentContext {
  /** The number of a footnote, which the slide shows from now on; null when nobody wrote it. */
  refer(label: string, part: number): number | null;
}
