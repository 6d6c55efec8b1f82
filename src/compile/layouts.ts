// Pass 4: layouts, templates, variables and `--` parts. Each slide becomes one
// text, put together from its template and its parts, with the settings that it
// ends up with. Follows remark.js, and says where it does better.
import type { Draft, DraftPart, DraftSlide, Properties, Property } from '../dialects/draft.ts';
import { EMPTY, type Fragment, inPart, join, literal, report, type Spot } from '../dialects/source.ts';
import type { Message } from '../message.ts';
import { didYouMean } from '../message.ts';
import { inherit, type Model, NOT_INHERITED } from './inherit.ts';
import type { RemarkOptions } from './remark-options.ts';
import { expandVariables } from './variables.ts';

/** A slide put together, not yet parsed. */
export interface Composed {
  readonly spot: Spot;
  readonly content: Fragment;
  readonly notes: readonly Fragment[];
  readonly properties: Properties;
  readonly name: string | null;
  readonly classes: readonly string[];
  /** For each part: whether showing it raises the slide number. */
  readonly counts: readonly boolean[];
  readonly below: boolean;
}

export interface LayoutOptions extends Pick<RemarkOptions, 'countSteps' | 'mergeSteps' | 'inheritNotes' | 'excludedClasses'> {
  readonly strict: boolean;
}

/** A `--` with one of these looks different from what stands before it, and so is a slide of its own. */
const LOOKS: readonly string[] = ['name', 'class', 'background-image', 'background-color', 'background-size', 'background-position'];

export function composeSlides(
  slides: readonly DraftSlide[],
  { notation }: Pick<Draft, 'notation'>,
  options: LayoutOptions,
  messages: Message[],
): Composed[] {
  const out: Composed[] = [];
  const byName = new Map<string, Model>();
  const names = new Set<string>();
  let layout: Model | null = null;
  for (const slide of slides)
    for (const part of slide.parts) if (part.properties.has('name')) names.add(part.properties.get('name')?.value ?? '');

  for (const slide of slides) {
    let open = false; // whether the last composed slide is this one
    let gone = false; // whether this slide's first part was left out
    for (const [i, part] of slide.parts.entries()) {
      const own = part.properties;
      if ((own.get('exclude')?.value ?? '').toLowerCase() === 'true') {
        if (i === 0) gone = true;
        continue;
      }
      // remark.js glues what follows to the slide before; the author means to leave all of it out.
      if (gone && i > 0 && !options.strict) {
        messages.push(
          report(
            part.spot,
            'info',
            'exclude-step',
            'this step is left out with its slide, where remark.js would add it to the slide before',
          ),
        );
        continue;
      }
      const last = out.at(-1);
      if (i > 0 && last !== undefined) {
        for (const key of ['template', 'layout'] as const) {
          const ignored = own.get(key);
          if (ignored === undefined || options.strict) continue;
          const reason = `"${key}:" behind a "--" has no effect, since a step goes on with the slide before it; "---" begins a new slide`;
          messages.push(report(ignored.spot, 'warning', 'step-property', reason));
        }
        const continued = continueSlide(last, part, own, options, open || options.strict);
        if (continued.split) out.push(continued.slide);
        else out[out.length - 1] = continued.slide;
        const name = own.get('name')?.value;
        if (name) byName.set(name, modelOf(continued.slide));
        open = true;
        continue;
      }
      const wanted = own.get('template');
      const named = wanted === undefined ? undefined : byName.get(wanted.value);
      const isLayout = own.get('layout')?.value === 'true';
      let base: Model | null = null;
      // A step with no slide before it, behind a layout that opens the talk, goes on with nothing.
      if (i === 0 && named !== undefined) base = named;
      else if (i === 0) {
        if (wanted !== undefined && wanted.value !== '')
          messages.push(report(wanted.spot, 'error', 'unknown-template', unknownTemplate(wanted.value, names)));
        if (own.get('layout')?.value === 'false') layout = null;
        else if (!isLayout) base = layout;
      }
      const model = inherit(part, base, options, notation.templates);
      const name = own.get('name')?.value;
      if (name) byName.set(name, model);
      if (isLayout) {
        layout = model;
        open = false;
        continue;
      }
      checkLayout(own.get('layout'), messages);
      const composed = finish(part.spot, model, own, slide.below, [own.get('count')?.value !== 'false']);
      if (composed.classes.some((c) => options.excludedClasses.includes(c))) {
        gone = true;
        continue;
      }
      out.push(composed);
      open = true;
    }
  }
  return notation.templates ? out.map((slide) => withVariables(slide)) : out;
}

/** Adds a `--` part to the slide before it, or makes a new slide of both when the part changes the look. */
function continueSlide(
  last: Composed,
  part: DraftPart,
  own: Properties,
  options: LayoutOptions,
  sameSlide: boolean,
): { slide: Composed; split: boolean } {
  const counted = own.get('count') === undefined ? options.countSteps : own.get('count')?.value !== 'false';
  const split = !sameSlide || (!options.mergeSteps && LOOKS.some((key) => own.has(key)));
  const properties = new Map(last.properties);
  const classes = own.get('class');
  for (const [key, property] of own) if (!NOT_INHERITED.has(key) || key === 'demo') properties.set(key, property);
  if (classes !== undefined)
    properties.set('class', { ...classes, value: [last.properties.get('class')?.value, classes.value].filter(Boolean).join(', ') });
  if (split) {
    const content = join([inPart(last.content, 0), part.content]);
    const model: Model = { properties, content, notes: [...last.notes, ...part.notes] };
    return { slide: finish(part.spot, model, own, false, [counted]), split: true };
  }
  if (options.mergeSteps) {
    const merged = join([last.content, inPart(part.content, 0)]);
    return { slide: { ...last, properties, content: merged, notes: [...last.notes, ...part.notes] }, split: false };
  }
  const index = last.counts.length;
  const content = join([last.content, inPart(part.content, index)]);
  const slide = { ...last, properties, content, notes: [...last.notes, ...part.notes], counts: [...last.counts, counted] };
  return { slide, split: false };
}

function finish(spot: Spot, model: Model, own: Properties, below: boolean, counts: readonly boolean[]): Composed {
  return {
    spot,
    content: model.content,
    notes: model.notes,
    properties: model.properties,
    name: own.get('name')?.value || null,
    classes: (model.properties.get('class')?.value ?? '').split(/[\s,]+/).filter(Boolean),
    counts,
    below,
  };
}

function modelOf(slide: Composed): Model {
  return { properties: new Map(slide.properties), content: inPart(slide.content, 0), notes: slide.notes };
}

/** Replaces `{{name}}` by properties; `{{content}}` of a slide that is itself a template shows nothing. */
function withVariables(slide: Composed): Composed {
  if (!slide.content.text.includes('{{')) return slide;
  const value = (name: string): Fragment | undefined => {
    const property = slide.properties.get(name);
    if (property !== undefined) return literal(property.value);
    return name === 'content' && slide.name !== null ? EMPTY : undefined;
  };
  return { ...slide, content: expandVariables(slide.content, value, true).fragment };
}

function unknownTemplate(value: string, names: ReadonlySet<string>): string {
  return names.has(value)
    ? `template "${value}" is defined only later; move it before this slide`
    : `unknown template "${value}"${didYouMean(value, names)}`;
}

function checkLayout(layout: Property | undefined, messages: Message[]): void {
  if (layout === undefined || layout.value === 'false' || layout.value === '') return;
  messages.push(
    report(
      layout.spot,
      'error',
      'unknown-layout',
      `unknown layout "${layout.value}"${didYouMean(layout.value, ['true', 'false'])}; a layout is "true" or "false"`,
    ),
  );
}
