// The texts of --help: made from the commands' own data, so that they cannot drift.
import type { Command, CommandEntry, OptionSpec } from './command.ts';
import { fold } from './fold.ts';
import type { Colors } from './io.ts';
import { optionName } from './parse.ts';

/** `lectern --help`, or the help of a group such as `demo`, in lines of at most `width` characters where that can be. */
export function overview(entries: readonly CommandEntry[], group: string | null, c: Colors, width: number): string {
  const name = group === null ? 'lectern' : `lectern ${group}`;
  const lines = [
    `${c.bold('Usage')}  ${name} <command> [options]`,
    ...(group === null ? ['       lectern <talk>               the same as lectern present <talk>'] : []),
    '',
    c.bold('Commands'),
    ...columns(
      entries.map((entry) => [entry.name, entry.summary]),
      width,
    ),
    '',
    c.bold('Examples'),
    ...(group === null ? example('talk.md', 'present a talk') : []),
    ...entries.slice(0, 2).flatMap((entry) => example(`${entry.name} --help`, `show how "${entry.name}" is used`)),
  ];
  return lines.join('\n');
}

/** `lectern inspect --help`, as wide. */
export function commandHelp(entry: CommandEntry, command: Command, c: Colors, width: number): string {
  const args = command.arguments
    .map(({ name, optional, many }) => (optional === true ? ` [${name}]` : ` <${name}>`) + (many === true ? '…' : ''))
    .join('');
  const options = Object.entries(command.options).map(([name, spec]): [string, string] => [usageOf(name, spec), spec.help]);
  const lines = [
    `${c.bold('Usage')}  lectern ${entry.name}${args} [options]`,
    '',
    fold(`${sentence(entry.summary)}${command.about === undefined ? '' : ` ${command.about}`}`, width),
    ...section(
      c.bold('Arguments'),
      command.arguments.map(({ name, help }) => [name, help]),
      width,
    ),
    ...section(c.bold('Options'), [...options, ['-h, --help', 'show this help']], width),
    '',
    c.bold('Examples'),
    ...command.examples.flatMap(({ line, does }) => example(line, does)),
  ];
  return lines.join('\n');
}

function usageOf(name: string, spec: OptionSpec): string {
  if (spec.type === 'boolean') return optionName(name, spec);
  const short = spec.type === 'string' && spec.short !== undefined ? `-${spec.short}, ` : '';
  const value = spec.type === 'string' && spec.choices !== undefined ? spec.choices.join('|') : spec.value;
  return `${short}--${name} ${value}`;
}

function section(title: string, rows: readonly (readonly [string, string])[], width: number): string[] {
  return rows.length === 0 ? [] : ['', title, ...columns(rows, width)];
}

function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const widest = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(widest)}  ${fold(right, width, widest + 4)}`);
}

function example(line: string, does: string): string[] {
  return [`  lectern ${line}`, `      ${does}`];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
