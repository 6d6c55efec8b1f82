// Finds the imports of a TypeScript or JavaScript file without a parser: comments,
// templates and regular expressions are blanked first, so that none of their text
// is taken for code.

/** @typedef {{ specifier: string, line: number, typeOnly: boolean }} Import `line` from 1 */

const STATIC = /(?<=^|[;}\n])[ \t]*(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*{}\s,]+?\s*from\s*)?(['"])([^'"\n]+)\2/g;
const DYNAMIC = /\bimport\s*\(\s*(['"])([^'"\n]+)\1/g;

/**
 * @param {string} text
 * @returns {Import[]} in the order of the file
 */
export function importsOf(text) {
  const code = blank(text);
  /** @type {(Import & { at: number })[]} */
  const found = [];
  for (const match of code.matchAll(STATIC)) {
    const at = match.index + match[0].length;
    found.push({ specifier: match[3] ?? '', line: lineAt(code, at), typeOnly: match[1] !== undefined, at });
  }
  for (const match of code.matchAll(DYNAMIC)) {
    found.push({ specifier: match[2] ?? '', line: lineAt(code, match.index), typeOnly: false, at: match.index });
  }
  return found.sort((a, b) => a.at - b.at).map(({ specifier, line, typeOnly }) => ({ specifier, line, typeOnly }));
}

/**
 * @param {string} text
 * @param {number} offset
 */
function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}

/**
 * The same text with blanks for comments, the text of templates, and regular expressions; line feeds stay.
 * @param {string} text
 */
export function blank(text) {
  let out = '';
  let at = 0;
  /** The depth of braces at which each open template goes on. @type {number[]} */
  const templates = [];
  let depth = 0;
  let last = '';

  /** @param {number} end */
  const skip = (end) => {
    out += text.slice(at, end).replace(/[^\n]/g, ' ');
    at = end;
  };
  const template = () => {
    const end = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(`|\$\{|$)/y;
    end.lastIndex = at;
    const [all = '', stop] = end.exec(text) ?? [];
    skip(at + all.length);
    if (stop === '${') templates.push(depth++);
    last = stop === '${' ? '{' : '`';
  };

  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = two[0] ?? '';
    if (two === '//') skip(endOf(text, /\n|$/g, at, false));
    else if (two === '/*') skip(endOf(text, /\*\/|$/g, at + 2, true));
    else if (one === '`') {
      skip(at + 1);
      template();
    } else if (one === '}' && templates.at(-1) === depth - 1) {
      templates.pop();
      depth--;
      skip(at + 1);
      template();
    } else if (one === "'" || one === '"') {
      const end = endOf(text, one === "'" ? /(?<!\\)(?:\\\\)*'|\n|$/g : /(?<!\\)(?:\\\\)*"|\n|$/g, at + 1, true);
      out += text.slice(at, end);
      at = end;
      last = one;
    } else if (one === '/' && startsRegExp(last, out) && regExpEnd(text, at) > at) {
      skip(regExpEnd(text, at));
      last = ')';
    } else {
      if (one === '{') depth++;
      if (one === '}') depth--;
      if (one.trim() !== '') last = one;
      out += one;
      at++;
    }
  }
  return out;
}

/**
 * @param {string} text
 * @param {RegExp} pattern global
 * @param {number} from
 * @param {boolean} including whether what matched belongs to it
 */
function endOf(text, pattern, from, including) {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? text.length : match.index + (including ? match[0].length : 0);
}

/**
 * Whether a slash begins a regular expression rather than divides, going by what stands before it.
 * @param {string} last the last character that is no blank
 * @param {string} before
 */
function startsRegExp(last, before) {
  return (
    last === '' || '(,=:[!&|?{};+-*%<>~^'.includes(last) || /\b(?:return|case|typeof|in|of|do|else|await|yield)\s*$/.test(before.slice(-20))
  );
}

/**
 * @param {string} text
 * @param {number} at of the slash
 * @returns {number} behind the flags; `at` when it does not end on its line
 */
function regExpEnd(text, at) {
  const pattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
