// What a measurement is made of: a row measures one thing of TARGETS and gives
// figures; each figure is printed as a line of the table.
import type { Browser } from 'puppeteer';

export interface Row {
  /** For --only. */
  readonly name: string;
  readonly title: string;
  /** Only when its own flag is given, for what takes minutes or asks the registry. */
  readonly flag?: 'install';
  measure(bench: Bench): AsyncIterable<Figure>;
}

export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** In the order in which they were measured. */
  readonly samples: readonly number[];
  /** What is to be reached, for people; '' where nothing was set. */
  readonly target?: string;
  /** Whether the target is met; undefined where it cannot be told from these samples alone. */
  readonly met?: boolean;
  readonly peer?: string;
  readonly floor?: string;
}

export type Unit = 'ms' | 's' | 'kB' | 'MB' | 'MB/s' | '×' | '';

export interface Bench {
  /** Of the clone. */
  readonly root: string;
  /** The built program. */
  readonly program: string;
  /** One browser for all rows. */
  browser(): Promise<Browser>;
  /** A temporary folder with these files, gone in the end. */
  folder(files: Readonly<Record<string, string>>): Promise<string>;
  /** A copy of the flagship talk with its demos: the folder that holds slides/ and demos/. */
  flagship(): Promise<string>;
  /** One line on stderr. */
  note(text: string): void;
}

/** The value that this share of the samples does not exceed; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Milliseconds since 1970 with their fractions: the same in every process and page of this machine. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
