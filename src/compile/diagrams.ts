// Mermaid diagrams: a fence of that language. The browser draws them where the talk
// has Mermaid beside it (a package of its own, since it is larger than all of
// Lectern); else they are code, and one message says so.
import type { Element } from 'hast';

/** Where Mermaid lies in a talk that has it, below the root. */
export const DIAGRAM_SCRIPT = 'node_modules/mermaid/dist/mermaid.min.js';

export const NO_DIAGRAMS = {
  severity: 'warning',
  rule: 'diagram',
  reason: 'Mermaid diagrams are shown as their source: "npm install mermaid" beside the talk has them drawn',
} as const;

export function isDiagram(lang: string | null | undefined): boolean {
  return lang?.toLowerCase() === 'mermaid';
}

/** A diagram to be drawn by the script at a path below the root; until then, and for whoever reads the content, its source. */
export function diagramElement(source: string, script: string): Element {
  const pre: Element = { type: 'element', tagName: 'pre', properties: {}, children: [{ type: 'text', value: source }] };
  return { type: 'element', tagName: 'figure', properties: { className: ['diagram'], dataDrawnBy: script }, children: [pre] };
}
