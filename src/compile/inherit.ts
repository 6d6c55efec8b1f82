// What a slide takes over from the template or layout it is built on: properties,
// content and notes.
import type { DraftPart, Property } from '../dialects/draft.ts';
import { EMPTY, type Fragment, join, literal } from '../dialects/source.ts';
import { expandVariables } from './variables.ts';

/** What a slide hands on to those built on it. */
export interface Model {
  readonly properties: Map<string, Property>;
  readonly content: Fragment;
  readonly notes: readonly Fragment[];
}

/** These are a slide's own. */
export const NOT_INHERITED: ReadonlySet<string> = new Set(['name', 'layout', 'count', 'demo', 'include']);

export interface InheritOptions {
  readonly strict: boolean;
  /** Notes of a template are those of the slides built on it, too. */
  readonly inheritNotes: boolean;
}

/** The part on top of what it is built on. */
export function inherit(part: DraftPart, base: Model | null, options: InheritOptions, templates: boolean): Model {
  const own = new Map(part.properties);
  if (base === null) return { properties: own, content: part.content, notes: part.notes };
  for (const [key, property] of base.properties) {
    if (NOT_INHERITED.has(key)) continue;
    const mine = own.get(key);
    if (key === 'class' && mine?.value) own.set(key, { ...mine, value: `${property.value}, ${mine.value}` });
    else if (mine === undefined) own.set(key, property);
  }
  const filled = templates
    ? expandVariables(base.content, (name) => (name === 'content' ? part.content : undefined))
    : { fragment: base.content, used: false };
  const content = filled.used
    ? filled.fragment
    : join([filled.fragment, seam(filled.fragment, part.content, options.strict), part.content]);
  return { properties: own, content, notes: options.inheritNotes ? [...base.notes, ...part.notes] : part.notes };
}

/** remark.js glues a slide to its layout without a line break, so that `# L` and `a` become `# La`. */
function seam(above: Fragment, below: Fragment, strict: boolean): Fragment {
  const closed =
    above.text === '' ||
    below.text === '' ||
    above.text.endsWith('\n\n') ||
    below.text.startsWith('\n\n') ||
    (above.text.endsWith('\n') && below.text.startsWith('\n'));
  return strict || closed ? EMPTY : literal('\n\n');
}
