// The slides of a generated deck as the plainest page that prints alike: the floor
// of printing. Not a Markdown reader: it knows what generate-deck.ts writes.

export function plainPage(deck: string): string {
  const sections = deck.split('\n---\n').map((slide) => `<section>${content(slide.split('\n???\n')[0] ?? '')}</section>`);
  return `<!doctype html><meta charset="utf-8"><title>Plain</title><style>${STYLE}</style>${sections.join('\n')}`;
}

const STYLE = `@page { size: 960px 540px; margin: 0 }
body { margin: 0; font: 22px sans-serif }
section { box-sizing: border-box; height: 540px; padding: 30px 50px; break-after: page; overflow: hidden }
pre { font: 14px monospace }
i { color: #065 }`;

function content(slide: string): string {
  const blocks = slide.trim().split(/\n\n(?![^`]*```\n?$)/);
  return blocks.map(block).join('\n');
}

function block(text: string): string {
  const heading = /^(#+) (.*)/.exec(text);
  if (heading !== null) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
  if (text.startsWith('- '))
    return `<ul>${lines(text)
      .map((line) => `<li>${inline(line.slice(2))}</li>`)
      .join('')}</ul>`;
  if (text.startsWith('|'))
    return `<table>${lines(text)
      .map((line) => `<tr><td>${line.slice(1, -1).split('|').map(inline).join('<td>')}</tr>`)
      .join('')}</table>`;
  // Every word a span, as a highlighter would have it.
  return `<pre>${escaped(text.replace(/^```\w*\n|\n```$/g, '')).replace(/\b[a-z]+\b(?![^&]*;)/g, '<i>$&</i>')}</pre>`;
}

function lines(text: string): string[] {
  return text.split('\n');
}

function inline(text: string): string {
  return escaped(text)
    .replace(/\*\*(.*?)\*\*/g, '<b>$1</b>')
    .replace(/`(.*?)`/g, '<code>$1</code>')
    .replace(/\[(.*?)\]\((.*?)\)/g, '<a href="$2">$1</a>');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
