// The one door to shiki: its core with the JavaScript regex engine, and the theme
// whose colours are CSS variables, read back as kinds of token.
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { TokenKind, Tokens } from '../deck.ts';
import { LANGUAGES, languageOf } from './languages.ts';

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

export async function createTokenizer(): Promise<Tokenizer> {
  const theme = createCssVariablesTheme({ name: 'lectern', variablePrefix: '--', fontStyle: false });
  const core = await createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) });
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
