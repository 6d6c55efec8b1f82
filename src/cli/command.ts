// What a command is: its options and arguments as data, from which parser, types
// and help all come, examples, and a function that returns the exit code. A new
// command is one file that default-exports one, and one line in commands.ts.
import type { Io } from './io.ts';

export type OptionSpec =
  /** `--name`, `--no-name`. With `default: true` the help shows the `--no-` form. */
  | { readonly type: 'boolean'; readonly default?: boolean; readonly help: string }
  /** `--name VALUE`; `choices` are all the values it may have. */
  | {
      readonly type: 'string';
      readonly value: string;
      readonly choices?: readonly string[];
      readonly short?: string;
      readonly help: string;
    }
  /** `--name 4040`: a whole number from min to max, or with `fractions` any number. */
  | {
      readonly type: 'number';
      readonly value: string;
      readonly min: number;
      readonly max: number;
      readonly fractions?: true;
      readonly help: string;
    };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface ArgumentSpec {
  readonly name: string;
  readonly help: string;
  readonly optional?: boolean;
  /** Only of the last one: there may be several. */
  readonly many?: boolean;
}

/** An option's value as a command gets it; what was not given is undefined, for a boolean its default. */
type ValueOf<S extends OptionSpec> = S extends { type: 'boolean' }
  ? boolean
  : S extends { type: 'number' }
    ? number | undefined
    : S extends { choices: readonly (infer C)[] }
      ? C | undefined
      : string | undefined;

export interface Invocation<O extends OptionSpecs> {
  readonly options: { readonly [K in keyof O]: ValueOf<O[K]> };
  /** In the order of the command's `arguments`; those left out are missing at the end. */
  readonly arguments: readonly string[];
}

export interface Example {
  /** Without the leading `lectern`. */
  readonly line: string;
  readonly does: string;
}

export interface Command<O extends OptionSpecs = OptionSpecs> {
  readonly options: O;
  readonly arguments: readonly ArgumentSpec[];
  /** More to say than the one line in the list; for the help. */
  readonly about?: string;
  readonly examples: readonly Example[];
  /** Returns the exit code; throws a Failure. */
  run(invocation: Invocation<O>, io: Io): Promise<number>;
}

/** A command as the list holds it: known by name, loaded when asked for. */
export interface CommandEntry {
  /** One word, or a group and a word: `demo run`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly default: Command }>;
}

/** Keeps the types of the options for `run`, and hides them from the list. */
export function defineCommand<const O extends OptionSpecs>(command: Command<O>): Command {
  return command as unknown as Command;
}
