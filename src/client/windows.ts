// How the windows of a published talk reach each other: by a channel that the browser
// keeps between pages of one origin, and, from a file on the disk, which some browsers
// take for no origin at all, also from a window to the one that opened it. What comes
// both ways is heard once.

export interface Windows<T> {
  post(word: T): void;
  /** Opens an address in the one window of that name. */
  open(address: string, target: string): void;
  on(listener: (word: T) => void): void;
}

interface Letter<T> {
  /** Of all windows of this talk and of no other page. */
  readonly channel: string;
  readonly id: string;
  readonly word: T;
}

/** What browsers call the origin of a file. */
const FILES: ReadonlySet<string> = new Set(['null', 'file://']);
/** Letters that may still come by the other way. */
const REMEMBERED = 200;

export function openWindows<T>(name: string): Windows<T> {
  const listeners = new Set<(word: T) => void>();
  const seen = new Set<string>();
  const near = new Set<Window>();
  const broadcast = channel(name);
  const onDisk = location.protocol === 'file:';

  const hear = (data: unknown): boolean => {
    if (!isLetter<T>(data) || data.channel !== name) return false;
    if (seen.has(data.id)) return true;
    seen.add(data.id);
    for (const id of seen) if (seen.size > REMEMBERED) seen.delete(id);
    for (const listener of listeners) listener(data.word);
    return true;
  };
  broadcast?.addEventListener('message', ({ data }) => void hear(data));
  if (onDisk) {
    if (window.opener !== null) near.add(window.opener as Window);
    window.addEventListener('message', ({ data, source, origin }) => {
      if (FILES.has(origin) && source !== window && hear(data) && source !== null) near.add(source as Window);
    });
  }
  return {
    post(word) {
      const letter: Letter<T> = { channel: name, id: crypto.randomUUID(), word };
      seen.add(letter.id);
      broadcast?.postMessage(letter);
      // The browser gives a file no origin to name here; the letter is for those alone who know its channel.
      for (const other of near) if (!other.closed) other.postMessage(letter, '*');
    },
    open(address, target) {
      const opened = window.open(address, target);
      if (onDisk && opened !== null) near.add(opened);
    },
    on: (listener) => void listeners.add(listener),
  };
}

function channel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

function isLetter<T>(data: unknown): data is Letter<T> {
  return typeof data === 'object' && data !== null && 'channel' in data && 'id' in data && 'word' in data;
}
