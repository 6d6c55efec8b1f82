// Every setting of a talk, declared once: its front-matter key, its type, its
// default and the line of help come from this table. Pure; knows no dialect.
import * as v from 'valibot';
import type { Dialect, EngineName, PanelSide } from './deck.ts';

export const DIALECTS: readonly Dialect[] = ['remark', 'marp', 'reveal', 'article'];
export const ENGINES: readonly EngineName[] = ['reveal', 'remark'];

const text = v.pipe(v.union([v.string(), v.number(), v.date()], 'is not text'), v.transform(String));
const yes = v.boolean('is neither true nor false');
const oneOf = <const T extends readonly string[]>(words: T) => v.picklist(words, `is none of ${words.join(', ')}`);

/** Front matter that Lectern itself reads, in every dialect. */
export const frontMatterSchema = v.partial(
  v.object({
    title: text,
    author: text,
    event: text,
    date: text,
    lang: text,
    dialect: oneOf(['remark', 'marp', 'reveal', 'article']),
    engine: oneOf(['reveal', 'remark']),
    theme: text,
    ratio: v.pipe(text, v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/, 'is not a ratio such as 16:9')),
    /** Minutes the talk may take. */
    duration: v.pipe(v.number('is not a number of minutes'), v.minValue(1, 'is less than a minute')),
    panel: v.partial(
      v.object({
        side: oneOf(['right', 'left', 'bottom']),
        size: v.pipe(v.number('is not a share such as 0.37'), v.minValue(0.2, 'is below 0.2'), v.maxValue(0.8, 'is above 0.8')),
      }),
    ),
    fallback: oneOf(['offer', 'auto', 'never']),
    strict: yes,
    html: yes,
    reveal: v.record(v.string(), v.unknown()),
    remark: v.record(v.string(), v.unknown()),
  }),
);

export type FrontMatter = v.InferOutput<typeof frontMatterSchema>;

/** What the command line may say about a talk; it wins over front matter. */
export interface TalkOptions {
  readonly dialect?: Dialect;
  readonly engine?: EngineName;
  readonly theme?: string;
  readonly strict?: boolean;
}

export const DEFAULT_PANEL: { readonly side: PanelSide; readonly size: number } = { side: 'right', size: 0.37 };

/** What a failed run does in a talk that does not say. */
export const DEFAULT_FALLBACK = 'offer';

/** The theme of a talk that names none. */
export const DEFAULT_THEME = 'paper';

/** The same by engine: a deck that asks for remark.js and nothing else looks as it does there. */
export const DEFAULT_THEMES: { readonly [E in EngineName]: string } = { reveal: DEFAULT_THEME, remark: 'remark' };
