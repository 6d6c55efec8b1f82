// What a slide is called where it stands in a list: by its first heading.
import type { ElementContent, Root } from 'hast';
import type { Slide } from '../deck.ts';

/** The first heading's text, else the slide's name, else `Slide 7`. */
export function slideTitle(slide: Slide): string {
  const heading = firstHeading(slide.content);
  const text = heading === null ? '' : textOf(heading).replace(/\s+/g, ' ').trim();
  return text || slide.name || `Slide ${slide.number}`;
}

function firstHeading(node: Root | ElementContent): ElementContent | null {
  if (node.type === 'element' && /^h[1-6]$/.test(node.tagName)) return node;
  if (!('children' in node)) return null;
  for (const child of node.children) {
    const found = firstHeading(child as ElementContent);
    if (found !== null) return found;
  }
  return null;
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  return node.tagName === 'br' ? ' ' : node.children.map(textOf).join('');
}
