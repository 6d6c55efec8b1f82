// What the server asks of a talk: its pages, its data, which files it names, and
// word of every change. Whoever compiles talks implements it; the server only serves.
import type { DeckData, DeckPatch, Position, RecordedCasts, Role, ShownMessage, View } from '../protocol.ts';

export interface Site {
  /** Absolute; nothing outside it is read. */
  readonly root: string;
  /** A whole HTML document. Every `<script>` in it carries the nonce. */
  page(view: View, request: PageRequest): string;
  /** The deck as this role may see it; the same object until the next change. */
  data(role: Role): DeckData;
  /** Resolves when every slide of it has its content: a long talk opens before. */
  readonly whole: Promise<void>;
  /** Absolute paths of the local files that the deck names: the only ones served, as /files/<path relative to root>. */
  files(): ReadonlySet<string>;
  /** The recording of a demo as its files are now; null where there is no such demo, no recording, or too large a one. */
  recording(demo: string): Promise<RecordedCasts | null>;
  /** Of the newest compilation, even when it gave no deck. */
  messages(): readonly ShownMessage[];
  /** Called after data(), files() and messages() have changed. Returns its off. */
  onChange(listener: (change: SiteChange) => void): () => void;
}

export interface PageRequest {
  readonly nonce: string;
  /** Where the talk is, so that the page can open there. */
  readonly position: Position;
}

export interface SiteChange {
  /** null: only the messages changed, the last good deck stays. */
  readonly patch: DeckPatch | null;
  readonly messages: readonly ShownMessage[];
}
