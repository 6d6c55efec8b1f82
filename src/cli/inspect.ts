// `lectern inspect`: what a talk compiles to, for people as a table, for programs
// as the JSON document of docs/inspect.md. Exits 0 whenever there is a deck.
import { compile, createSlideCache } from '../compile/compile.ts';
import { type InspectDocument, inspectDeck } from '../compile/inspect.ts';
import { formatMessage, type Message } from '../message.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { defineCommand } from './command.ts';
import type { Io } from './io.ts';
import { withMarp } from './marp.ts';
import { cut, table } from './table.ts';
import { compileInput, findTalk, talkOptionSpecs, talkOptions } from './talk.ts';

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, or a folder that holds talk.md' }],
  options: { json: { type: 'boolean', help: 'print one JSON document' }, ...talkOptionSpecs },
  about: 'Messages do not make it fail: it exits 0 whenever there is a deck.',
  examples: [
    { line: 'inspect slides/async-typescript', does: 'list the slides, their steps and demos, and what is wrong' },
    { line: 'inspect talk.md --json', does: 'the same for programs, with the text of each step' },
    { line: 'inspect talk.md --dialect remark --strict', does: 'read it as remark.js would' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talk = findTalk(word, io.cwd);
    const { demos } = await loadDemos(talk.root);
    const input = compileInput(
      talk,
      talkOptions(options),
      demos.map(({ name }) => name),
      io.cwd,
      createSlideCache(),
    );
    const { deck, messages } = compile(await withMarp(input));
    const inspected = inspectDeck(deck, messages);
    if (options.json) {
      io.print(JSON.stringify(inspected, null, 2));
      return 0;
    }
    for (const line of [...head(inspected, deck.dialectReason, io), '', ...slides(inspected, io), ...problems(messages, io)])
      io.print(line);
    return 0;
  },
});

function head(deck: InspectDocument, reason: string, { out: c }: Io): string[] {
  const steps = deck.slides.reduce((sum, slide) => sum + slide.steps.length, 0);
  const demos = [...new Set(deck.slides.flatMap((slide) => slide.demos))];
  const rows = [
    ['dialect', `${deck.dialect} (${reason})`],
    ['engine', deck.engine],
    ['theme', deck.theme],
    ['slides', `${deck.slides.length}, with ${steps} ${steps === 1 ? 'step' : 'steps'}`],
    ['demos', demos.length === 0 ? 'none' : demos.join(', ')],
  ];
  return [c.bold(deck.title), ...table(rows)];
}

function slides(deck: InspectDocument, { out: c }: Io): string[] {
  const rows = deck.slides.map((slide) => [
    String(slide.number),
    String(slide.steps.length),
    String(slide.place.line),
    cut(slide.headings[0]?.[1] ?? slide.text, 60),
    [slide.name === null ? '' : `#${slide.name}`, ...slide.demos.map((demo) => `▶ ${demo}`)].filter(Boolean).join('  '),
  ]);
  const [first = '', ...rest] = table([['no.', 'steps', 'line', 'title', ''], ...rows], new Set([0, 1, 2]));
  return [c.dim(first), ...rest];
}

function problems(messages: readonly Message[], { out: c }: Io): string[] {
  const paint = { error: c.red, warning: c.yellow, info: c.cyan };
  return messages.flatMap((message) => {
    const [first = '', ...frame] = formatMessage(message).split('\n');
    return ['', paint[message.severity](first), ...frame];
  });
}
