// Asks the server of global.ts for what the whole test run shares.
import { inject } from 'vitest';

/**
 * `build`: the path of the built cli.js, the same for the whole run even if a source is edited meanwhile.
 * `browser`: the address of the shared Chromium.
 */
export async function shared(what: 'build' | 'browser'): Promise<string> {
  const response = await fetch(`${inject('shared')}/${what}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
