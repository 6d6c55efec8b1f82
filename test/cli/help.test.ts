import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { lectern } from '../support/cli.ts';

describe('lectern --help', () => {
  it('lists every command with its summary', async () => {
    const { code, stdout, stderr } = await lectern(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name, summary } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  });

  it('goes to stderr, with exit code 2, when there are no words at all', async () => {
    const help = await lectern(['--help']);
    expect(await lectern([])).toEqual({ code: 2, signal: null, stdout: '', stderr: help.stdout });
  });

  it('lists the commands of a group', async () => {
    const { code, stdout } = await lectern(['demo', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage {2}lectern demo <command> \[options\]\n/);
    expect(stdout).toMatch(/^ {2}demo run +run a demo in this terminal$/m);
    expect(stdout).not.toMatch(/^ {2}inspect/m);
  });
});

describe('the help of a command', () => {
  it.each(COMMANDS.map(({ name }) => name))('%s: usage first, examples last', async (name) => {
    const { code, stdout, stderr } = await lectern([...name.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage {2}lectern ${name}`));
    expect(stdout).toMatch(/\nExamples\n( {2}lectern .+\n {6}.+\n)+$/);
    expect(await lectern(['help', ...name.split(' ')])).toMatchObject({ code, stdout });
  });

  it('shows arguments, options and their values', async () => {
    const { stdout } = await lectern(['inspect', '-h']);
    expect(stdout).toBe(`Usage  lectern inspect <talk> [options]

Show what a talk compiles to. Messages do not make it fail: it exits 0 whenever there is a deck.

Arguments
  talk  a Markdown file, or a folder that holds talk.md

Options
  --json                                print one JSON document
  --dialect remark|marp|reveal|article  how the talk is written, where detection is wrong
  --engine reveal|remark                what shows the slides
  --theme THEME                         how they look
  --strict                              follow the dialect's original to the letter
  -h, --help                            show this help

Examples
  lectern inspect slides/async-typescript
      list the slides, their steps and demos, and what is wrong
  lectern inspect talk.md --json
      the same for programs, with the text of each step
  lectern inspect talk.md --dialect remark --strict
      read it as remark.js would
`);
  });
});
