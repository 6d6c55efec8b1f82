// The one door to shiki: its core with the JavaScript regex engine, and the theme
// whose colours are CSS variables, read back as kinds of token.
// In one file, long for the list of grammars only, which has to stand where shiki is imported.
import { EmulatedRegExp } from 'oniguruma-to-es';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine, defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import type { TokenKind, Tokens } from '../deck.ts';
import { languageOf } from './languages.ts';

export interface Tokenizer {
  /** Tokens of a text; plain ones for a language nobody knows or a grammar that fails. Never rejects. */
  tokens(lang: string | null, text: string): Promise<Tokens>;
}

const KINDS: ReadonlySet<string> = new Set<TokenKind>([
  'comment',
  'constant',
  'function',
  'keyword',
  'link',
  'parameter',
  'punctuation',
  'string',
  'string-expression',
  'inserted',
  'deleted',
  'changed',
]);

/** Longer lines are shown plain: some grammars take minutes over a minified file. */
const MAX_LINE = 2000;
/** A guard against endless grammars only: the first line also pays for compiling the grammar, and what is cut short would be kept. */
const MAX_MILLISECONDS_A_LINE = 20_000;

/** Patterns of grammars as regular expressions of JavaScript: making them takes longer than using them. Those with options are emulated. */
export type TurnedPatterns = Readonly<Record<string, readonly [source: string, flags: string, options?: EmulatedRegExp['rawOptions']]>>;

/** @param turned what has been made in advance; all others are made when they are met */
export async function createTokenizer(turned: TurnedPatterns = {}): Promise<Tokenizer> {
  const theme = createCssVariablesTheme({ name: 'lectern', variablePrefix: '--', fontStyle: false });
  const regexConstructor = (pattern: string): RegExp => {
    const known = Object.hasOwn(turned, pattern) ? turned[pattern] : undefined;
    if (known === undefined) return defaultJavaScriptRegexConstructor(pattern);
    const [source, flags, options] = known;
    return options === undefined ? new RegExp(source, flags) : new EmulatedRegExp(source, flags, options);
  };
  const engine = createJavaScriptRegexEngine({ forgiving: true, regexConstructor });
  const core = await createHighlighterCore({ themes: [theme], langs: [], engine });
  const loaded = new Map<string, Promise<boolean>>();
  const ready = (lang: string): Promise<boolean> => {
    const known = loaded.get(lang) ?? load(core, lang);
    loaded.set(lang, known);
    return known;
  };
  return {
    async tokens(written, text) {
      const lang = languageOf(written);
      if (lang === null || !(await ready(lang))) return plainTokens(text);
      try {
        const lines = core.codeToTokensBase(text, {
          lang: core.resolveLangAlias(lang),
          theme: 'lectern',
          tokenizeMaxLineLength: MAX_LINE,
          tokenizeTimeLimit: MAX_MILLISECONDS_A_LINE,
        });
        return lines.map((line) => merge(line.map(({ content, color }) => [content, kindOf(color)] as const)));
      } catch {
        return plainTokens(text);
      }
    },
  };
}

/** Every line one token. */
export function plainTokens(text: string): Tokens {
  return text.split('\n').map((line) => (line === '' ? [] : [[line, '']]));
}

async function load(core: HighlighterCore, lang: string): Promise<boolean> {
  try {
    const module = await LANGUAGES[lang]?.();
    if (module === undefined) return false;
    await core.loadLanguage(module.default);
    return true;
  } catch {
    return false;
  }
}

/** `var(--token-keyword)` is a keyword. */
function kindOf(color: string | undefined): TokenKind {
  const kind = /--token-([a-z-]+)/.exec(color ?? '')?.[1] ?? '';
  return KINDS.has(kind) ? (kind as TokenKind) : '';
}

/** Neighbours of one kind become one token. */
function merge(line: readonly (readonly [string, TokenKind])[]): readonly (readonly [string, TokenKind])[] {
  const out: (readonly [string, TokenKind])[] = [];
  for (const [text, kind] of line) {
    const last = out.at(-1);
    if (last !== undefined && (last[1] === kind || text.trim() === '')) out[out.length - 1] = [last[0] + text, last[1]];
    else if (text !== '') out.push([text, kind]);
  }
  return out;
}

/** Each grammar is loaded when the first block asks for it. */
export const LANGUAGES: Readonly<Record<string, () => Promise<{ default: LanguageInput }>>> = {
  asm: () => import('shiki/langs/asm.mjs'),
  astro: () => import('shiki/langs/astro.mjs'),
  awk: () => import('shiki/langs/awk.mjs'),
  bat: () => import('shiki/langs/bat.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  clojure: () => import('shiki/langs/clojure.mjs'),
  cmake: () => import('shiki/langs/cmake.mjs'),
  coffee: () => import('shiki/langs/coffee.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  crystal: () => import('shiki/langs/crystal.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  csv: () => import('shiki/langs/csv.mjs'),
  d: () => import('shiki/langs/d.mjs'),
  dart: () => import('shiki/langs/dart.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  dotenv: () => import('shiki/langs/dotenv.mjs'),
  elixir: () => import('shiki/langs/elixir.mjs'),
  elm: () => import('shiki/langs/elm.mjs'),
  erlang: () => import('shiki/langs/erlang.mjs'),
  fish: () => import('shiki/langs/fish.mjs'),
  'fortran-free-form': () => import('shiki/langs/fortran-free-form.mjs'),
  fsharp: () => import('shiki/langs/fsharp.mjs'),
  gleam: () => import('shiki/langs/gleam.mjs'),
  glsl: () => import('shiki/langs/glsl.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  graphql: () => import('shiki/langs/graphql.mjs'),
  groovy: () => import('shiki/langs/groovy.mjs'),
  handlebars: () => import('shiki/langs/handlebars.mjs'),
  haskell: () => import('shiki/langs/haskell.mjs'),
  hcl: () => import('shiki/langs/hcl.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  jinja: () => import('shiki/langs/jinja.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  json5: () => import('shiki/langs/json5.mjs'),
  jsonc: () => import('shiki/langs/jsonc.mjs'),
  jsonl: () => import('shiki/langs/jsonl.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  julia: () => import('shiki/langs/julia.mjs'),
  just: () => import('shiki/langs/just.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  latex: () => import('shiki/langs/latex.mjs'),
  less: () => import('shiki/langs/less.mjs'),
  lisp: () => import('shiki/langs/common-lisp.mjs'),
  log: () => import('shiki/langs/log.mjs'),
  lua: () => import('shiki/langs/lua.mjs'),
  make: () => import('shiki/langs/make.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  matlab: () => import('shiki/langs/matlab.mjs'),
  mdx: () => import('shiki/langs/mdx.mjs'),
  nginx: () => import('shiki/langs/nginx.mjs'),
  nim: () => import('shiki/langs/nim.mjs'),
  nix: () => import('shiki/langs/nix.mjs'),
  'objective-c': () => import('shiki/langs/objective-c.mjs'),
  ocaml: () => import('shiki/langs/ocaml.mjs'),
  odin: () => import('shiki/langs/odin.mjs'),
  pascal: () => import('shiki/langs/pascal.mjs'),
  perl: () => import('shiki/langs/perl.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  powershell: () => import('shiki/langs/powershell.mjs'),
  prisma: () => import('shiki/langs/prisma.mjs'),
  prolog: () => import('shiki/langs/prolog.mjs'),
  proto: () => import('shiki/langs/proto.mjs'),
  pug: () => import('shiki/langs/pug.mjs'),
  purescript: () => import('shiki/langs/purescript.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  r: () => import('shiki/langs/r.mjs'),
  racket: () => import('shiki/langs/racket.mjs'),
  reason: () => import('shiki/langs/ocaml.mjs'),
  regexp: () => import('shiki/langs/regexp.mjs'),
  rst: () => import('shiki/langs/rst.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sass: () => import('shiki/langs/sass.mjs'),
  scala: () => import('shiki/langs/scala.mjs'),
  scheme: () => import('shiki/langs/scheme.mjs'),
  scss: () => import('shiki/langs/scss.mjs'),
  shellscript: () => import('shiki/langs/shellscript.mjs'),
  shellsession: () => import('shiki/langs/shellsession.mjs'),
  solidity: () => import('shiki/langs/solidity.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  stylus: () => import('shiki/langs/stylus.mjs'),
  svelte: () => import('shiki/langs/svelte.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  tcl: () => import('shiki/langs/tcl.mjs'),
  tex: () => import('shiki/langs/tex.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  twig: () => import('shiki/langs/twig.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  v: () => import('shiki/langs/v.mjs'),
  verilog: () => import('shiki/langs/verilog.mjs'),
  vhdl: () => import('shiki/langs/vhdl.mjs'),
  viml: () => import('shiki/langs/viml.mjs'),
  vue: () => import('shiki/langs/vue.mjs'),
  wasm: () => import('shiki/langs/wasm.mjs'),
  wgsl: () => import('shiki/langs/wgsl.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  zig: () => import('shiki/langs/zig.mjs'),
};
