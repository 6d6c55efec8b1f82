// Attributes for a slide's section from its properties, where the dialect names them
// as HTML does: `style` and `data-…`.
import type { Properties } from '../dialects/draft.ts';

const PLAIN: ReadonlySet<string> = new Set(['style', 'lang', 'dir', 'title']);

export function attributesOf(properties: Properties): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [name, { value }] of properties) if (PLAIN.has(name) || /^(data|aria)-[\w.-]+$/.test(name)) attributes[name] = value;
  return attributes;
}
