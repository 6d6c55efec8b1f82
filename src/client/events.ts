// The one kind of event the client's parts speak in: named, typed, synchronous.
// Listeners run in the order they came; `on` returns its own off.

export interface Events<T> {
  on<K extends keyof T>(type: K, listener: (value: T[K]) => void): () => void;
}

export interface Emitter<T> extends Events<T> {
  emit<K extends keyof T>(type: K, value: T[K]): void;
}

/** An emitter of the events named by `T`'s keys, carrying the values of its types. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Map<keyof T, Set<(value: never) => void>>();
  return {
    on(type, listener) {
      const set = listeners.get(type) ?? new Set();
      listeners.set(type, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
    emit(type, value) {
      for (const listener of [...(listeners.get(type) ?? [])]) (listener as (v: typeof value) => void)(value);
    },
  };
}
