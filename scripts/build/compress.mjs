// Texts of the build for browsers, compressed beside themselves: the server sends
// what the browser takes, without work (src/server/encoding.ts).
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(js|css|svg)$/;
/** Bytes; below it nothing is gained. */
const SMALL = 1_000;
/** Of 11: the last step takes three times as long and saves 2 %. */
const QUALITY = 10;

/** @param {string} folder all of it, folders within included */
export async function compressTexts(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT.test(name));
  await Promise.all(names.map((name) => compress(join(folder, name))));
}

/** @param {string} file */
async function compress(file) {
  const text = await readFile(file);
  if (text.length < SMALL) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
    promisify(gzip)(text, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
