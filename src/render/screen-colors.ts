// The 256 colours of a terminal as CSS, for views that are no terminal. The first
// sixteen are a theme's; the cube and the greys above them are the same everywhere.

/** As terminals do, and ours: bold in one of the first eight colours is the bright one. */
export function bright(color: number | string, bold: boolean): number | string {
  return bold && typeof color === 'number' && color < 8 ? color + 8 : color;
}

/** @param first gives the colours 0 to 15 */
export function cssColor(color: number | string, first: (color: number) => string): string {
  if (typeof color === 'string') return color;
  if (color < 16) return first(color);
  if (color >= 232) return hex(...([8, 8, 8].map((base) => base + (color - 232) * 10) as [number, number, number]));
  const level = (n: number): number => (n === 0 ? 0 : 55 + n * 40);
  const n = color - 16;
  return hex(level(Math.floor(n / 36)), level(Math.floor(n / 6) % 6), level(n % 6));
}

function hex(red: number, green: number, blue: number): string {
  return `#${[red, green, blue].map((n) => n.toString(16).padStart(2, '0')).join('')}`;
}
