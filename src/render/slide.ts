// One slide as the browser gets it: the attributes of its section and its HTML.
// Depends on nothing but the slide and what it is given, so the caller may keep
// the result for as long as the slide's hash and its tokens stay.
import { toHtml } from 'hast-util-to-html';
import type { EngineName, Slide } from '../deck.ts';
import type { SlideData } from '../protocol.ts';
import { backdropHtml, backgroundStyle } from './background.ts';
import { type ContentOptions, pageContent } from './content.ts';
import { REMARK_SLIDE, withRemarkClasses } from './remark-classes.ts';

export interface RenderOptions extends Omit<ContentOptions, 'formulas'> {
  /** remark.js has classes that authors' styles go by. */
  readonly engine?: EngineName;
}

/** Only typeset formulas are raw in a content tree; what an author writes was parsed and cleaned. */
const RAW = { allowDangerousHtml: true };

/**
 * Renders a slide. Its `hash` is the slide's own, marked while some of its code has no colours
 * yet: `#2` after it says that two blocks still wait.
 */
export function renderSlide(slide: Slide, options: RenderOptions): SlideData {
  const waiting = slide.codeBlocks.filter((block) => block.lang !== null && options.tokens(block.id) === undefined).length;
  const { formulas } = slide;
  const ofRemark = options.engine === 'remark';
  const ours = pageContent(slide.content, slide.codeBlocks, { ...options, formulas });
  const content = ofRemark ? withRemarkClasses(ours) : ours;
  const { style: own, ...attributes } = slide.attributes ?? {};
  const style = [own, backgroundStyle(slide.background, options)].filter(Boolean).join('; ');
  const shadowed = isShadowed(slide);
  return {
    hash: waiting === 0 ? slide.hash : `${slide.hash}#${waiting}`,
    number: slide.number,
    name: slide.name,
    h: slide.h,
    v: slide.v,
    stepNumbers: slide.steps.map((step) => step.number),
    demos: slide.demos,
    attributes: {
      ...attributes,
      // In a shadow root the author's classes stand on the inner slide, and mean nothing to the theme.
      class: (shadowed
        ? ['slide', 'shadowed']
        : ['slide', ...(ofRemark ? [REMARK_SLIDE] : []), ...slide.classes, ...(isPictured(slide) ? ['pictured'] : [])]
      ).join(' '),
      ...(style === '' ? {} : { style }),
    },
    html: shadowed ? toHtml(content, RAW) : `<div class="body">${toHtml(content, RAW)}</div>${backdropHtml(slide.background, options)}`,
    notes: slide.notes.children.length === 0 ? '' : toHtml(pageContent(slide.notes, [], { ...options, formulas }), RAW),
  };
}

/** Whether there is more behind the text than a colour. */
export function isPictured({ background }: Slide): boolean {
  return (
    background !== null && [background.image, background.gradient, background.videos, background.iframe].some((part) => part !== undefined)
  );
}

/** Whether a slide brings its own look. */
export function isShadowed({ content: { children } }: Slide): boolean {
  return children.some((node) => node.type === 'element' && node.properties.dataShadow !== undefined);
}
