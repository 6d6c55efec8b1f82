// What browser and server say to each other: two unions, nothing else crosses the
// socket. One JSON text a frame. The server checks every field of what comes in
// (server/client-message.ts); the browser trusts what the gate let out. In one file,
// for it is all that the two ends know of each other.
import type { DemoState, SessionEvent } from './session.ts';

export type View = 'deck' | 'presenter';

/** Who may do what: presenter the speaker's own windows, remote a phone, follower the audience. */
export type Role = 'presenter' | 'remote' | 'follower';

/** Where the talk is; both from 0. */
export interface Position {
  readonly slide: number;
  readonly step: number;
}

/** Browser to server. */
export type ClientMessage =
  | { readonly type: 'hello'; readonly view: View }
  | { readonly type: 'go'; readonly slide: number; readonly step: number /** Last revision seen. */; readonly base: number }
  | { readonly type: 'run'; readonly demo: string }
  /** The recording, from its beginning; whatever is shown gives way to it. */
  | { readonly type: 'replay'; readonly demo: string }
  /** A live run, unless there is one: a recording gives way to it. */
  | { readonly type: 'live'; readonly demo: string }
  /** A recording that plays: to its next mark, and to pause there; asked again on the way, at once. */
  | { readonly type: 'mark'; readonly demo: string }
  /** The recording shown, to this second of it; one that is over begins again. */
  | { readonly type: 'seek'; readonly demo: string; readonly seconds: number }
  /** Times as fast as it was recorded. */
  | { readonly type: 'speed'; readonly demo: string; readonly speed: number }
  | { readonly type: 'pause'; readonly demo: string; readonly on: boolean }
  | { readonly type: 'stop'; readonly demo: string }
  | { readonly type: 'clear'; readonly demo: string }
  /** The next scripted line of a live run, typed into its pane. */
  | { readonly type: 'type'; readonly demo: string }
  | { readonly type: 'input'; readonly demo: string; readonly pane: string; readonly data: string }
  | { readonly type: 'ack'; readonly demo: string; readonly pane: string; readonly run: string; readonly characters: number }
  /** A black screen for the audience, or the slide again. */
  | { readonly type: 'black'; readonly on: boolean }
  /** The timer back to nothing: it begins again with the next move. */
  | { readonly type: 'reset' }
  /** Answered with `pong` at once: whether anybody is there. */
  | { readonly type: 'ping' };

/** Server to browser. */
export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly deckVersion: number;
      readonly revision: number;
      readonly position: Position;
      readonly demos: readonly DemoSnapshot[];
      /** Seconds since the talk began, which is its first move; null before. */
      readonly timer: number | null;
      /** Whether the audience sees a black screen. */
      readonly black: boolean;
    }
  | { readonly type: 'position'; readonly revision: number; readonly position: Position }
  | { readonly type: 'deck'; readonly patch: DeckPatch }
  | { readonly type: 'messages'; readonly messages: readonly ShownMessage[] }
  | { readonly type: 'demo'; readonly status: DemoStatus }
  | { readonly type: 'event'; readonly demo: string; readonly run: string; readonly event: SessionEvent }
  | { readonly type: 'screen'; readonly snapshot: DemoSnapshot }
  /** As in `welcome`: the timer has begun, or was set back. */
  | { readonly type: 'timer'; readonly timer: number | null }
  | { readonly type: 'black'; readonly on: boolean }
  | { readonly type: 'pong' }
  /** `demo`: it is about this one, and its panel says so. */
  | { readonly type: 'refused'; readonly reason: string; readonly demo?: string };

/** What the panel's chrome shows of a demo. */
export interface DemoStatus {
  readonly name: string;
  readonly state: DemoState;
  /** Of the execution shown; null before the first. */
  readonly run: string | null;
  /** Of the execution shown; `live` before the first. */
  readonly kind: 'live' | 'recorded';
  /** When a recorded execution was recorded, ISO 8601; null where that is not known, and for a live one. */
  readonly recordedAt: string | null;
  /** `exit code 1`, `timed out after 30 s`; '' while there is nothing to say. */
  readonly reason: string;
  /**
   * What is wrong with the live run, `did not start in 3 s`, for which the recording is offered; or, with a recorded
   * execution, for which it is shown instead. '' for nothing.
   */
  readonly trouble: string;
  /** The mark that the execution shown has reached last; '' before the first. */
  readonly mark: string;
  /** Where the recorded execution shown stands; null for a live one. */
  readonly replay: ReplayStatus | null;
  /** The scripted line of the live run that `type` asks for; null where none is left, and for a recorded one. */
  readonly next?: NextLine | null;
  /** Seconds the execution shown has been going or took; the browser counts on from there while it runs. */
  readonly elapsed: number;
  /** What the web panes of a live execution show, without those whose turn has not come. Absent while there is none. */
  readonly pages?: readonly ShownPage[];
}

export interface ShownPage {
  readonly pane: string;
  /** http or https, on the machine of the server. */
  readonly url: string;
}

/** A line of a demo's script that has not been typed yet. */
export interface NextLine {
  readonly pane: string;
  /** As people read it: `BYE⏎`. */
  readonly text: string;
  /** What it waits for was shown. */
  readonly due: boolean;
  /** It was asked for, and is typed as soon as it can be. */
  readonly asked: boolean;
}

/** Of a recording that is played; all seconds at normal speed. */
export interface ReplayStatus {
  /** As of when this was sent; the browser counts on from there while it plays. */
  readonly position: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly markers: readonly { readonly time: number; readonly label: string }[];
  /** How many of the markers are behind it. */
  readonly reached: number;
}

/** All that a view which comes late needs to show a demo as the others see it. */
export interface DemoSnapshot {
  readonly status: DemoStatus;
  /** Per pane, in the order of the demo's panes, text that redraws its screen and scrollback. */
  readonly panes: readonly { readonly name: string; readonly data: string }[];
}

/** What the panel needs to know of a demo before it runs. */
export interface DemoInfo {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly panes: readonly PaneInfo[];
  readonly keys: 'deck' | 'all';
  readonly onLeave: 'keep' | 'stop';
  /** Whether there is a recording to play. */
  readonly recorded: boolean;
  /** The sources have changed since it was recorded. */
  readonly stale: boolean;
  /** What becomes of a live run that fails: `auto`, its recording takes over; `offer`, it is offered. */
  readonly fallback: 'offer' | 'auto' | 'never';
  /** False where no program can be run, as in a published page: only the recording plays. */
  readonly runs?: false;
}

export interface PaneInfo {
  readonly name: string;
  /** `node queue.ts`, for the pane's header; of a web pane, what stands in for it in a recording. */
  readonly command: string;
  /** Of a web pane. */
  readonly page?: PageInfo;
}

export interface PageInfo {
  /** Before a run: `http://localhost:…/`. */
  readonly address: string;
  /** Whether its recording is that of a program in its place; else there is none. */
  readonly standIn: boolean;
  /** URL of a picture for where the page cannot be; null = none. */
  readonly picture: string | null;
}

/** The deck as the browser holds it. Served whole as /deck.json, then patched. */
export interface DeckData {
  readonly version: number;
  readonly title: string;
  /** Of slides in shadow roots (Marp); null or not there where the theme dresses the slides. */
  readonly sheet?: SheetData | null;
  /** Addresses of style sheets that these slides need besides the page's own. */
  readonly styles?: readonly string[];
  readonly slides: readonly SlideData[];
  readonly demos: readonly DemoInfo[];
}

/** A style sheet for shadow roots, and the `@font-face` rules for the document around them. */
export interface SheetData {
  readonly css: string;
  readonly fonts: string;
}

export interface SlideData {
  readonly hash: string;
  readonly number: number;
  readonly name: string | null;
  /** What else leads to it in the address, and in links. */
  readonly anchors?: readonly string[];
  readonly h: number;
  readonly v: number;
  /** The number shown at each step. */
  readonly stepNumbers: readonly number[];
  readonly demos: readonly string[];
  /** Attributes of the slide's `<section>`: class, style, data-*. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Content of the section. */
  readonly html: string;
  /** '' for roles that may not read notes. */
  readonly notes: string;
}

/** A new version of the deck in terms of the one before: slides of unknown hash come whole. */
export interface DeckPatch {
  readonly version: number;
  readonly title: string;
  /** Where it is another one than before. */
  readonly sheet?: SheetData | null;
  /** As in the deck. */
  readonly styles?: readonly string[];
  readonly order: readonly {
    readonly hash: string;
    readonly number: number;
    readonly h: number;
    readonly v: number;
    readonly stepNumbers: readonly number[];
  }[];
  readonly slides: readonly SlideData[];
  readonly demos: readonly DemoInfo[];
}

/** A compile message as the speaker's views show it. */
export interface ShownMessage {
  readonly severity: 'error' | 'warning' | 'info';
  /** `talk.md:12:9`. */
  readonly at: string;
  readonly reason: string;
  readonly frame: string;
}

/** What the page says to its script: where the talk is, the deck without the slides' contents, and where to ask. */
export interface Boot {
  readonly view: View;
  readonly position: Position;
  /**
   * Its slides come without attributes, HTML and notes: all are in `urls.deck`. Those of the near ones stand in the
   * deck's page, and in the data of the presenter's.
   */
  readonly data: DeckData;
  readonly look: Look;
  readonly urls: {
    /** The whole DeckData as JSON. */
    readonly deck: string;
    readonly socket: string;
    readonly presenter: string;
    /** What the recording of a demo is asked by, with its name behind: a RecordedCasts as JSON. */
    readonly casts: string;
  };
  /** Of a page that no server stands behind: then nothing is asked of `socket` and `casts`. */
  readonly still?: Still;
}

/** What a published page needs in the place of a server. An address such as `#casts` names an element of the page itself. */
export interface Still {
  /** The name under which the windows of this talk find each other. */
  readonly channel: string;
  /** The addresses of recordings, each a RecordedCasts as JSON, by demo. */
  readonly casts: Readonly<Record<string, string>>;
}

/** The recording of a demo as its files are: a cast a pane. */
export interface RecordedCasts {
  readonly panes: readonly { readonly name: string /** asciicast, of any version. */; readonly cast: string }[];
}

/** What the talk decides of its look. */
export interface Look {
  /** BCP 47. */
  readonly lang: string;
  /** `16:9` and the like. */
  readonly ratio: string;
  readonly engine: 'reveal' | 'remark';
  readonly theme: string;
  /** Options for reveal.js. */
  readonly reveal?: Readonly<Record<string, unknown>>;
  /** Its size is a share of the window, 0..1. */
  readonly panel: { readonly side: 'right' | 'left' | 'bottom'; readonly size: number };
}
