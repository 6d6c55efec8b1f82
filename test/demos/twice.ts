// What every demo without input keeps to: it ends by itself and well, leaves
// nothing behind, and fits the grid it asks for.
import { expect } from 'vitest';
import { groupLives, type Workshop } from './program.ts';

/** Runs it twice at once, and gives both outputs, without spaces at the ends of lines. */
export async function runTwice(workshop: Workshop, file: string): Promise<[string, string]> {
  const programs = await Promise.all([workshop.run(file), workshop.run(file)]);
  const results = await Promise.all(programs.map((program) => program.ended));
  for (const { code, err } of results) expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { pid } of programs) expect(groupLives(pid)).toBe(false);
  const outs = results.map(({ out }) => out.replace(/ +$/gm, ''));
  for (const out of outs) {
    expect(out.includes('\x1b'), 'colours in a pipe').toBe(false);
    const lines = out.split('\n');
    expect(lines.length).toBeLessThanOrEqual(26);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(50);
  }
  const [first = '', second = ''] = outs;
  return [first, second];
}
