// Owns the stage: the boxes of deck, divider and panel, and the size of a slide.
// It follows the window, the divider and the settings, and says when a slide's size
// has changed. What is on the slide, or in the panel, it does not know.
import type { Design } from './design.ts';
import { startDivider } from './divider.ts';
import { createEmitter, type Events } from './events.ts';
import { type Box, type Side, type StageNumbers, sideFor, stageNumbers } from './geometry.ts';
import { type Memory, SHARE_RANGE, type StageSettings, TYPE_RANGE } from './remember.ts';

export interface Stage extends Events<{ layout: StageNumbers }> {
  readonly deck: HTMLElement;
  readonly panel: HTMLElement;
  readonly numbers: StageNumbers;
  /** Of the talk, as a number. */
  readonly ratio: number;
  readonly mode: 'hidden' | 'beside' | 'only';
  setMode(mode: 'hidden' | 'beside' | 'only'): void;
  /** right, bottom, left, right … */
  turn(): void;
  /** Widens the panel by a part of the window (may be negative). */
  widen(by: number): void;
  /** Makes the slides' type larger or smaller by a factor; 0 makes it as designed. */
  scaleType(by: number): void;
}

export function createStage(root: HTMLElement, ratio: number, design: Design, memory: Memory): Stage {
  const deck = part('main', 'deck', 'slides');
  const panel = part('aside', 'panel', 'demo');
  const divider = part('div', 'divider', 'panel size');
  root.append(deck, divider, panel);

  const events = createEmitter<{ layout: StageNumbers }>();
  let settings: StageSettings = memory.load();
  let mode: Stage['mode'] = 'hidden';

  const share = (): number => (sideFor(window.innerWidth, settings.side) === 'bottom' ? settings.below : settings.share);
  const measure = (): StageNumbers =>
    stageNumbers({
      width: window.innerWidth,
      height: window.innerHeight,
      ratio,
      panel: mode,
      side: settings.side,
      share: share(),
      type: settings.type,
      design,
    });
  let numbers = measure();

  const layout = (): void => {
    numbers = measure();
    put(deck, numbers.deck);
    panel.hidden = numbers.panel === null;
    if (numbers.panel !== null) put(panel, numbers.panel);
    deck.inert = mode === 'only';
    divider.hidden = mode !== 'beside';
    put(divider, edge(numbers));
    divider.setAttribute('aria-orientation', numbers.side === 'bottom' ? 'horizontal' : 'vertical');
    divider.setAttribute('aria-valuenow', String(Math.round(share() * 100)));
    root.dataset.side = numbers.side;
    root.dataset.panel = mode;
    document.documentElement.style.setProperty('--k', String(numbers.unit));
    const { scale, left, top } = numbers.slide;
    const vars: [name: string, value: string][] = [
      ['--slide-scale', String(scale)],
      ['--slide-left', `${left}px`],
      ['--slide-top', `${top}px`],
    ];
    for (const [name, value] of vars) deck.style.setProperty(name, value);
    events.emit('layout', numbers);
  };

  const change = (changes: Partial<StageSettings>): void => {
    settings = { ...settings, ...changes };
    memory.save(settings);
    layout();
  };
  const setShare = (value: number): void => {
    const kept = clamp(value, SHARE_RANGE);
    change(numbers.side === 'bottom' ? { below: kept } : { share: kept });
  };

  window.addEventListener('resize', layout);
  startDivider(divider, { side: () => numbers.side, share, setShare });
  layout();

  return {
    deck,
    panel,
    ratio,
    on: events.on,
    get numbers() {
      return numbers;
    },
    get mode() {
      return mode;
    },
    setMode(next) {
      if (next === mode) return;
      mode = next;
      layout();
    },
    turn() {
      const order: readonly Side[] = ['right', 'bottom', 'left'];
      change({ side: order[(order.indexOf(settings.side) + 1) % order.length] ?? 'right' });
    },
    widen(by) {
      setShare(share() + by);
    },
    scaleType(by) {
      change({ type: by === 0 ? 1 : clamp(Math.round(settings.type * by * 100) / 100, TYPE_RANGE) });
    },
  };
}

function part(tag: 'main' | 'aside' | 'div', id: string, label: string): HTMLElement {
  const element = document.createElement(tag);
  element.id = id;
  element.setAttribute('aria-label', label);
  return element;
}

function put(element: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

/** The line between deck and panel, on the deck's side; it is wider to the hand than to the eye. */
function edge({ side, deck, panel }: StageNumbers): Box {
  const reach = 9;
  if (panel === null) return { left: 0, top: 0, width: 0, height: 0 };
  if (side === 'bottom') return { left: 0, top: panel.top - reach, width: panel.width, height: reach };
  return { left: side === 'left' ? deck.left : panel.left - reach, top: 0, width: reach, height: panel.height };
}

function clamp(value: number, [least, most]: readonly [number, number]): number {
  return Math.max(least, Math.min(most, value));
}
