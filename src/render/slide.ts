// One slide as the browser gets it: the attributes of its section and its HTML.
// Depends on nothing but the slide and what it is given, so the caller may keep
// the result for as long as the slide's hash and its tokens stay.
import { toHtml } from 'hast-util-to-html';
import type { Background, Slide } from '../deck.ts';
import type { SlideData } from '../protocol.ts';
import { type ContentOptions, pageContent } from './content.ts';

export type RenderOptions = ContentOptions;

/**
 * Renders a slide. Its `hash` is the slide's own, marked while some of its code has no colours
 * yet: `#2` after it says that two blocks still wait.
 */
export function renderSlide(slide: Slide, options: RenderOptions): SlideData {
  const waiting = slide.codeBlocks.filter((block) => block.lang !== null && options.tokens(block.id) === undefined).length;
  const content = pageContent(slide.content, slide.codeBlocks, options);
  const style = backgroundStyle(slide.background, options);
  return {
    hash: waiting === 0 ? slide.hash : `${slide.hash}#${waiting}`,
    number: slide.number,
    name: slide.name,
    h: slide.h,
    v: slide.v,
    stepNumbers: slide.steps.map((step) => step.number),
    demos: slide.demos,
    attributes: {
      class: ['slide', ...slide.classes, ...(slide.background?.image === undefined ? [] : ['pictured'])].join(' '),
      ...(style === '' ? {} : { style }),
    },
    html: `<div class="body">${toHtml(content)}</div>`,
    notes: slide.notes.children.length === 0 ? '' : toHtml(pageContent(slide.notes, [], options)),
  };
}

/** Declarations for a section; a value that could leave its declaration is dropped. */
function backgroundStyle(background: Background | null, options: RenderOptions): string {
  if (background === null) return '';
  const { image, color, size, position } = background;
  const declarations: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && !/[;{}<>"\\]/.test(value)) declarations.push(`${name}: ${value}`);
  };
  add('background-color', color);
  if (image !== undefined) declarations.push(`background-image: url("${cssUrl(imageUrl(image, options))}")`);
  add('background-size', size ?? (image === undefined ? undefined : 'cover'));
  add('background-position', position ?? (image === undefined ? undefined : 'center'));
  return declarations.join('; ');
}

/** `url(x)` or x; what has no scheme is a file of the root. */
function imageUrl(image: string, options: RenderOptions): string {
  const bare = image.trim().replace(/^url\(\s*(["']?)(.*)\1\s*\)$/s, '$2');
  return /^([a-z][a-z0-9+.-]*:|\/\/|\/)/i.test(bare) ? bare : options.fileUrl(bare);
}

function cssUrl(url: string): string {
  return url.replace(/["\\\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
}
