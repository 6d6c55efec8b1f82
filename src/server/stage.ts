// The state of a talk being given: where it is, since when, whether the screen is
// black. The one place where any of these changes; every change goes to every view in
// one order, and to the session's file without anyone waiting for the disk.
import type { DemoSpec } from '../demo.ts';
import type { ClientMessage, Position, ServerMessage } from '../protocol.ts';
import { carry, clampPosition, move, type Place, samePosition } from './position.ts';
import type { TalkSession } from './session-store.ts';
import type { Site, SiteChange } from './site.ts';
import type { Peer, PeerHandler } from './socket.ts';
import { createStagedDemos, type StagedDemosSettings } from './staged-demos.ts';
import { createStopwatch } from './stopwatch.ts';
import { createUpcoming } from './upcoming.ts';
import { createViewers, tell, type Viewer } from './viewers.ts';

export interface StageSettings extends Omit<StagedDemosSettings, 'viewers'> {
  readonly site: Site;
  readonly session: TalkSession;
  /** Told of the demos that may be run soon, the likeliest first. */
  prepare(specs: readonly DemoSpec[]): void;
  /** Seconds without any window after which the speaker has left the talk, and its demos are stopped. */
  readonly absence: number;
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
  const demos = createStagedDemos({ ...settings, viewers });
  const upcoming = createUpcoming(settings.prepare, settings.demos);
  let slides = site.data('presenter').slides;
  const stopwatch = createStopwatch(session.saved.begun);
  let black = false;
  const { revision, position } = session.saved;
  let place: Place = { revision, position: clampPosition(position, slides), author: 0, streak: revision };
  let leaving: NodeJS.Timeout | undefined;
  const offSite = site.onChange(deckChanged);

  function save(): void {
    session.save({ position: place.position, revision: place.revision, begun: stopwatch.begun });
  }

  /** Nobody runs anything before there is a window. */
  function lookAhead(): void {
    if (viewers.greeted().length === 0) return;
    const { slide } = place.position;
    upcoming.at(slides[slide]?.demos ?? [], slides[slide + 1]?.demos ?? []);
  }

  /** Settles on a new place, if it is one. */
  function settle(next: Place): void {
    if (next === place) return;
    const left = place.position.slide;
    place = next;
    save();
    viewers.broadcast({ type: 'position', revision: place.revision, position: place.position });
    const now = place.position.slide;
    if (left !== now) demos.leave(slides[left]?.demos ?? [], slides[now]?.demos ?? []);
    lookAhead();
  }

  function deckChanged({ patch, messages }: SiteChange): void {
    if (patch !== null) {
      const before = slides;
      slides = site.data('presenter').slides;
      viewers.broadcast({ type: 'deck', patch });
      settle(carry(place, before, slides));
      lookAhead();
    }
    viewers.broadcast({ type: 'messages', messages });
  }

  function setTimer(runs: boolean): void {
    if (runs) stopwatch.start();
    else stopwatch.reset();
    viewers.broadcast({ type: 'timer', timer: stopwatch.seconds });
  }

  /** All that a view which has just come needs, as of now. */
  function welcome(viewer: Viewer): void {
    const now = {
      type: 'welcome',
      deckVersion: site.data('presenter').version,
      revision: place.revision,
      position: place.position,
      timer: stopwatch.seconds,
      black,
    } as const;
    viewer.outbox.push(demos.snapshots().then((all) => JSON.stringify({ ...now, demos: all } satisfies ServerMessage)));
    tell(viewer, { type: 'messages', messages: site.messages() });
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
    if (stopwatch.seconds === null) setTimer(true);
    // The window knows more slides than there are; it learns its place from what follows.
    if (!samePosition(next.position, asked)) tell(viewer, { type: 'refused', reason: 'the talk has no such slide or step any more' });
    settle(next);
  }

  function receive(viewer: Viewer, message: ClientMessage): void {
    if (message.type === 'hello') {
      viewer.view = message.view;
      clearTimeout(leaving);
      welcome(viewer);
      demos.came(viewer);
      lookAhead();
      return;
    }
    if (viewer.view === null) {
      tell(viewer, { type: 'refused', reason: 'say hello first' });
      return;
    }
    switch (message.type) {
      case 'go':
        go(viewer, message);
        break;
      case 'black':
        black = message.on;
        viewers.broadcast({ type: 'black', on: black });
        break;
      case 'reset':
        setTimer(false);
        save();
        break;
      case 'ping':
        tell(viewer, { type: 'pong' });
        break;
      default:
        demos.receive(viewer, message);
    }
  }

  return {
    position: () => place.position,
    connect: (peer) => {
      const viewer = viewers.add(peer);
      return {
        message: (message) => receive(viewer, message),
        drained: () => demos.drained(viewer),
        closed: () => {
          viewers.remove(viewer);
          demos.went(viewer);
          if (viewers.greeted().length > 0) return;
          // A window that is loaded anew, or finds its network again, comes back long before.
          clearTimeout(leaving);
          leaving = setTimeout(demos.stop, settings.absence * 1000);
        },
      };
    },
    close: async () => {
      offSite();
      clearTimeout(leaving);
      upcoming.close();
      await demos.close();
    },
  };
}
