// The command line's entry: finds the command, runs it, turns how it ended into an
// exit code (0 done, 1 the talk or the demo failed, 2 wrong usage, 3 a needed
// program is missing, 128+n signal).
import { existsSync, readFileSync } from 'node:fs';
import { didYouMean } from '../message.ts';
import type { CommandEntry } from './command.ts';
import { COMMANDS, DEFAULT_COMMAND } from './commands.ts';
import { Failure, wrongUsage } from './failure.ts';
import { widthFor } from './fold.ts';
import { commandHelp, overview } from './help.ts';
import { type Io, processIo } from './io.ts';
import { parseInvocation } from './parse.ts';

async function run(words: readonly string[], io: Io): Promise<number> {
  const [first, second] = words;
  if (first === undefined) {
    io.note(overview(COMMANDS, null, io.err, widthFor(process.stderr)));
    return 2;
  }
  if (first === '--version' || first === '-v') {
    io.print(version());
    return 0;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    return first === 'help' && second !== undefined ? run([...words.slice(1), '--help'], io) : help(COMMANDS, null, io);
  }
  const group = COMMANDS.filter((entry) => entry.name.startsWith(`${first} `));
  if (group.length > 0 && (second === '--help' || second === '-h')) return help(group, first, io);

  const { entry, rest } = find(words);
  try {
    const { default: command } = await entry.load();
    const invocation = parseInvocation(rest, command);
    if (invocation !== 'help') return await command.run(invocation, io);
    io.print(commandHelp(entry, command, io.out, widthFor(io.stdout)));
    return 0;
  } catch (error) {
    if (error instanceof Failure && error.exitCode === 2) error.message += `\n  lectern ${entry.name} --help shows how it is used`;
    throw error;
  }
}

function help(entries: readonly CommandEntry[], group: string | null, io: Io): number {
  io.print(overview(entries, group, io.out, widthFor(io.stdout)));
  return 0;
}

/** The command that the words name, and the words behind its name. Throws a Failure when there is none. */
function find(words: readonly string[]): { entry: CommandEntry; rest: readonly string[] } {
  const [first = '', second = ''] = words;
  const entry = COMMANDS.find(({ name }) => name === first) ?? COMMANDS.find(({ name }) => name === `${first} ${second}`);
  if (entry !== undefined) return { entry, rest: words.slice(entry.name.split(' ').length) };

  const inGroup = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name.slice(first.length + 1));
  if (inGroup.length > 0) {
    if (second === '' || second.startsWith('-')) throw wrongUsage(`lectern ${first} needs one of ${inGroup.join(', ')}`);
    throw wrongUsage(`unknown command ${first} ${second}${didYouMean(second, inGroup)}`);
  }
  const fallback = COMMANDS.find(({ name }) => name === DEFAULT_COMMAND);
  if (fallback !== undefined && (first.startsWith('-') || /[./\\]/.test(first) || existsSync(first)))
    return { entry: fallback, rest: words };
  const names = COMMANDS.map(({ name }) => name.split(' ')[0] ?? name);
  throw wrongUsage(`unknown command ${first}${didYouMean(first, names)}\n  lectern --help lists them`);
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

const io = processIo();
let code: number;
try {
  code = await run(process.argv.slice(2), io);
} catch (error) {
  code = error instanceof Failure ? error.exitCode : 1;
  io.note(
    `lectern: ${error instanceof Failure ? error.message : `a mistake in Lectern itself: ${error instanceof Error ? error.stack : error}`}`,
  );
}
await io.flush();
process.exit(code);
