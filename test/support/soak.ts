// Tests that try the same thing in many shapes: `npm test` tries some of them, to be
// done in four minutes, and `npm run soak` all.

const soaking = process.env.SOAK !== undefined;

/** All of them in a soak, else the first `few`. */
export function someOf<T>(all: readonly T[], few: number): readonly T[] {
  return soaking ? all : all.slice(0, few);
}

/** How often, or how much: `most` in a soak, else `few`. */
export function amount(few: number, most: number): number {
  return soaking ? most : few;
}
