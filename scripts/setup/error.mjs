// The one kind of failure that set-up has words for.

/** A failure that people can act on: its text is all they see of it. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {number} code the exit code: 1 a step failed, 3 a needed program is missing
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
