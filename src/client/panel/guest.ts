// How the deck lives with a frame that it cannot look into: the address that keeps it
// another origin, and whether it has the keys by right.

/** Milliseconds after a page has loaded in which it may not take the keys by itself. */
const SETTLING = 700;
/** Milliseconds after Tab in which the focus may have gone into the frame by it. */
const TABBED = 500;
/** Milliseconds between looks at who has the focus. */
const LOOK = 200;

/**
 * The page's address under another name than the deck's host. Cookies know no ports: under the same
 * name the demo's server would be sent the deck's own, and a deck that moved to its port would be its origin.
 */
export function frameAddress(url: string, { hostname }: Pick<Location, 'hostname'>): string {
  const address = new URL(url);
  if (address.hostname === hostname) address.hostname = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return address.href;
}

/**
 * Tells when the frame gets the keys and when it has them no more. Keys that the page took by itself, as
 * one with `autofocus` does, are taken back: nobody could drive the slides then, and not know why.
 * Returns its off.
 * @param shield lies over the frame until the pointer comes: what the pointer does above a frame is told to nobody
 */
export function watchFrameFocus(frame: HTMLIFrameElement, shield: HTMLElement, changed: (focused: boolean) => void): () => void {
  let focused = false;
  let pointed = false;
  let loaded = Number.POSITIVE_INFINITY;
  let tabbed = Number.NEGATIVE_INFINITY;
  let looking: ReturnType<typeof setInterval> | null = null;

  const meant = (): boolean => {
    const now = performance.now();
    return now - tabbed < TABBED || (now - loaded > SETTLING && pointed);
  };
  const set = (on: boolean): void => {
    if (on === focused) return;
    focused = on;
    keepLooking();
    changed(on);
  };
  /** From one frame to another the focus goes without a word to this page. */
  const keepLooking = (): void => {
    if (looking !== null) clearInterval(looking);
    looking = focused || pointed ? setInterval(look, LOOK) : null;
  };
  const look = (): void => {
    const has = document.activeElement === frame;
    if (has && !focused && !meant()) {
      frame.blur();
      window.focus();
      return;
    }
    set(has);
  };
  // The page learns that its focus went only when the event is over.
  const soon = (): void => void setTimeout(look);
  const onTab = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') tabbed = performance.now();
  };
  const onLoad = (): void => {
    loaded = performance.now();
    soon();
  };
  const point = (on: boolean): void => {
    pointed = on;
    shield.hidden = on;
    keepLooking();
  };
  const onEnter = (): void => point(true);
  const onMove = ({ target }: Event): void => {
    if (pointed && target !== frame && target !== shield) point(false);
  };
  point(false);
  shield.addEventListener('pointerenter', onEnter);
  document.addEventListener('pointermove', onMove, true);
  frame.addEventListener('load', onLoad);
  window.addEventListener('blur', soon);
  window.addEventListener('focus', soon);
  window.addEventListener('keydown', onTab, true);
  return () => {
    shield.removeEventListener('pointerenter', onEnter);
    document.removeEventListener('pointermove', onMove, true);
    frame.removeEventListener('load', onLoad);
    window.removeEventListener('blur', soon);
    window.removeEventListener('focus', soon);
    window.removeEventListener('keydown', onTab, true);
    pointed = false;
    set(false);
    keepLooking();
  };
}
