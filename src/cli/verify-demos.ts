// Several demos verified, two at a time: most of a demo is waiting. Whoever looks is
// told of each in the order asked for, and Ctrl-C leaves nothing running.
import type { DemoSpec } from '../demo.ts';
import type { Runner } from '../runner/runner.ts';
import { createScreens } from '../server/screen.ts';
import type { Session } from '../session.ts';
import type { Progress } from './progress.ts';
import { onStopSignals } from './stop-signals.ts';
import { type DemoVerdict, verifyDemo } from './verify-demo.ts';

export interface VerifyDemosOptions {
  readonly runner: Runner;
  readonly root: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly progress: Progress;
  /** In the order of the demos, each as soon as it and those before it are known. */
  told(verdict: DemoVerdict): void;
}

export interface VerifiedDemos {
  readonly verdicts: readonly DemoVerdict[];
  /** The exit code that a signal asked for; then some verdicts are missing. */
  readonly stopped: number | null;
}

const AT_ONCE = 2;

export async function verifyDemos(demos: readonly DemoSpec[], options: VerifyDemosOptions): Promise<VerifiedDemos> {
  const { runner, root, env, progress, told } = options;
  const screens = createScreens();
  const sessions = new Set<Session>();
  const verdicts: (DemoVerdict | undefined)[] = [];
  let stopped: number | null = null;
  let begun = 0;
  let telling = 0;
  const started = (session: Session): void => {
    sessions.add(session);
    void session.ended.then(() => sessions.delete(session));
    if (stopped !== null) void session.stop();
  };
  const off = onStopSignals((code) => {
    stopped ??= code;
    for (const session of sessions) void session.stop();
  });
  const clock = performance.now();
  const say = (): void => {
    const running = demos.slice(0, begun).filter((_, index) => verdicts[index] === undefined);
    const names = running.map(({ name }) => name).join(', ');
    const seconds = ((performance.now() - clock) / 1000).toFixed(0);
    const known = verdicts.filter((verdict) => verdict !== undefined).length;
    progress.say(`verifying ${Math.min(known + 1, demos.length)} of ${demos.length}  ${seconds} s  ${names}`);
  };
  const timer = setInterval(say, 500);

  async function work(): Promise<void> {
    for (let index = begun++; index < demos.length && stopped === null; index = begun++) {
      const demo = demos[index];
      if (demo === undefined) return;
      say();
      const verdict = await verifyDemo(demo, { runner, root, env, screens, started });
      if (stopped !== null) return;
      verdicts[index] = verdict;
      progress.clear();
      for (let next = verdicts[telling]; next !== undefined; next = verdicts[++telling]) told(next);
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    clearInterval(timer);
    progress.clear();
    off();
  }
  return { verdicts: verdicts.filter((verdict) => verdict !== undefined), stopped };
}
