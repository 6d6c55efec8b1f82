// What of remark.js is used here; its package has no types.

/** As its manual says: https://github.com/gnab/remark/wiki */
interface RemarkSlideshow {
  /** From 1. With `quiet`, other windows are not told. */
  gotoSlide(number: number, quiet: boolean): void;
  loadFromString(source: string): void;
  resetTimer(): void;
  /** Scales its slides anew. */
  update(): void;
}

interface RemarkJs {
  create(options: {
    readonly source: string;
    readonly container: HTMLElement;
    /** `16:9`; whole numbers. */
    readonly ratio: string;
    /** One of the caller's own keeps away those of remark.js: keys, address, mouse, touch. */
    readonly controller: object;
    readonly slideNumberFormat: () => string;
  }): RemarkSlideshow;
}

interface Window {
  /** There once `remark-slide/src/remark.js` has run. */
  readonly remark: RemarkJs;
}

declare module 'remark-slide/src/remark.js';
