// Entries are listed before all of them exist; those whose source does are built.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {Record<string, string>} entries
 */
export function present(root, entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));
}
