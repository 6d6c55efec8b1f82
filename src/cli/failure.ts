// A failure that the user can act on. Thrown by commands, caught once in main.ts;
// what is thrown otherwise is a mistake of ours and shown with its stack.

export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The talk or the demo failed: exit code 1. */
export function failed(message: string): Failure {
  return new Failure(message, 1);
}

/** The command line makes no sense: exit code 2, and a pointer to the help. */
export function wrongUsage(message: string): Failure {
  return new Failure(message, 2);
}

/** A program that the command cannot do without is not here: exit code 3. */
export function missingProgram(message: string): Failure {
  return new Failure(message, 3);
}
