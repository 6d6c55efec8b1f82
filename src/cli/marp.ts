// Loads Marp's own compiler for the talks that need it, and for no other: it takes
// as long to load as all the rest of a short command.
import type { CompileInput } from '../compile/compile.ts';
import type { MarpCore } from '../compile/marp/rendered.ts';
import type { TalkOptions } from '../settings.ts';

/** What compile() needs for this talk. */
export async function withMarp(input: CompileInput): Promise<CompileInput> {
  return mayBeMarp(input.text, input.options) ? { ...input, marp: await loadMarp() } : input;
}

/** Whether the text could be a Marp talk's; the compiler decides. */
export function mayBeMarp(text: string, { dialect }: TalkOptions): boolean {
  if (dialect !== undefined) return dialect === 'marp';
  return /^[ \t]*marp[ \t]*:[ \t]*["']?true\b/m.test(text) || /^[ \t]*dialect[ \t]*:[ \t]*["']?marp\b/m.test(text);
}

export async function loadMarp(): Promise<MarpCore> {
  const { createMarpCore } = await import('../compile/marp/core.ts');
  return createMarpCore();
}
