// What a talk asks for and its engine has not, said where it is asked for.
import { describe, expect, it } from 'vitest';
import type { EngineName } from '../../src/deck.ts';
import { compiled } from './support.ts';

const TALK = `---
title: T
dialect: reveal
reveal:
  transition: fade
  navigationMode: linear
---

<!-- .slide: data-transition="zoom" -->
# A

---

<!-- .slide: data-auto-animate -->
# B

----

<!-- .slide: data-auto-animate data-transition="none" -->
# C

---

# D
`;

const look = (engine: EngineName, text = TALK) => {
  const { deck, messages } = compiled(text, { options: { engine } });
  return {
    grid: deck.slides.map(({ h, v }) => `${h}.${v}`),
    theme: deck.theme,
    said: messages.filter(({ rule }) => rule === 'engine-lacks').map(({ line, severity, reason }) => `${line} ${severity}: ${reason}`),
  };
};

describe('a Reveal talk', () => {
  it('in the engine reveal has all it asks for', () => {
    expect(look('reveal')).toEqual({ grid: ['0.0', '1.0', '1.1', '2.0'], theme: 'paper', said: [] });
  });

  it('in the engine remark is flat, and what is missing is said once', () => {
    expect(look('remark')).toEqual({
      grid: ['0.0', '1.0', '2.0', '3.0'],
      theme: 'remark',
      said: [
        '4 info: "transition" under "reveal:": the engine remark has none of it; "engine: reveal" does',
        '9 info: a transition on 2 slides: the engine remark has none of it; "engine: reveal" does',
        '14 info: auto-animate on 2 slides: the engine remark has none of it; "engine: reveal" does',
        '19 info: one slide below another: in the engine remark they come one after the other',
      ],
    });
  });
});

describe('engine and theme', () => {
  it.each<[string, string, EngineName, string]>([
    ['front matter', '---\nengine: remark\n---\n# A', 'remark', 'remark'],
    ['a stated theme', '---\nengine: remark\ntheme: ink\n---\n# A', 'remark', 'ink'],
    ['nothing', '# A', 'reveal', 'paper'],
  ])('from %s', (_, text, engine, theme) => {
    const { deck } = compiled(text);
    expect([deck.engine, deck.theme]).toEqual([engine, theme]);
  });

  it('the command line goes before front matter', () => {
    const { deck } = compiled('---\nengine: remark\n---\n# A', { options: { engine: 'reveal' } });
    expect([deck.engine, deck.theme]).toEqual(['reveal', 'paper']);
  });
});
