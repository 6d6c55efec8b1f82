// The door to marp-core. It parses and splits the talk, resolves directives and packs
// the theme; code, maths and the talk's HTML are left to the compiler, by placeholders.
// Nothing it makes asks for anything outside the machine: no emoji pictures, no script.
import { Marp, type MarpOptions } from '@marp-team/marp-core';
import katexPlugin from '@marp-team/marp-core/plugins/katex';
import { CLOSE, OPEN } from '../markdown.ts';
import { HOLE, type MarpCore, type MarpInput, type RenderedDeck, type RenderedSlide } from './rendered.ts';

/** As much of a markdown-it token as is used here. */
interface Token {
  readonly type: string;
  readonly nesting: number;
  readonly map: readonly [number, number] | null;
  readonly children: readonly Token[] | null;
  readonly content: string;
  readonly info: string;
  readonly hidden: boolean;
  level: number;
  meta: TokenMeta | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

interface TokenMeta {
  marpitSlideElement?: number;
  marpitParsedDirectives?: Readonly<Record<string, unknown>>;
  marpitCommentParsed?: string;
  marpitDirectives?: Readonly<Record<string, unknown>>;
  lecternDemo?: string;
}

type Rule = (tokens: readonly Token[], index: number, options: unknown, env: Env) => string;

/** What the renderer rules collect while a slide is rendered. */
interface Env {
  slide: number;
  codes: RenderedSlide['codes'][number][];
  maths: RenderedSlide['maths'][number][];
}

type TokenClass = new (type: string, tag: string, nesting: number) => Token;

interface CoreState {
  tokens: Token[];
  readonly inlineMode: boolean;
  readonly Token: TokenClass;
}

interface MarkdownIt {
  readonly options: unknown;
  readonly renderer: {
    readonly rules: Record<string, Rule | undefined>;
    render(tokens: readonly Token[], options: unknown, env: Env): string;
  };
  readonly core: {
    readonly ruler: {
      after(rule: string, name: string, fn: (state: CoreState) => void): void;
      at(rule: string, fn: (state: CoreState) => void): void;
    };
  };
  parse(text: string, env: object): Token[];
}

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
  /** The last style sheet, and what it was packed of: most edits are not about style. */
  #packed = { key: '', css: '' };

  constructor({ html, themes }: MarpInput) {
    super({ ...OPTIONS, ...(html === 'listed' ? {} : { html: html === 'kept' }) });
    this.use(katexPlugin({ fontPath: false }));
    for (const { name, css } of themes) {
      // Marp knows a style sheet by the name in its own comment; the last one counts.
      this.themeSet.add(`${css}\n/* @theme ${name} */`);
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
    return { slides: this.#slides, css, theme: typeof name === 'string' ? name : 'default', size: { width, height } };
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

/** What Marp's own rule does, in time that grows with the talk's length and not with its square. */
function cutSlides(state: CoreState): void {
  if (state.inlineMode) return;
  const groups: Token[][] = [[]];
  for (const token of state.tokens) {
    if (token.type === 'hr' && token.level === 0) groups.push([token]);
    else groups.at(-1)?.push(token);
  }
  const total = groups.length;
  const out: Token[] = [];
  for (const [index, tokens] of groups.entries()) {
    const ruler = tokens[0]?.type === 'hr' ? tokens[0] : undefined;
    const open = new state.Token('marpit_slide_open', 'section', 1);
    const close = new state.Token('marpit_slide_close', 'section', -1);
    const about = { marpitSlide: index, marpitSlideTotal: total };
    const map = (ruler ?? tokens.find((token) => token.map !== null))?.map ?? [0, 1];
    Object.assign(open, { block: true, map, meta: { ...about, marpitSlideElement: 1 } });
    Object.assign(close, { block: true, meta: { ...about, marpitSlideElement: -1 } });
    for (const token of tokens) token.level += 1;
    out.push(open, ...(ruler === undefined ? tokens : tokens.slice(1)), close);
  }
  state.tokens = out;
}

/** A `demo:` in a comment is Lectern's, whatever else stands in it. */
function takeComments(tokens: readonly Token[]): void {
  for (const { token } of comments(tokens)) {
    const parsed = token.meta?.marpitParsedDirectives;
    if (parsed === undefined || token.meta === null) continue;
    const { demo, ...rest } = parsed;
    if (typeof demo !== 'string' || !/^[^\s,]+(?:\s*,\s*[^\s,]+)*$/.test(demo)) continue;
    token.meta.lecternDemo = demo;
    token.meta.marpitParsedDirectives = rest;
    if (Object.keys(rest).length === 0) token.meta.marpitCommentParsed = 'lectern';
  }
}

/** The comments of a talk or slide, each with the line of its block. */
function* comments(tokens: readonly Token[]): Generator<{ token: Token; line: number | undefined }> {
  for (const block of tokens) {
    if (block.type === 'marpit_comment') yield { token: block, line: block.map?.[0] };
    else if (block.children !== null && block.content.includes('<!--'))
      for (const token of block.children) if (token.type === 'marpit_comment') yield { token, line: block.map?.[0] };
  }
}

function replaceRules(md: MarkdownIt, scales: () => boolean): void {
  const { rules } = md.renderer;
  const lineOf = (token: Token, env: Env): number => (token.map?.[0] ?? env.slide) - env.slide;
  const code: Rule = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const info = token.type === 'fence' ? token.info.trim() : '';
    env.codes.push({ info, text: token.content.replace(/\n$/, ''), line: lineOf(token, env), scales: scales() });
    return `${OPEN}c${env.codes.length - 1}${CLOSE}\n`;
  };
  const math =
    (display: boolean): Rule =>
    (tokens, index, _options, env) => {
      const token = tokens[index];
      if (token === undefined) return '';
      env.maths.push({ tex: token.content.trim(), display, line: lineOf(token, env) });
      return `${OPEN}m${env.maths.length - 1}${CLOSE}`;
    };
  rules.fence = code;
  rules.code_block = code;
  rules.marp_math_inline = math(false);
  rules.marp_math_block = math(true);
  const block = rules.html_block;
  rules.html_block = (tokens, index, options, env) => {
    const token = tokens[index];
    return token === undefined || block === undefined ? '' : `<!--@${lineOf(token, env)}-->${block(tokens, index, options, env)}`;
  };
}

/** The tokens of each slide, Marp's wrapping included. */
function slidesOf(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    if (token.type === 'marpit_inline_svg_open') groups.push([]);
    if (token.type !== 'marpit_containers_open' && token.type !== 'marpit_containers_close') groups.at(-1)?.push(token);
  }
  return groups;
}

function renderSlide(group: readonly Token[], md: MarkdownIt): RenderedSlide {
  const open = group.findIndex(({ type }) => type === 'marpit_slide_open');
  const close = group.findIndex(({ type }) => type === 'marpit_slide_close');
  const section = group[open];
  const index = Number((section?.meta as { marpitSlide?: number } | null)?.marpitSlide ?? 0);
  const line = index === 0 ? 0 : (section?.map?.[0] ?? 0);
  const inner = group.slice(open + 1, close);
  const env: Env = { slide: line, codes: [], maths: [] };
  for (const token of inner) if (token.map !== null && token.nesting === 1) token.attrSet('data-line', String(token.map[0] - line));
  const render = (tokens: readonly Token[]): string => md.renderer.render(tokens, md.options, env);
  const between = (part: string): readonly Token[] => {
    const from = inner.findIndex(({ type }) => type === `marpit_${part}_open`);
    return from === -1 ? [] : inner.slice(from, inner.findIndex(({ type }) => type === `marpit_${part}_close`) + 1);
  };
  const [header, footer] = [between('header'), between('footer')];
  const body = inner.slice(header.length, inner.length - footer.length);
  const directives = section?.meta?.marpitDirectives ?? {};
  const notes: { text: string; line: number }[] = [];
  const demos: { value: string; line: number }[] = [];
  for (const { token, line: at = line } of comments(body)) {
    if (token.meta?.lecternDemo !== undefined) demos.push({ value: token.meta.lecternDemo, line: at - line });
    if (token.meta?.marpitCommentParsed === undefined && token.content !== '') notes.push({ text: token.content, line: at - line });
  }
  const first = body.find(({ type }) => type === 'heading_open');
  return {
    line,
    divided: index > 0 && first?.map?.[0] === line,
    frame: render(group.slice(0, open + 1)) + HOLE + render(group.slice(close)),
    header: render(header),
    body: render(body),
    footer: render(footer),
    classes: (section?.attrGet('class') ?? '').split(/\s+/).filter(Boolean),
    counted: directives.paginate !== 'hold' && directives.paginate !== 'skip',
    notes,
    demos,
    codes: env.codes,
    maths: env.maths,
  };
}
