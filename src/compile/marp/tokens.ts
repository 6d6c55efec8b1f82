// What is done to Marp's tokens between its parser and its renderer: the talk is cut
// into slides, Lectern's comments are taken out, placeholders stand for code and maths,
// and each block says on which line it was written.
import { CLOSE, OPEN } from '../markdown.ts';
import { HOLE, type RenderedSlide } from './rendered.ts';

/** As much of a markdown-it token as is used here. */
export interface Token {
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

export interface CoreState {
  tokens: Token[];
  readonly inlineMode: boolean;
  readonly Token: TokenClass;
}

export interface MarkdownIt {
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

/** What Marp's own rule does, in time that grows with the talk's length and not with its square. */
export function cutSlides(state: CoreState): void {
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
export function takeComments(tokens: readonly Token[]): void {
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

/** Leaves code and maths to the compiler, and notes where HTML stands. */
export function replaceRules(md: MarkdownIt, scales: () => boolean): void {
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
export function slidesOf(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    if (token.type === 'marpit_inline_svg_open') groups.push([]);
    if (token.type !== 'marpit_containers_open' && token.type !== 'marpit_containers_close') groups.at(-1)?.push(token);
  }
  return groups;
}

/** One slide's tokens as HTML and all that is known of it. */
export function renderSlide(group: readonly Token[], md: MarkdownIt): RenderedSlide {
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
    classes: String(section?.attrGet('class') ?? '')
      .split(/\s+/)
      .filter(Boolean),
    counted: directives.paginate !== 'hold' && directives.paginate !== 'skip',
    notes,
    demos,
    codes: env.codes,
    maths: env.maths,
  };
}
