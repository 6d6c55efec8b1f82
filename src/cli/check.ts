// `lectern check <talk>`: whether a talk could be given as it is. Compiles it, looks
// for its files and recordings, runs its demos; exits 1 where something is wrong.
import { type Check, type CheckedDemo, passes, talkChecks } from '../check/talk.ts';
import { compile, createSlideCache } from '../compile/compile.ts';
import type { DemoSpec } from '../demo.ts';
import { formatMessage, type Message } from '../message.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { createRunner } from '../runner/runner.ts';
import { castInfo } from './cast-info.ts';
import { defineCommand } from './command.ts';
import { inlineDemos } from './inline-demos.ts';
import type { Io } from './io.ts';
import { withMarp } from './marp.ts';
import { createProgress } from './progress.ts';
import { stateFolder } from './root.ts';
import { table } from './table.ts';
import { compileInput, findTalk, talkOptionSpecs, talkOptions } from './talk.ts';
import type { DemoVerdict } from './verify-demo.ts';
import { verifyDemos } from './verify-demos.ts';

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, or a folder that holds talk.md' }],
  options: {
    demos: { type: 'boolean', default: true, help: 'run no demo; whether they are recorded is looked at all the same' },
    'fail-on-warning': { type: 'boolean', help: 'exit with 1 where there are only warnings, too' },
    json: { type: 'boolean', help: 'print one JSON document' },
    ...talkOptionSpecs,
  },
  about: 'Its messages, its files, and its demos: whether each is recorded, of the sources as they are, and still does what was recorded.',
  examples: [
    { line: 'check slides/async-typescript', does: 'look at all of it; exits with 1 when something is wrong' },
    { line: 'check talk.md --no-demos', does: 'without running anything' },
    { line: 'check talk.md --json --fail-on-warning', does: 'for the machine that tests every change' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talk = findTalk(word, io.cwd);
    const catalogue = await loadDemos(talk.root);
    const names = catalogue.demos.map(({ name }) => name);
    const { deck, messages: own } = compile(await withMarp(compileInput(talk, talkOptions(options), names, io.cwd, createSlideCache())));
    const inline = inlineDemos(deck, talk);
    const messages = [...own, ...catalogue.messages, ...inline.messages];
    const shown = new Set(deck.slides.flatMap((slide) => slide.demos));
    const demos = [...catalogue.demos, ...inline.demos].filter(({ name }) => shown.has(name));
    const known = await Promise.all(demos.map(async (demo) => ({ demo, ...(await castInfo(demo, talk.root)) })));
    const recorded = known.filter((one) => one.recorded).map(({ demo }) => demo);
    const { verdicts, stopped } = options.demos ? await verify(recorded, talk.root, io) : { verdicts: [], stopped: null };
    if (stopped !== null) return stopped;

    const verdictOf = (name: string): DemoVerdict | null => verdicts.find((one) => one.name === name) ?? null;
    const checked = known.map(({ demo: { name }, recorded, stale }): CheckedDemo => ({ name, recorded, stale, verdict: verdictOf(name) }));
    const checks = talkChecks(deck, messages, checked);
    const ok = passes(checks, options['fail-on-warning']);
    if (options.json) {
      const demos = known.map(({ demo: { name }, recorded, recordedAt, stale }) => {
        const verdict = verdictOf(name);
        return { name, recorded, recordedAt, stale, verified: verdict?.ok ?? null, reason: verdict?.reason ?? null };
      });
      io.print(JSON.stringify({ ok, title: deck.title, checks, messages, demos }, null, 2));
    } else for (const line of report(deck.title, checks, messages, io)) io.print(line);
    return ok ? 0 : 1;
  },
});

async function verify(demos: readonly DemoSpec[], root: string, io: Io): ReturnType<typeof verifyDemos> {
  const runner = createRunner({ root, cacheFolder: stateFolder(root, io.env) });
  try {
    return await verifyDemos(demos, { runner, root, env: io.env, progress: createProgress(process.stderr), told() {} });
  } finally {
    await runner.close();
  }
}

function report(title: string, checks: readonly Check[], messages: readonly Message[], { out: c }: Io): string[] {
  const paint = { ok: c.green, warn: c.yellow, failed: c.red };
  const rows = table(checks.map(({ status, name, found }) => [status, name, found]));
  const indent = ' '.repeat(2 + Math.max(...checks.map(({ status }) => status.length)));
  const lines = rows.flatMap((row, index) => {
    const check = checks[index];
    if (check === undefined) return [];
    const line = row.replace(check.status, paint[check.status](check.status));
    return check.todo === null ? [line] : [line, c.dim(`${indent}→ ${check.todo}`)];
  });
  const colors = { error: c.red, warning: c.yellow, info: c.cyan };
  const told = messages.flatMap((message) => {
    const [first = '', ...frame] = formatMessage(message).split('\n');
    return ['', colors[message.severity](first), ...frame];
  });
  return [c.bold(title), ...lines, ...told];
}
