// Diagrams are drawn here, by the Mermaid that the talk has beside it: its script is
// loaded when the first diagram is near. What cannot be drawn stays its source.
import { slideRoots } from './shadow.ts';

interface Mermaid {
  initialize(options: Readonly<Record<string, unknown>>): void;
  render(id: string, source: string): Promise<{ readonly svg: string }>;
}

/** `strict`: no links, no scripts, no HTML of the diagram's own. */
const OPTIONS = { startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true };
/** Mermaid draws with type of 16 px; this is the size that it gets, in em of the slide's. */
const TYPE = 0.72;
/** Of a drawing; a theme may set another height. */
const LOOK =
  ':host { max-width: 100%; overflow: hidden } svg { display: block; width: 100%; height: auto; max-height: var(--diagram-height, 620px) }';
const WAITING = 'figure.diagram[data-drawn-by]:not([data-drawn], [data-failed])';

export interface Diagrams {
  /** Draws all that wait. */
  draw(): Promise<void>;
}

/** Draws every diagram that comes into the page. */
export function startDiagrams(): void {
  const { draw } = createDiagrams();
  const look = (): void => {
    if (waiting().length > 0) void draw();
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}

export function createDiagrams(): Diagrams {
  let loaded: Promise<Mermaid> | null = null;
  let queue: Promise<void> = Promise.resolve();
  let count = 0;
  let look: CSSStyleSheet | null = null;
  const lookOf = (): CSSStyleSheet => {
    if (look === null) {
      look = new CSSStyleSheet();
      look.replaceSync(LOOK);
    }
    return look;
  };
  /** By source and scheme, for a slide that is filled again. */
  const drawn = new Map<string, string>();

  const drawOne = async (figure: HTMLElement): Promise<void> => {
    const source = figure.querySelector('pre')?.textContent ?? '';
    const dark = isDark(figure);
    const key = `${dark} ${source}`;
    try {
      loaded ??= load(figure.dataset.drawnBy ?? '');
      const mermaid = await loaded;
      let svg = drawn.get(key);
      if (svg === undefined) {
        const fontFamily = getComputedStyle(figure).fontFamily;
        mermaid.initialize({ ...OPTIONS, theme: dark ? 'dark' : 'neutral', fontFamily });
        ({ svg } = await mermaid.render(`lectern-diagram-${++count}`, source));
        drawn.set(key, svg);
      }
      const drawing = document.createElement('div');
      drawing.className = 'drawing';
      // In a root of its own: styles of a drawing end where it ends, and its names are nobody's.
      const inside = drawing.attachShadow({ mode: 'open' });
      inside.innerHTML = svg;
      inside.adoptedStyleSheets = [lookOf()];
      const picture = inside.querySelector('svg');
      if (picture !== null) {
        picture.style.maxWidth = '';
        // Not of the picture itself, whose type Mermaid sets.
        drawing.style.width = `${((picture.viewBox.baseVal.width / 16) * TYPE).toFixed(2)}em`;
      }
      figure.append(drawing);
      figure.setAttribute('data-drawn', '');
    } catch (error) {
      figure.setAttribute('data-failed', '');
      figure.title = error instanceof Error ? error.message : String(error);
    }
    // Like a picture that has come: the slide is fitted again.
    figure.dispatchEvent(new Event('load'));
  };

  return {
    draw() {
      // One after the other: Mermaid has but one state.
      queue = queue.then(async () => {
        for (const figure of waiting()) await drawOne(figure);
      });
      return queue;
    },
  };
}

/** On all slides, also on those that stand in shadow roots. */
function waiting(): HTMLElement[] {
  return slideRoots(document).flatMap((root) => [...root.querySelectorAll<HTMLElement>(WAITING)]);
}

function load(url: string): Promise<Mermaid> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    if (nonce !== undefined) script.nonce = nonce;
    script.addEventListener('load', () => {
      const { mermaid } = window as { mermaid?: Mermaid };
      if (mermaid === undefined) reject(new Error('mermaid is not what it should be'));
      else resolve(mermaid);
    });
    script.addEventListener('error', () => reject(new Error('mermaid cannot be loaded')));
    document.head.append(script);
  });
}

/** By the colour of its text, since a slide may be the inverse of the others. */
function isDark(element: HTMLElement): boolean {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return red + green + blue > 380;
}
