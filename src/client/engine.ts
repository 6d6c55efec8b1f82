// What a deck runtime does for us: it shows a slide. It knows nothing of steps,
// keys, the server or the panel, and none of those knows which engine runs.

export interface SlideSize {
  /** Of a slide, in its own pixels, of which 1080 make the height of a 16:9 window. */
  readonly width: number;
  readonly height: number;
  /** Window pixels for each of them. */
  readonly scale: number;
}

export interface Engine {
  /** Takes over `slides`, whose children are the slides' sections, inside `host`. Resolves when it can show one. */
  mount(host: HTMLElement, slides: HTMLElement, size: SlideSize): Promise<void>;
  /** Makes a slide the visible one; `step` is for engines that hold a page for each. */
  show(slide: number, step: number): void;
  /** Sections were added, removed or moved (a change inside of one needs no call). */
  reordered(): void;
  layout(size: SlideSize): void;
  close(): void;
}
