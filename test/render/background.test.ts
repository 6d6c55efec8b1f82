// Backgrounds as style and as an element behind the text, and the tone of a colour.
import { describe, expect, it } from 'vitest';
import type { Background } from '../../src/deck.ts';
import { backdropHtml, backgroundStyle, toneOf } from '../../src/render/background.ts';

const options = { fileUrl: (file: string): string => `/f/${file}` };

describe('a background', () => {
  it.each<[Background, string, string]>([
    [{ color: '#14353b' }, 'background-color: #14353b; color-scheme: dark', ''],
    [{ color: 'red;} body{' }, '', ''],
    [{ gradient: 'linear-gradient(red, blue)' }, 'background-image: linear-gradient(red, blue)', ''],
    [{ gradient: 'url(https://example.org/x)' }, '', ''],
    [
      { image: 'a b.png', size: 'contain', repeat: 'no-repeat' },
      'background-image: url("/f/a b.png"); background-size: contain; background-position: center; background-repeat: no-repeat',
      '',
    ],
    [
      { color: 'white', image: 'a.png', opacity: '0.5' },
      'background-color: white; color-scheme: light',
      '<div class="backdrop" aria-hidden="true" style="opacity: 0.5; background-image: url(&#34;/f/a.png&#34;); background-size: cover; background-position: center"></div>',
    ],
    [
      { videos: ['a.mp4', 'https://example.org/b.webm'], loop: true, muted: true },
      '',
      '<div class="backdrop" aria-hidden="true"><video style="object-fit: cover" playsinline data-autoplay loop muted><source src="/f/a.mp4"><source src="https://example.org/b.webm"></video></div>',
    ],
    [
      { iframe: 'page.html' },
      '',
      '<div class="backdrop" aria-hidden="true"><iframe src="/f/page.html" sandbox="allow-scripts" loading="lazy" tabindex="-1" title="background"></iframe></div>',
    ],
  ])('%j', (background, style, html) => {
    expect([backgroundStyle(background, options), backdropHtml(background, options)]).toEqual([style, html]);
  });

  it('is nothing where there is none', () => {
    expect([backgroundStyle(null, options), backdropHtml(null, options)]).toEqual(['', '']);
  });
});

describe('the tone of a colour', () => {
  it.each([
    ['#000', 'dark'],
    ['#fff', 'light'],
    ['#14353B', 'dark'],
    ['#ffcc00ff', 'light'],
    ['rgb(20, 30, 40)', 'dark'],
    ['rgba(250 250 250 / 50%)', 'light'],
    ['Navy', 'dark'],
    ['ivory', 'light'],
    ['constructor', null],
    ['var(--accent)', null],
  ])('%s: %s', (color, tone) => {
    expect(toneOf(color)).toBe(tone);
  });
});
