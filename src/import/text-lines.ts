// What a line of exported slides is: in a fence, a bullet, code.

/** 0 outside; else the number of the fence that the line is part of. */
export type Fence = number;

export function fencesOf(lines: readonly string[]): Fence[] {
  let open: string | null = null;
  let count = 0;
  return lines.map((line, i) => {
    const run = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (open !== null) {
      const fence = count;
      if (run?.startsWith(open)) open = null;
      return fence;
    }
    // What is never closed is no fence.
    if (run === undefined || !lines.slice(i + 1, i + 2000).some((later) => later.trimStart().startsWith(run))) return 0;
    open = run;
    return ++count;
  });
}

/** Glyphs of presentation programs; those of the private use area are Wingdings. */
const GLYPH = '[-*+•◦▪▫‣⁃●○■□➢➤►▸▶→✓✔✦❖◆◇–—·∙⋅\uf0a7\uf0b7\uf0d8\uf0fc\uf076]';
const BULLET = new RegExp(`^(\\s*)(${GLYPH})(?:\\s+(?:[·•]\\s+)?|(?<=[•◦▪▫‣●○■□➢➤►▸▶✓✔❖◆◇·\uf0a7\uf0b7\uf0d8])|$)(.*)$`);

export interface Bullet {
  readonly indent: number;
  readonly glyph: string;
  readonly text: string;
}

export function bulletOf(line: string): Bullet | null {
  const match = BULLET.exec(line);
  if (match === null || /^\s*(?:[-=*_]{3,}|--)\s*$/.test(line)) return null;
  return { indent: (match[1] ?? '').replaceAll('\t', '    ').length, glyph: match[2] ?? '', text: (match[3] ?? '').trim() };
}

export function isBullet(line: string): boolean {
  return bulletOf(line) !== null;
}

/** Whether a line can hardly be anything but a program's. */
export function looksLikeCode(line: string): boolean {
  const text = line.trim();
  return (
    /[;{}]$|^[})\]]+[;,)]*$|=>|^import [\w.{*]+(?: as \w+)?$|^import .* from |^from \S+ import |^(?:def|class|return|while|elif|const|let|var|function|public|private|async|await|#include|package|fn|func|SELECT)\b.*[\w)({:;'"]$|^(?:for|if|else|try|except|with)\b.*:$|^@\w+|^\$ \S|^>>> /.test(
      text,
    ) || /^[\w.]+\(.*\)?;?$|^[\w.[\]'"]+ [-+*/|]?= \S/.test(text)
  );
}
