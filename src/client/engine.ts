// What a deck runtime does for us: it shows a slide. It knows nothing of steps,
// keys, the server or the panel, and none of those knows which engine runs.

/** Of a slide, in its own pixels; how they are in the window is for the rest. */
export interface SlideSize {
  readonly width: number;
  readonly height: number;
  /** Window pixels for each of the slide's own. */
  readonly scale: number;
  /** Where it lies in the deck's box, in window pixels. */
  readonly left: number;
  readonly top: number;
}

/** Where a slide stands in the deck's grid: `v` > 0 below another one. */
export interface Placed {
  readonly v: number;
}

/**
 * The sections are the caller's, who fills and changes them; where in the page they stand is the engine's. The one
 * that is shown has the class `present`, and all that are in the page stand within the element that was given.
 */
export interface Engine {
  /** Takes over `slides`, in which the page holds the sections, inside `host`. Resolves when it can show one. */
  mount(host: HTMLElement, slides: HTMLElement, sections: readonly HTMLElement[], size: SlideSize): Promise<void>;
  /** Makes a slide the visible one. */
  show(slide: number): void;
  /** The deck's sections from now on, in order; those that are no longer among them leave the page. */
  arrange(sections: readonly HTMLElement[], slides: readonly Placed[]): void;
  layout(size: SlideSize): void;
  close(): void;
}
