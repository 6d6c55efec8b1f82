// What the server tells of every demo, whether its panel is loaded or not: its status,
// and the mark that it has reached last.
import type { DemoStatus } from '../protocol.ts';
import type { DemoState } from '../session.ts';
import { createEmitter, type Events } from './events.ts';
import type { Link } from './link.ts';

interface StateEvents {
  /** Another state. */
  demo: { readonly name: string; readonly state: DemoState };
  /** A mark was reached; '' when a run begins anew. */
  mark: { readonly name: string; readonly mark: string };
}

export interface DemoStates extends Events<StateEvents> {
  /** Of all demos that the server has told of. */
  names(): Iterable<string>;
  state(name: string): DemoState;
  /** Undefined until the server has told. */
  status(name: string): DemoStatus | undefined;
}

export function createDemoStates(link: Link): DemoStates {
  const events = createEmitter<StateEvents>();
  const known = new Map<string, DemoStatus>();

  const take = (status: DemoStatus): void => {
    const { name, state, mark } = status;
    const before = known.get(name);
    known.set(name, status);
    if (state !== (before?.state ?? '')) events.emit('demo', { name, state });
    if (mark !== (before?.mark ?? '')) events.emit('mark', { name, mark });
  };
  link.on('welcome', ({ demos }) => {
    for (const { status } of demos) take(status);
  });
  link.on('screen', ({ snapshot }) => take(snapshot.status));
  link.on('demo', ({ status }) => take(status));
  link.on('event', ({ demo: name, run, event }) => {
    const status = known.get(name);
    if (event.type !== 'marker' || status === undefined || status.run !== run) return;
    const { replay } = status;
    known.set(name, { ...status, mark: event.label, replay: replay === null ? null : { ...replay, reached: replay.reached + 1 } });
    // Also when it is reached again: a step may have put its light out.
    events.emit('mark', { name, mark: event.label });
  });
  return {
    on: events.on,
    names: () => known.keys(),
    state: (name) => known.get(name)?.state ?? 'idle',
    status: (name) => known.get(name),
  };
}
