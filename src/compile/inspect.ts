// The compiled deck as a JSON document for programs: what `lectern inspect --json`
// prints. A contract: fields are added, not changed.
import type { Deck, Slide } from '../deck.ts';
import type { Message } from '../message.ts';
import { elements, visibleText } from './text.ts';

export interface InspectDocument {
  readonly title: string;
  readonly dialect: string;
  readonly engine: string;
  readonly theme: string;
  readonly lang: string;
  readonly ratio: string;
  readonly messages: readonly Omit<Message, 'frame'>[];
  readonly slides: readonly InspectSlide[];
}

export interface InspectSlide {
  readonly index: number;
  readonly number: number;
  readonly name: string | null;
  readonly classes: readonly string[];
  readonly counted: boolean;
  readonly h: number;
  readonly v: number;
  readonly notes: string;
  /** Tag and text. */
  readonly headings: readonly (readonly [string, string])[];
  /** What is visible at the last step. */
  readonly text: string;
  readonly steps: readonly { readonly text: string; readonly number: number }[];
  /** `lines` is how many. */
  readonly codeBlocks: readonly {
    readonly lang: string | null;
    readonly lines: number;
    readonly highlighted: readonly number[];
    readonly text: string;
  }[];
  readonly images: readonly string[];
  readonly links: readonly string[];
  readonly demos: readonly string[];
  readonly place: { readonly line: number };
}

export function inspectDeck(deck: Deck, messages: readonly Message[]): InspectDocument {
  const { title, dialect, engine, theme, lang, ratio } = deck;
  return {
    title,
    dialect,
    engine,
    theme,
    lang,
    ratio,
    messages: messages.map(({ file, line, column, severity, rule, reason }) => ({ file, line, column, severity, rule, reason })),
    slides: deck.slides.map(inspectSlide),
  };
}

function inspectSlide(slide: Slide): InspectSlide {
  const headings: (readonly [string, string])[] = [];
  const images: string[] = [];
  const links: string[] = [];
  for (const node of elements(slide.content)) {
    if (/^h[1-6]$/.test(node.tagName)) headings.push([node.tagName, visibleText(node)]);
    const { src, href, dataMissing } = node.properties;
    if (node.tagName === 'img') images.push(String(src ?? dataMissing ?? ''));
    if (node.tagName === 'a' && href !== undefined) links.push(String(href));
  }
  const { index, number, name, classes, counted, h, v, demos, place } = slide;
  return {
    index,
    number,
    name,
    classes,
    counted,
    h,
    v,
    notes: visibleText(slide.notes),
    headings,
    text: visibleText(slide.content),
    steps: slide.steps.map((step, i) => ({ text: visibleText(slide.content, i), number: step.number })),
    codeBlocks: slide.codeBlocks.map(({ lang, text, highlighted }) => ({ lang, lines: text.split('\n').length, highlighted, text })),
    images,
    links,
    demos,
    place,
  };
}
