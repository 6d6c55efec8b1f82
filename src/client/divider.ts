// The line between deck and panel, dragged with a pointer or moved with the arrow
// keys while it has the focus.
import type { Side } from './geometry.ts';

interface DividerOptions {
  side(): Side;
  /** The panel's part of the window. */
  share(): number;
  setShare(share: number): void;
}

const KEY_STEP = 0.02;

export function startDivider(divider: HTMLElement, { side, share, setShare }: DividerOptions): void {
  divider.tabIndex = 0;
  divider.setAttribute('role', 'separator');
  divider.setAttribute('aria-valuemin', '20');
  divider.setAttribute('aria-valuemax', '80');

  const shareAt = (event: PointerEvent): number => {
    if (side() === 'bottom') return 1 - event.clientY / window.innerHeight;
    const part = event.clientX / window.innerWidth;
    return side() === 'left' ? part : 1 - part;
  };

  divider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    divider.setPointerCapture(event.pointerId);
    divider.dataset.dragged = '';
  });
  divider.addEventListener('pointermove', (event) => {
    if (divider.hasPointerCapture(event.pointerId)) setShare(shareAt(event));
  });
  divider.addEventListener('lostpointercapture', () => {
    delete divider.dataset.dragged;
    divider.blur();
  });
  divider.addEventListener('keydown', (event) => {
    const grows: Readonly<Record<Side, string>> = { right: 'ArrowLeft', left: 'ArrowRight', bottom: 'ArrowUp' };
    const shrinks: Readonly<Record<Side, string>> = { right: 'ArrowRight', left: 'ArrowLeft', bottom: 'ArrowDown' };
    const by = event.key === grows[side()] ? KEY_STEP : event.key === shrinks[side()] ? -KEY_STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    setShare(share() + by);
  });
}
