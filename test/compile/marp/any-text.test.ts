// Whatever a Marp talk holds, it becomes slides: nothing throws, and no message is
// without its place.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMarpCore } from '../../../src/compile/marp/core.ts';
import { amount } from '../../support/soak.ts';
import { compiled } from '../support.ts';

const marp = createMarpCore();

const PIECES =
  '# a|---|***|<!--|-->|class: x|_class: |theme: gaia|theme: own.css|```|`|* a|1) b|![bg](x)|![|](|$|$$|<style>|</style>|h1 {|}|<style scoped>| |text|<div>|</div>|</section>|</svg>|"|headingDivider: 2|header: *|include: talk.md|include: part.md|demo: x|\t|<math>|<template>|é|🙂|{a: b}|- '.split(
    '|',
  );

it('any text becomes a deck', () => {
  const files = { 'slides/own.css': '/* @theme x */ h1 { color', 'slides/part.md': '# part\n\n---\n\n<!-- class: y' };
  const words = fc.array(fc.oneof(fc.constantFrom(...PIECES, '\n', '\n\n'), fc.string({ maxLength: 5 })), { maxLength: 30 });
  fc.assert(
    fc.property(words, fc.boolean(), (text, strict) => {
      const { deck, messages } = compiled(text.join(''), { marp, files, options: { dialect: 'marp', strict } });
      expect(deck.slides.length).toBeGreaterThan(0);
      expect(messages.filter(({ line, column }) => !(line > 0 && column > 0))).toEqual([]);
    }),
    { numRuns: amount(80, 1000) },
  );
}, 60_000);

it('what Marp cannot read at all is shown plainly, with a message', () => {
  const { deck, messages } = compiled('---\npaginate: {a: b}\n---\n\n# One\n\n---\n\ntwo', { marp, options: { dialect: 'marp' } });
  expect(deck.slides.length).toBe(2);
  expect(messages.map(({ line, rule, severity }) => `${line} ${severity} ${rule}`)).toEqual(['1 error marp', '4 info dialect-in-part']);
});
