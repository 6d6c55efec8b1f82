// What an import comes to: the body of a talk in the article dialect, its settings,
// and what people should know.
import { stringify } from 'yaml';

export interface Imported {
  /** Markdown, without front matter. */
  readonly body: string;
  readonly settings: Readonly<Record<string, string>>;
  /** One sentence each, in lower case: what was left out, mended or not understood. */
  readonly told: readonly string[];
}

/** The talk's text: front matter that says how to read it, then the body. */
export function talkText({ body, settings }: Imported): string {
  const head = stringify({ ...settings, dialect: 'article' }, { lineWidth: 0 });
  return `---\n${head}---\n\n${body.trim()}\n`;
}
