// What `lectern doctor` looks at, as data: probes that each say what they found and
// what to do about it. They run side by side, each within its time, and one that
// throws has found a failure.

/** `ok`; `warn` works, but not as well as it could; `missing` not there; `failed` there, and does not work. */
export type Status = 'ok' | 'warn' | 'missing' | 'failed' | 'unknown';

export interface Finding {
  readonly status: Status;
  /** What is there, in a few words. */
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly todo: string | null;
}

export interface Probe {
  readonly name: string;
  /** Without it no talk can be presented. */
  readonly needed: boolean;
  look(): Promise<Finding>;
}

export interface Examined extends Finding {
  readonly name: string;
  readonly needed: boolean;
}

const WITHIN = 15_000;

/** Never rejects; in the order of the probes. @param within milliseconds for each */
export function examine(probes: readonly Probe[], within = WITHIN): Promise<Examined[]> {
  return Promise.all(
    probes.map(async ({ name, needed, look }) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<Finding>((resolve) => {
        const finding: Finding = {
          status: 'failed',
          found: `no answer in ${within / 1000} s`,
          todo: 'look what holds it up, and try again',
        };
        timer = setTimeout(() => resolve(finding), within);
      });
      const finding = await Promise.race([look(), late]).catch(
        (error: unknown): Finding => ({ status: 'failed', found: error instanceof Error ? error.message : String(error), todo: null }),
      );
      clearTimeout(timer);
      return { name, needed, ...finding };
    }),
  );
}

/** Whether all is there that a talk needs. */
export function isFit(examined: readonly Examined[]): boolean {
  return examined.every(({ needed, status }) => !needed || (status !== 'missing' && status !== 'failed'));
}

export function ok(found: string): Finding {
  return { status: 'ok', found, todo: null };
}
