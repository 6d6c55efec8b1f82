// Turns the words behind a command into its options and arguments. Node's own
// parser does the splitting; unknown names, missing values and values out of
// range are said here, each with the way out.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../message.ts';
import type { Command, Invocation, OptionSpec, OptionSpecs } from './command.ts';
import { wrongUsage } from './failure.ts';

/** Every command has it besides its own. */
const HELP = 'help';

/** The invocation, or `help` when that is what was asked for. Throws a Failure with exit code 2. */
export function parseInvocation(words: readonly string[], command: Command): Invocation<OptionSpecs> | 'help' {
  const { tokens } = parseArgs({
    args: [...words],
    options: nodeOptions(command.options),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  const given: Record<string, string | number | boolean> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === HELP || token.rawName === '-h') return 'help';
    const negative = token.rawName.startsWith('--no-') && command.options[token.name]?.type === 'boolean';
    const spec = command.options[token.name];
    if (spec === undefined) throw unknownOption(token.rawName, command.options);
    given[token.name] = spec.type === 'boolean' ? flag(token.rawName, token.value, negative) : valueFor(token.rawName, token.value, spec);
  }
  checkArguments(positionals, command);
  for (const [name, spec] of Object.entries(command.options)) {
    if (spec.type === 'boolean') given[name] ??= spec.default ?? false;
  }
  return { options: given, arguments: positionals } as Invocation<OptionSpecs>;
}

function nodeOptions(specs: OptionSpecs): NonNullable<ParseArgsConfig['options']> {
  const options: NonNullable<ParseArgsConfig['options']> = { [HELP]: { type: 'boolean', short: 'h' } };
  for (const [name, spec] of Object.entries(specs)) {
    const short = spec.type === 'string' && spec.short !== undefined ? { short: spec.short } : {};
    options[name] = { type: spec.type === 'boolean' ? 'boolean' : 'string', ...short };
  }
  return options;
}

function unknownOption(rawName: string, specs: OptionSpecs) {
  const names = Object.entries(specs).map(([name, spec]) => optionName(name, spec));
  return wrongUsage(`unknown option ${rawName}${didYouMean(rawName, [...names, '--help'])}`);
}

/** The form of an option that the help shows. */
export function optionName(name: string, spec: OptionSpec): string {
  return spec.type === 'boolean' && spec.default === true ? `--no-${name}` : `--${name}`;
}

function flag(rawName: string, value: string | undefined, negative: boolean): boolean {
  if (value !== undefined) throw wrongUsage(`${rawName} takes no value, and was given "${value}"`);
  return !negative;
}

function valueFor(rawName: string, value: string | undefined, spec: Exclude<OptionSpec, { type: 'boolean' }>): string | number {
  if (value === undefined || value === '') throw wrongUsage(`${rawName} needs a value: ${rawName} ${spec.value}`);
  if (spec.type === 'number') {
    const number = Number(value);
    const shape = spec.fractions === true ? /^(\d+\.?\d*|\.\d+)$/ : /^\d+$/;
    if (shape.test(value) && number >= spec.min && number <= spec.max) return number;
    const what = spec.fractions === true ? 'number' : 'whole number';
    throw wrongUsage(`${rawName} ${value} is no ${what} from ${spec.min} to ${spec.max}`);
  }
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    throw wrongUsage(`${rawName} ${value} is none of ${spec.choices.join(', ')}${didYouMean(value, spec.choices)}`);
  }
  return value;
}

function checkArguments(positionals: readonly string[], command: Command): void {
  const missing = command.arguments.find((argument, i) => argument.optional !== true && positionals[i] === undefined);
  if (missing !== undefined) throw wrongUsage(`<${missing.name}> is missing: ${missing.help}`);
  const extra = command.arguments.at(-1)?.many === true ? undefined : positionals[command.arguments.length];
  if (extra !== undefined) throw wrongUsage(`"${extra}" is one argument too many`);
}
