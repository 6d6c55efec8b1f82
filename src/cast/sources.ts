// The hash that ties a recording to the files that its demo was made of. Apart from
// its neighbours, for it needs Node.js and they run in the browser too.
import { createHash } from 'node:crypto';

export interface SourceText {
  /** Relative to the root, so that every machine gets the same hash. */
  readonly path: string;
  readonly text: string;
}

/** 32 hexadecimal digits, the same for any order of the files, any separator in paths and any kind of line end. */
export function sourcesHash(files: readonly SourceText[]): string {
  const parts = files.map(({ path, text }) => JSON.stringify([path.replaceAll('\\', '/'), text.replace(/\r\n?/g, '\n')])).sort();
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
