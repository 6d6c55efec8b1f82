// What lies over the stage: overview, help, blackout. One at a time; the open one
// sees each key first, and Escape closes it.

export interface Layer {
  readonly name: string;
  readonly element: HTMLElement;
  /** True when the key was for it. */
  key?(event: KeyboardEvent): boolean;
  /** After it has left the screen. */
  closed?(): void;
}

export interface Layers {
  readonly open: Layer | null;
  show(layer: Layer): void;
  close(): void;
  /** Opens the layer, or closes it when one of its name is open. */
  toggle(name: string, make: () => Layer): void;
}

export function createLayers(root: HTMLElement): Layers {
  let open: Layer | null = null;
  const close = (): void => {
    const was = open;
    open = null;
    was?.element.remove();
    was?.closed?.();
  };
  const show = (layer: Layer): void => {
    close();
    open = layer;
    layer.element.classList.add('layer');
    root.append(layer.element);
  };
  return {
    get open() {
      return open;
    },
    show,
    close,
    toggle(name, make) {
      if (open?.name === name) close();
      else show(make());
    },
  };
}
