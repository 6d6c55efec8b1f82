// The page of a long talk, and what a patch says of an edit.
import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../src/client/patch.ts';
import type { DeckData, SlideData } from '../../src/protocol.ts';
import { diffDeck } from '../../src/render/data.ts';
import { deckPage } from '../../src/render/page.ts';

const slide = (hash: string, number = 1): SlideData => ({
  hash,
  number,
  name: null,
  h: 0,
  v: 0,
  stepNumbers: [number],
  demos: [],
  attributes: { class: 'slide' },
  html: `<div class="body">${hash}</div>`,
  notes: `notes of ${hash}`,
});
const deck = (hashes: string, version = 1): DeckData => ({
  version,
  title: 'T',
  slides: [...hashes].map((hash, i) => slide(hash, i + 1)),
  demos: [],
});
const page = (data: DeckData, at = 0): string =>
  deckPage({
    data,
    view: 'deck',
    position: { slide: at, step: 0 },
    nonce: 'N0',
    look: { lang: 'he', ratio: '16:9', engine: 'reveal', theme: 'paper', panel: { side: 'right', size: 0.37 } },
    assets: { script: '/a.js', modules: ['/m.js'], styles: ['/a.css'], fonts: ['/f.woff2'] },
    urls: { deck: '/deck.json', socket: '/socket', presenter: '/presenter', casts: '/casts/' },
  });

describe('deckPage', () => {
  it('has a section for each slide, and the content of those near', () => {
    const sections = page(deck('abcdefghij'), 5).match(/<section.*<\/section>/g) ?? [];
    expect(sections.map((section) => />(\w)<\/div>/.exec(section)?.[1] ?? '-').join('')).toBe('--cdefghi-');
  });

  it('says nothing of the contents in its data, and no text of the talk can end the script', () => {
    const html = page({ ...deck('a'), title: '</script><b>' });
    const boot = JSON.parse(/id="boot"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '');
    expect(boot.data).toEqual({
      version: 1,
      title: '</script><b>',
      slides: [{ ...slide('a'), attributes: {}, html: '', notes: '' }],
      demos: [],
    });
    expect(html).toContain('<title>&#60;/script&#62;&#60;b&#62;</title>');
  });

  it('has the nonce on every script, and the direction of its language', () => {
    const html = page(deck('a'));
    expect(html.match(/<script[^>]*>/g)?.every((tag) => tag.includes('nonce="N0"'))).toBe(true);
    expect(html).toContain('<html lang="he" dir="rtl"');
  });
});

describe('diffDeck', () => {
  it.each([
    ['abc', 'abc', ''],
    ['abc', 'axc', 'x'],
    ['abc', 'xabxc', 'x'],
    ['abc', 'ca', ''],
    ['', 'ab', 'ab'],
  ])('from %s to %s sends %s, and the patch gives the new deck', (from, to, sent) => {
    const [before, after] = [deck(from), deck(to, 2)];
    const patch = diffDeck(before, after);
    expect(patch.slides.map(({ hash }) => hash).join('')).toBe(sent);
    expect(applyPatch(before, patch)).toEqual(after);
  });

  it('cannot be applied to another deck', () => {
    expect(applyPatch(deck('a'), diffDeck(deck('b'), deck('bc', 2)))).toBe(null);
  });
});
