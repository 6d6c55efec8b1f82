// All demos on the stage: starts and stops them as the views ask, gives views the
// screens, and knows which view paces which demo.
import type { DemoSpec } from '../demo.ts';
import { didYouMean } from '../message.ts';
import type { ClientMessage, DemoSnapshot, ServerMessage } from '../protocol.ts';
import { createDemoStage, type DemoStage, type DemoStageSettings, idleSnapshot } from './demo-stage.ts';
import { notLive } from './execution.ts';
import { tell, type Viewer, type Viewers } from './viewers.ts';

export type DemoMessage = Extract<ClientMessage, { readonly demo: string }>;

export interface StagedDemos {
  receive(viewer: Viewer, message: DemoMessage): void;
  /** Of all demos of the talk, as of this call. */
  snapshots(): Promise<DemoSnapshot[]>;
  /** A view has said hello. */
  came(viewer: Viewer): void;
  /** A view has gone, after `viewers` forgot it. */
  went(viewer: Viewer): void;
  /** The view has caught up: it gets the screens that it is owed. */
  drained(viewer: Viewer): void;
  /** The talk has left the slide of these demos for one of those: stops what should not outlive its slide. */
  leave(names: readonly string[], stay: readonly string[]): void;
  /** Ends all that runs. */
  stop(): void;
  /** Stops all and waits for it. */
  close(): Promise<void>;
}

export interface StagedDemosSettings extends Omit<DemoStageSettings, 'emit' | 'redraw'> {
  demos(): readonly DemoSpec[];
  readonly viewers: Viewers;
}

export function createStagedDemos(settings: StagedDemosSettings): StagedDemos {
  const { viewers } = settings;
  const demos = new Map<string, DemoStage>();
  /** Which view paces which demo. */
  const controllers = new Map<string, Viewer>();

  function specOf(name: string): DemoSpec | undefined {
    return settings.demos().find((spec) => spec.name === name);
  }

  /** Those of the deck, and those that have run since; a view may remember one from before the server's last start. */
  function names(): Set<string> {
    return new Set([...settings.demos().map((spec) => spec.name), ...demos.keys()]);
  }

  /** Gives some views the whole screen of a demo, in its place among what they are sent. */
  function redraw(name: string, whom: readonly Viewer[]): void {
    const demo = demos.get(name);
    if (demo === undefined) return;
    const text = demo.snapshot().then((snapshot) => JSON.stringify({ type: 'screen', snapshot } satisfies ServerMessage));
    for (const viewer of whom) {
      viewer.behind.delete(name);
      viewer.outbox.push(text);
      // What it has not drawn by now it will not draw: the snapshot stands for it.
      if (controllers.get(name) === viewer) demo.setControlled(true);
    }
  }

  /** The view that paces a demo: whoever started it, else the first that shows the deck. */
  function control(name: string, wanted?: Viewer): void {
    const chosen = wanted?.view === 'deck' ? wanted : viewers.greeted().find((viewer) => viewer.view === 'deck');
    if (chosen === undefined) controllers.delete(name);
    else controllers.set(name, chosen);
    demos.get(name)?.setControlled(chosen !== undefined);
  }

  function begin(viewer: Viewer, { type, demo: name }: DemoMessage & { readonly type: 'run' | 'live' | 'replay' }): void {
    const spec = specOf(name);
    if (spec === undefined) {
      const known = settings.demos().map((one) => one.name);
      tell(viewer, { type: 'refused', reason: `unknown demo "${name}"${didYouMean(name, known)}` });
      return;
    }
    const demo =
      demos.get(name) ?? createDemoStage(name, { ...settings, emit: viewers.broadcast, redraw: () => redraw(name, viewers.greeted()) });
    demos.set(name, demo);
    const refuse = (reason: string) => tell(viewer, { type: 'refused', demo: name, reason });
    if (type === 'replay') {
      void demo.replay(spec).then((reason) => {
        if (reason !== null) refuse(reason);
        else control(name, viewer);
      });
      return;
    }
    if (demo.run(spec)) control(name, viewer);
    else if (type === 'run') refuse(`"${name}" is running already: stop it first`);
  }

  return {
    receive: (viewer, message) => {
      const demo = demos.get(message.demo);
      switch (message.type) {
        case 'run':
        case 'live':
        case 'replay':
          begin(viewer, message);
          break;
        case 'stop':
          demo?.stop();
          break;
        case 'mark':
        case 'seek':
        case 'speed':
        case 'pause':
          demo?.steer(message);
          break;
        case 'clear':
          demo?.clear();
          redraw(message.demo, viewers.greeted());
          break;
        case 'type': {
          const reason = demo === undefined ? notLive(message.demo) : demo.type();
          if (reason !== null) tell(viewer, { type: 'refused', demo: message.demo, reason });
          break;
        }
        case 'input':
          demo?.input(message.pane, message.data);
          break;
        case 'ack':
          if (controllers.get(message.demo) === viewer) demo?.drawn(message.run, message.pane, message.characters);
      }
    },
    snapshots: () => Promise.all([...names()].map((name) => demos.get(name)?.snapshot() ?? idleSnapshot(name))),
    came: (viewer) => {
      for (const name of demos.keys()) if (!controllers.has(name)) control(name, viewer);
    },
    went: (viewer) => {
      for (const [name, controller] of controllers) if (controller === viewer) control(name);
    },
    drained: (viewer) => {
      for (const name of viewer.behind) redraw(name, [viewer]);
    },
    leave: (left, stay) => {
      for (const name of left) if (!stay.includes(name) && specOf(name)?.onLeave === 'stop') demos.get(name)?.stop();
    },
    stop: () => {
      for (const demo of demos.values()) demo.stop();
    },
    close: async () => {
      await Promise.all([...demos.values()].map((demo) => demo.close()));
    },
  };
}
