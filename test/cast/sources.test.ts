import { describe, expect, it } from 'vitest';
import { sourcesHash } from '../../src/cast/sources.ts';

const files = [
  { path: 'demos/echo/server.ts', text: 'one\ntwo\n' },
  { path: 'demos/echo/demo.yaml', text: 'title: Echo\n' },
];

describe('sourcesHash', () => {
  it('is the same on every machine: whatever the order, the separators, the line ends', () => {
    expect(sourcesHash(files)).toMatch(/^[0-9a-f]{32}$/);
    const elsewhere = files
      .toReversed()
      .map(({ path, text }) => ({ path: path.replaceAll('/', '\\'), text: text.replaceAll('\n', '\r\n') }));
    expect(sourcesHash(elsewhere)).toBe(sourcesHash(files));
  });

  it('is another for any other content, name, or split of the two', () => {
    const others = [
      [],
      files.slice(1),
      [{ path: 'demos/echo/server.ts', text: 'one\ntwo' }, ...files.slice(1)],
      [{ path: 'demos/echo/main.ts', text: 'one\ntwo\n' }, ...files.slice(1)],
      [{ path: 'demos/echo/server.tso', text: 'ne\ntwo\n' }, ...files.slice(1)],
    ];
    expect(new Set([files, ...others].map(sourcesHash)).size).toBe(6);
  });
});
