// The title slide that a document's settings make: the title, and a line of who and
// when. Settings are words, not Markdown; only code between backticks stays code.

/** The title as Markdown; null where the settings have none. */
export function titleText(settings: ReadonlyMap<string, unknown>): string | null {
  const title = words(settings.get('title'));
  return title === '' ? null : escaped(title);
}

/** Author, event and date, without what the slide already says; '' when there is nothing. */
export function byLine(settings: ReadonlyMap<string, unknown>, seen: string): string {
  const subtitle = words(settings.get('subtitle'));
  const date = words(settings.get('date')).replace(/^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$/, '$1');
  const facts = [words(settings.get('author') ?? settings.get('authors')), words(settings.get('event')), date];
  const line = facts.filter((fact) => fact !== '' && !seen.includes(fact)).join(' · ');
  return [subtitle, line]
    .filter((part) => part !== '' && !seen.includes(part))
    .map(escaped)
    .join('\n\n');
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(', ');
  if (typeof value === 'object' && value !== null) return words(Reflect.get(value, 'name'));
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
}

/** Nothing in it is markup but code spans. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\*_[\]<>#|~$&!:+-]/g, escapedMark).replace(/^(\d+)([.)])/, '$1\\$2')))
    .join('');
}

/** Escapes only where a mark could mean something. */
function escapedMark(mark: string, at: number, text: string): string {
  if (/[#:+>-]/.test(mark)) return at === 0 ? `\\${mark}` : mark;
  return mark === '_' && /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at + 1] ?? '') ? mark : `\\${mark}`;
}
