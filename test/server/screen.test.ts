// The server's own terminal: what would break it, and what it gives to late views.
import { expect, it } from 'vitest';
import { createScreens } from '../../src/server/screen.ts';

it('goes on after an erase up to the very last cell, which xterm.js itself does not survive', async () => {
  const screen = createScreens().create(20, 3);
  screen.write('before\x1b[999;999H\x1b[1J');
  screen.write('\x1b[Hafter');
  expect((await screen.lines()).map((line) => line.map(({ text }) => text).join(''))).toEqual(['aftere']);
  screen.close();
});

it('gives a late view the screen, its colours and its place', async () => {
  const screen = createScreens().create(20, 3);
  screen.write('one\r\n\x1b[32mtwo\x1b[0m\r\n> ');
  expect(await screen.snapshot()).toBe('one\r\n\x1b[32mtwo\r\n\x1b[0m> ');
  screen.clear();
  expect(await screen.snapshot()).toBe('');
  screen.close();
});
