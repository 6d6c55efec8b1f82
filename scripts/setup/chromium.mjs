// Unpacks the Chromium that lies inside the package @sparticuz/chromium: the
// program, the libraries that a slim Linux lacks, and a font for one that has none.
// It is there whole or not at all: everything goes to a folder of its own first.
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts'];

/**
 * @param {string} root of the clone
 * @param {string} cache the folder to unpack under
 * @returns {Promise<{ executable: string, libraries: string, fonts: Record<string, string> }>}
 *   `libraries` is for LD_LIBRARY_PATH; `fonts` is an environment, empty where the machine has fonts
 */
export async function unpackChromium(root, cache) {
  const source = join(root, 'node_modules', '@sparticuz', 'chromium');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    const temporary = `${folder}.${process.pid}`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(join(temporary, 'fonts'), { recursive: true });
    await pipeline(
      createReadStream(join(source, 'bin', 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(temporary, 'chromium'), { mode: 0o755 }),
    );
    untar(join(source, 'bin', 'al2023.tar.br'), join(temporary, 'lib'), /\.(so[.\d]*|chk)$/);
    untar(join(source, 'bin', 'fonts.tar.br'), join(temporary, 'fonts'), /\.ttf$/);
    writeFileSync(
      join(temporary, 'fonts', 'fonts.conf'),
      `<fontconfig><dir prefix="relative">.</dir><cachedir prefix="relative">cache</cachedir></fontconfig>\n`,
    );
    renameSync(temporary, folder);
  }
  const hasFonts = FONT_FOLDERS.some((path) => existsSync(path));
  const fonts = hasFonts ? {} : { FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf') };
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'lib'), fonts };
}

/**
 * Writes the regular files of a small compressed archive into one flat folder; names keep no path, so none leads out of it.
 * @param {string} archive a .tar.br
 * @param {string} folder
 * @param {RegExp} wanted which names
 */
export function untar(archive, folder, wanted) {
  mkdirSync(folder, { recursive: true });
  const bytes = brotliDecompressSync(readFileSync(archive));
  for (let at = 0; at + 512 <= bytes.length; ) {
    const header = bytes.subarray(at, at + 512);
    const name = basename(field(header, 0, 100));
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const isFile = field(header, 156, 1) === '0' || header[156] === 0;
    if (isFile && wanted.test(name)) writeFileSync(join(folder, name), bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 */
function field(header, start, length) {
  return header.toString('latin1', start, start + length).split('\0')[0] ?? '';
}
