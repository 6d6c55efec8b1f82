// Plain words as Markdown that shows just these words. Addresses stay as they are, so
// that they become links, and so does what stands between two backticks, and what is escaped already.

/** One line of text; nothing in it means anything but code spans and addresses. */
export function escapedText(text: string): string {
  const escaped = text
    .split(/(`[^`\n]+`|\\[$*_#]|https?:\/\/[^\s<>"`]+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/\\(?=[!-/:-@[-`{-~])|[*_[\]<`~|]|&(?=#?\w+;)|\$(?=\S)/g, mark)))
    .join('');
  // What would begin a block.
  return escaped.replace(/^(\s*)(?=[#>+=:-])/, '$1\\').replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** `snake_case` is no emphasis. */
function mark(found: string, at: number, text: string): string {
  return found === '_' && /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at + 1] ?? '') ? found : `\\${found}`;
}
