// One demo verified: it runs again out of sight with its scripted input, and what
// each pane did is compared with its recording. What counts is content, not speed,
// so a busy machine gets several times the time of the recording.
import { comparePanes, marksAndExit, type PaneRun } from '../cast/compare.ts';
import { decodeCast } from '../cast/decode.ts';
import { type Masked, maskText } from '../cast/mask.ts';
import { type NormaliseRules, normalise } from '../cast/normalise.ts';
import type { PaneCast } from '../cast/timeline.ts';
import { asTerminals, type DemoSpec } from '../demo.ts';
import { createOutputWatch, groupsOf } from '../runner/ready.ts';
import type { Runner } from '../runner/runner.ts';
import type { Screens } from '../server/screen.ts';
import type { Session } from '../session.ts';
import { readCasts } from './cast-files.ts';
import { castInfo } from './cast-info.ts';
import { printedLines } from './printed-lines.ts';
import { privateOf } from './private-of.ts';
import { recordDemo } from './record-demo.ts';

export interface DemoVerdict {
  readonly name: string;
  /** It did as recorded. */
  readonly ok: boolean;
  /** [] where there is no recording. */
  readonly panes: readonly PaneVerdict[];
  /** Why it is not ok, in one line; null where it is. */
  readonly reason: string | null;
  /** The sources have changed since the recording; which it may well be like. */
  readonly stale: boolean;
}

export interface PaneVerdict {
  readonly name: string;
  readonly ok: boolean;
  /** Lines of a unified diff, from the recording to this run. */
  readonly diff: readonly string[];
}

export interface VerifyOptions {
  readonly runner: Runner;
  readonly root: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly screens: Screens;
  /** Seconds that a run may take beside several times those of its recording; 20 unless told. */
  readonly grace?: number;
  /** The run, as soon as there is one, to stop it. */
  started(session: Session): void;
}

/** Times as long as the recording until a run is given up. */
const PATIENCE = 6;
const GRACE = 20;

export async function verifyDemo(spec: DemoSpec, options: VerifyOptions): Promise<DemoVerdict> {
  const demo = asTerminals(spec);
  const { runner, root, env, screens, started, grace = GRACE } = options;
  const { name } = demo;
  const [recorded, { stale }] = await Promise.all([readCasts(demo, root), castInfo(demo, root)]);
  if ('reason' in recorded) return { name, ok: false, panes: [], reason: recorded.reason, stale };
  const masked = await privateOf(demo, root, env);
  const seconds = Math.max(...recorded.casts.map(({ cast }) => cast.events.at(-1)?.time ?? 0));
  const patient = { ...demo, timeout: Math.ceil(grace + PATIENCE * seconds) };
  const { casts, outcome } = await recordDemo(patient, { runner, root, version: 3, tolerant: true, masked, started });
  const now = [...casts].map(([pane, text]): PaneCast => {
    const cast = decodeCast(text, pane);
    if (!cast.ok) throw new Error(cast.error);
    return { pane, cast };
  });
  const runs = (casts: readonly PaneCast[]) => paneRuns(demo, casts, masked, screens);
  const [before, after] = await Promise.all([runs(recorded.casts), runs(now)]);
  const panes = demo.panes.map(({ name: pane }): PaneVerdict => {
    const [then, again] = [before.get(pane), after.get(pane)];
    const diff = then === undefined || again === undefined ? [] : comparePanes(then, again, demo.unordered.includes(pane));
    return { name: pane, ok: diff.length === 0, diff };
  });
  const differ = panes.filter(({ ok }) => !ok).map((pane) => pane.name);
  const stopped = outcome.state === 'stopped' ? [outcome.reason] : [];
  const reasons = [...stopped, ...(differ.length === 0 ? [] : [`${differ.join(', ')} ${differ.length === 1 ? 'differs' : 'differ'}`])];
  return { name, ok: reasons.length === 0, panes, reason: reasons.join(': ') || null, stale };
}

async function paneRuns(
  demo: DemoSpec,
  casts: readonly PaneCast[],
  masked: readonly Masked[],
  screens: Screens,
): Promise<Map<string, PaneRun>> {
  const rules: NormaliseRules = { volatile: demo.volatile, handed: handedOver(demo, casts) };
  const runs = casts.map(async (one): Promise<[string, PaneRun]> => {
    // The recording may be of another machine, and private here is only what this one has.
    const lines = (await printedLines(one, screens)).map((line) => maskText(line, masked));
    return [one.pane, { lines: normalise(lines, rules), ...marksAndExit(one.cast.events) }];
  });
  return new Map(await Promise.all(runs));
}

/** What panes gave to those after them by the groups of their `ready`: numbers, such as a port, and what holds one. */
function handedOver(demo: DemoSpec, casts: readonly PaneCast[]): { text: string; name: string }[] {
  const found = new Map<string, string>();
  for (const { name, ready } of demo.panes) {
    if (ready === null) continue;
    const watch = createOutputWatch(ready);
    for (const event of casts.find(({ pane }) => pane === name)?.cast.events ?? []) {
      if (event.type === 'output' && watch.push(event.data)) break;
    }
    for (const [group, text] of watch.match === null ? [] : groupsOf(watch.match)) {
      if (/\d\d/.test(text) && !found.has(text)) found.set(text, `${name}.${group}`);
    }
  }
  return [...found].map(([text, name]) => ({ text, name }));
}
