// What is sent compressed, to whom, and that it is the same text.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ask, type RawAnswer } from './clients.ts';
import { slide, talk } from './support.ts';

const bytes = ({ body }: RawAnswer) => Buffer.from(body, 'latin1');
const taking = (encodings: string) => ({ headers: [`Accept-Encoding: ${encodings}`] });

it('a built file comes as it lies compressed beside itself, if the browser takes it so', async () => {
  const t = await talk();
  const file = join(t.folder, 'assets/style-ABCDEFGH.css');
  const text = 'p { color: teal }\n'.repeat(200);
  await writeFile(file, text);
  await writeFile(`${file}.gz`, gzipSync(text));
  await writeFile(`${file}.br`, brotliCompressSync(text));

  const taken: [string, string | undefined][] = [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip;q=0.0', undefined],
    ['identity', undefined],
    ['', undefined],
  ];
  for (const [header, encoding] of taken) {
    const answer = await ask(t, '/assets/style-ABCDEFGH.css', taking(header));
    expect([answer.status, answer.headers['content-encoding']], header).toEqual([200, encoding]);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', vary: 'Accept-Encoding' });
    const body = encoding === 'br' ? brotliDecompressSync(bytes(answer)) : encoding === 'gzip' ? gunzipSync(bytes(answer)) : bytes(answer);
    expect(body.toString()).toBe(text);
    expect(answer.headers['content-length']).toBe(String(bytes(answer).length));
  }
  const plain = await ask(t, '/assets/plain.css', taking('br, gzip'));
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'p { color: teal }']);
});

it('the deck comes compressed when that is worth it', async () => {
  const t = await talk({ slides: Array.from({ length: 400 }, (_, i) => slide(`slide ${i}`)) });
  const plain = await ask(t, '/deck.json');
  const packed = await ask(t, '/deck.json', taking('gzip, br'));
  expect(plain.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', vary: 'Accept-Encoding' });
  expect(packed.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' });
  expect(gunzipSync(bytes(packed)).toString()).toBe(plain.body);
  expect(bytes(packed).length * 5).toBeLessThan(bytes(plain).length);

  const head = await ask(t, '/deck.json', { ...taking('gzip'), method: 'HEAD' });
  expect([head.body, head.headers['content-length']]).toEqual(['', packed.headers['content-length']]);
  const small = await ask(t, '/', taking('gzip'));
  expect(small.headers['content-encoding']).toBeUndefined();
});

it('a file of the talk is never looked for beside itself', async () => {
  const t = await talk();
  await writeFile(join(t.root, 'pictures/a.png.gz'), gzipSync('another picture'));
  const answer = await ask(t, '/files/pictures/a.png', taking('gzip, br'));
  expect([answer.headers['content-encoding'], answer.body]).toEqual([undefined, 'picture']);
});
