// The door to marp-core. It parses and splits the talk, resolves directives and packs
// the theme; code, maths and the talk's HTML are left to the compiler, by placeholders.
// Nothing it makes asks for anything outside the machine: no emoji pictures, no script.
import { Marp, type MarpOptions } from '@marp-team/marp-core';
import katexPlugin from '@marp-team/marp-core/plugins/katex';
import type { MarpCore, MarpInput, RenderedDeck, RenderedSlide } from './rendered.ts';
import { cutSlides, type MarkdownIt, renderSlide, replaceRules, slidesOf, takeComments } from './tokens.ts';

/** What is true of every talk; the rest is marp-core's default. */
const OPTIONS: MarpOptions = {
  anchor: false,
  emoji: { shortcode: true, unicode: false },
  script: false,
  printable: false,
};

export function createMarpCore(): MarpCore {
  // Reading a theme costs more than rendering a slide, so the last instance stays.
  let kept: { key: string; marp: Renderer } | null = null;
  return {
    render(input) {
      const key = JSON.stringify([input.html, input.themes]);
      if (kept?.key !== key) kept = { key, marp: new Renderer(input) };
      return kept.marp.deck(input.text, input.theme);
    },
  };
}

class Renderer extends Marp {
  #slides: RenderedSlide[] = [];
  #theme: string | null = null;
  readonly #broken: { name: string; reason: string }[] = [];
  /** The last style sheet, and what it was packed of: most edits are not about style. */
  #packed = { key: '', css: '' };

  constructor({ html, themes }: MarpInput) {
    super({ ...OPTIONS, ...(html === 'listed' ? {} : { html: html === 'kept' }) });
    this.use(katexPlugin({ fontPath: false }));
    for (const { name, css } of themes) {
      // Marp knows a style sheet by the name in its own comment; the last one counts.
      try {
        this.themeSet.add(`${css}\n/* @theme ${name} */`);
      } catch (error) {
        this.#broken.push({ name, reason: (error instanceof Error ? error.message : String(error)).replace(/^<css input>:/, 'line ') });
      }
    }
    const md = this.markdown as MarkdownIt;
    md.core.ruler.after('inline', 'lectern_comments', ({ tokens }) => takeComments(tokens));
    md.core.ruler.after('marpit_directives_global_parse', 'lectern_theme', ({ inlineMode }) => {
      if (!inlineMode && this.#theme !== null && this.themeSet.has(this.#theme))
        this.lastGlobalDirectives = { ...this.lastGlobalDirectives, theme: this.#theme };
    });
    md.core.ruler.at('marpit_slide', cutSlides);
    replaceRules(md, this.#scales('code'));
  }

  deck(text: string, theme: string | null): RenderedDeck {
    this.#theme = theme;
    const { css } = this.render(text);
    const name: unknown = this.lastGlobalDirectives?.theme;
    const [, , width = 1280, height = 720] = (/viewBox="([^"]*)"/.exec(this.#slides[0]?.frame ?? '')?.[1] ?? '').split(' ').map(Number);
    return { slides: this.#slides, css, broken: this.#broken, theme: typeof name === 'string' ? name : 'default', size: { width, height } };
  }

  /** Called by render(): the slides are kept apart, instead of one text. */
  protected override renderMarkdown(text: string): string {
    const md = this.markdown as MarkdownIt;
    const tokens = md.parse(text, {});
    this.#slides = slidesOf(tokens).map((group) => renderSlide(group, md));
    return '';
  }

  protected override renderStyle(theme?: string): string {
    const maths = this.#slides.some((slide) => slide.maths.length > 0);
    const key = JSON.stringify([theme, this.lastStyles, this.lastGlobalDirectives?.size, maths]);
    if (this.#packed.key !== key) this.#packed = { key, css: super.renderStyle(theme) };
    return this.#packed.css;
  }

  /** Whether the theme has code blocks or headings scaled down to their slide. */
  #scales(what: string): () => boolean {
    return () => {
      const meta: unknown = this.themeSet.getThemeMeta(this.lastGlobalDirectives?.theme ?? this.themeSet.default, 'auto-scaling');
      return meta === 'true' || (typeof meta === 'string' && meta.split(',').some((word) => word.trim() === what));
    };
  }
}
