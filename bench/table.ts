// The figures for people: one line each, printed as soon as it is known.
import { type Figure, median, quantile, type Unit } from './row.ts';

const WIDTHS = [42, 10, 10, 10, 30, 5, 44, 24] as const;

export function printHead({ node, cores, load }: { node: string; cores: number; load: readonly number[] }): void {
  console.log(`Node.js ${node}, ${cores} cores, load ${load.join(' ')}\n`);
  print(['', 'median', 'p95', 'worst', 'target', 'met', 'peers (measured elsewhere)', 'floor']);
}

export function printFigure({ name, unit, samples, target = '', met, peer = '', floor = '' }: Figure): void {
  const faster = unit === 'MB/s';
  const shown = (value: number): string => (samples.length > 1 ? format(value, unit) : '');
  const p95 = faster ? quantile(samples, 0.05) : quantile(samples, 0.95);
  const worst = faster ? Math.min(...samples) : Math.max(...samples);
  const verdict = met === undefined ? '' : met ? 'yes' : 'NO';
  print([name, format(median(samples), unit), shown(p95), shown(worst), target, verdict, peer, floor]);
}

function print(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, i) => (i === 0 || i > 3 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function format(value: number, unit: Unit): string {
  const digits = unit === '×' ? 2 : Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0;
  return `${value.toFixed(digits)}${unit === '' || unit === '×' ? unit : ` ${unit}`}`;
}
