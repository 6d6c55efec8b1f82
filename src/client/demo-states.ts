// The state of every demo as the server tells it, whether its panel is loaded or not.
import type { DemoStatus } from '../protocol.ts';
import type { DemoState } from '../session.ts';
import { createEmitter, type Events } from './events.ts';
import type { Link } from './link.ts';

export interface DemoStates extends Events<{ demo: { readonly name: string; readonly state: DemoState } }> {
  state(name: string): DemoState;
}

export function createDemoStates(link: Link): DemoStates {
  const events = createEmitter<{ demo: { readonly name: string; readonly state: DemoState } }>();
  const states = new Map<string, DemoState>();
  const take = ({ name, state }: DemoStatus): void => {
    if (states.get(name) === state) return;
    states.set(name, state);
    events.emit('demo', { name, state });
  };
  link.on('welcome', ({ demos }) => {
    for (const { status } of demos) take(status);
  });
  link.on('screen', ({ snapshot }) => take(snapshot.status));
  link.on('demo', ({ status }) => take(status));
  return { on: events.on, state: (name) => states.get(name) ?? 'idle' };
}
