// A reporter for .ci/run: names the tests that failed once and passed at their second
// try, with what they said the first time. Each has a race that waits to be mended.
import type { Reporter, TestCase } from 'vitest/node';

export default class SecondTry implements Reporter {
  private readonly seen: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return;
    const said = (test.result().errors ?? []).map((error) => error.message.replace(/^/gm, '    '));
    this.seen.push([`  ${test.module.relativeModuleId} > ${test.fullName}`, ...said].join('\n'));
  }

  onTestRunEnd(): void {
    if (this.seen.length) console.log(`\npassed only at a second try, ${this.seen.length}:\n${this.seen.join('\n')}`);
  }
}
