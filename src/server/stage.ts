// The state of a talk being given: where it is, since when, which demos run, who
// paces them. The one place where any of these changes; every change goes to every
// view in one order, and to the session's file without anyone waiting for the disk.
import type { DemoSpec } from '../demo.ts';
import { didYouMean } from '../message.ts';
import type { ClientMessage, Position, ServerMessage } from '../protocol.ts';
import type { Session } from '../session.ts';
import { createDemoStage, type DemoStage, idleSnapshot } from './demo-stage.ts';
import { carry, clampPosition, move, type Place, samePosition } from './position.ts';
import type { Screen } from './screen.ts';
import type { TalkSession } from './session-store.ts';
import type { Site, SiteChange } from './site.ts';
import type { Peer, PeerHandler } from './socket.ts';
import { createViewers, tell, type Viewer } from './viewers.ts';

export interface StageSettings {
  readonly site: Site;
  start(spec: DemoSpec): Session;
  demos(): readonly DemoSpec[];
  createScreen(columns: number, rows: number): Screen;
  readonly session: TalkSession;
}

export interface Stage {
  position(): Position;
  connect(peer: Peer): PeerHandler;
  /** Stops all demos and waits for them. */
  close(): Promise<void>;
}

export function createStage(settings: StageSettings): Stage {
  const { site, session } = settings;
  const viewers = createViewers();
  const demos = new Map<string, DemoStage>();
  /** Which view paces which demo. */
  const controllers = new Map<string, Viewer>();
  let slides = site.data('presenter').slides;
  let begun = session.saved.begun;
  const { revision, position } = session.saved;
  let place: Place = { revision, position: clampPosition(position, slides), author: 0, streak: revision };
  const offSite = site.onChange(deckChanged);

  /** Settles on a new place, if it is one. */
  function settle(next: Place): void {
    if (next === place) return;
    const left = place.position.slide;
    place = next;
    session.save({ position: place.position, revision: place.revision, begun });
    viewers.broadcast({ type: 'position', revision: place.revision, position: place.position });
    if (left !== place.position.slide) leave(left);
  }

  /** Stops what should not outlive its slide. */
  function leave(left: number): void {
    const stay = slides[place.position.slide]?.demos ?? [];
    for (const name of slides[left]?.demos ?? []) {
      if (!stay.includes(name) && specOf(name)?.onLeave === 'stop') demos.get(name)?.stop();
    }
  }

  function specOf(name: string): DemoSpec | undefined {
    return settings.demos().find((spec) => spec.name === name);
  }

  function deckChanged({ patch, messages }: SiteChange): void {
    if (patch !== null) {
      const before = slides;
      slides = site.data('presenter').slides;
      viewers.broadcast({ type: 'deck', patch });
      settle(carry(place, before, slides));
    }
    viewers.broadcast({ type: 'messages', messages });
  }

  /** All that a view which has just come needs, as of now. */
  function welcome(viewer: Viewer): void {
    const now = {
      type: 'welcome',
      deckVersion: site.data('presenter').version,
      revision: place.revision,
      position: place.position,
      timer: begun === null ? null : Math.max(0, (Date.now() - begun) / 1000),
    } as const;
    const snapshots = Promise.all([...allDemos()].map((name) => demos.get(name)?.snapshot() ?? idleSnapshot(name)));
    viewer.outbox.push(snapshots.then((all) => JSON.stringify({ ...now, demos: all } satisfies ServerMessage)));
    tell(viewer, { type: 'messages', messages: site.messages() });
  }

  /** Those of the deck, and those that have run since; a view may remember one from before the server's last start. */
  function allDemos(): Set<string> {
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

  function run(viewer: Viewer, name: string): void {
    const spec = specOf(name);
    if (spec === undefined) {
      const names = settings.demos().map((known) => known.name);
      tell(viewer, { type: 'refused', reason: `unknown demo "${name}"${didYouMean(name, names)}` });
      return;
    }
    const demo = demos.get(name) ?? createDemoStage(name, { ...settings, emit: viewers.broadcast });
    demos.set(name, demo);
    if (demo.run(spec)) control(name, viewer);
    else tell(viewer, { type: 'refused', reason: `"${name}" is running already: stop it first` });
  }

  function go(viewer: Viewer, message: ClientMessage & { readonly type: 'go' }): void {
    const asked: Position = { slide: message.slide, step: message.step };
    const next = move(place, viewer.id, message.base, asked, slides);
    if (next === null) {
      tell(viewer, { type: 'refused', reason: 'another window has moved on meanwhile' });
      tell(viewer, { type: 'position', revision: place.revision, position: place.position });
      return;
    }
    // The talk begins with its first move.
    begun ??= Date.now();
    // The window knows more slides than there are; it learns its place from what follows.
    if (!samePosition(next.position, asked)) tell(viewer, { type: 'refused', reason: 'the talk has no such slide or step any more' });
    settle(next);
  }

  function receive(viewer: Viewer, message: ClientMessage): void {
    if (message.type === 'hello') {
      viewer.view = message.view;
      welcome(viewer);
      for (const name of demos.keys()) if (!controllers.has(name)) control(name, viewer);
      return;
    }
    if (viewer.view === null) {
      tell(viewer, { type: 'refused', reason: 'say hello first' });
      return;
    }
    if (message.type === 'go') {
      go(viewer, message);
      return;
    }
    const demo = demos.get(message.demo);
    switch (message.type) {
      case 'run':
        run(viewer, message.demo);
        break;
      case 'stop':
        demo?.stop();
        break;
      case 'clear':
        demo?.clear();
        redraw(message.demo, viewers.greeted());
        break;
      case 'input':
        demo?.input(message.pane, message.data);
        break;
      case 'ack':
        if (controllers.get(message.demo) === viewer) demo?.drawn(message.run, message.pane, message.characters);
    }
  }

  return {
    position: () => place.position,
    connect: (peer) => {
      const viewer = viewers.add(peer);
      return {
        message: (message) => receive(viewer, message),
        drained: () => {
          for (const name of viewer.behind) redraw(name, [viewer]);
        },
        closed: () => {
          viewers.remove(viewer);
          for (const [name, controller] of controllers) if (controller === viewer) control(name);
        },
      };
    },
    close: async () => {
      offSite();
      await Promise.all([...demos.values()].map((demo) => demo.close()));
    },
  };
}
