// What a Reveal talk's front matter says besides Lectern's own keys: options of
// reveal.js, from `revealOptions` (reveal-md) and `reveal`, and reveal-md's keys. What
// is handed on is in the deck; what is Lectern's own, or not followed, is a message.
import { report } from '../dialects/source.ts';
import { didYouMean, type Message, type Severity } from '../message.ts';
import type { FrontMatterRead } from './front-matter.ts';

export interface RevealFrontMatter {
  /** Options handed on to the page. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of `width` and `height`, such as `960:700`. */
  readonly ratio: string | undefined;
  readonly messages: readonly Message[];
}

/** The page's engine reads these; the last one the keys. */
const HANDED_ON: readonly string[] =
  'transition transitionSpeed autoAnimate autoAnimateEasing autoAnimateDuration autoAnimateUnmatched autoAnimateStyles autoPlayMedia preloadIframes hideInactiveCursor hideCursorTime navigationMode'.split(
    ' ',
  );
/** What the options decide, Lectern decides: position, keys, sizes, numbers, print. */
const OURS: readonly string[] =
  'hash history respondToHashChanges hashOneBasedIndex fragments fragmentInURL keyboard keyboardCondition jumpToSlide controls controlsTutorial controlsLayout controlsBackArrows progress slideNumber showSlideNumber overview touch mouseWheel help pause postMessage postMessageEvents embedded disableLayout display center margin minScale maxScale view viewDistance mobileViewDistance focusBodyOnPageVisibilityChange showNotes showHiddenSlides pdfSeparateFragments pdfMaxPagesPerSlide pdfPageHeightOffset previewLinks scrollLayout scrollSnap scrollProgress scrollActivationWidth backgroundTransition totalTime defaultTiming'.split(
    ' ',
  );
const NOT_FOLLOWED: Readonly<Record<string, string>> = {
  autoSlide: 'a talk goes on when its speaker says so',
  autoSlideStoppable: 'a talk goes on when its speaker says so',
  autoSlideMethod: 'a talk goes on when its speaker says so',
  loop: 'the last slide is the last',
  shuffle: 'slides stay in their order',
  rtl: 'set "lang:" to a language that is written from right to left',
  plugins: 'a talk does not run scripts',
  dependencies: 'a talk does not run scripts',
  parallaxBackgroundImage: 'a background belongs to a slide: data-background-image',
  parallaxBackgroundSize: 'a background belongs to a slide: data-background-size',
  markdown: 'separators are keys of their own',
  math: 'formulas are set by Lectern itself',
  highlight: 'code is coloured by Lectern itself',
};
const READ: readonly string[] = ['width', 'height'];

/** reveal-md's keys that have nothing to do here, and why. */
const KEYS: Readonly<Record<string, string>> = {
  highlightTheme: 'the colours of code are those of the theme',
  css: 'write a theme, or a <style> on the first slide',
  scripts: 'a talk does not run scripts',
  assetsDir: 'assets stay where they are',
  preprocessor: 'a talk does not run scripts',
  template: "the page is Lectern's own",
  absoluteUrl: 'addresses of a published talk are relative',
};

/** The themes of reveal.js that load faces from the web, and which; the others bring theirs, or need none. */
const WEB_FACES: Readonly<Record<string, string>> = {
  league: 'Lato',
  moon: 'Lato',
  solarized: 'Lato',
  simple: 'Lato and News Cycle',
  night: 'Open Sans and Montserrat',
  sky: 'Open Sans and Quicksand',
  blood: 'Ubuntu',
};

export function readRevealOptions({ all, spots }: FrontMatterRead): RevealFrontMatter {
  const messages: Message[] = [];
  const tell = (key: string, severity: Severity, rule: string, reason: string): void => {
    const spot = spots.get(key);
    if (spot !== undefined) messages.push(report(spot, severity, rule, reason));
  };
  const options: Record<string, unknown> = {};
  const size: Record<string, unknown> = {};
  for (const key of ['revealOptions', 'reveal']) {
    const given = all.get(key);
    if (given === undefined || given === null) continue;
    if (typeof given !== 'object' || Array.isArray(given)) {
      tell(key, 'error', 'front-matter-value', `${key} is no list of options`);
      continue;
    }
    for (const [name, value] of Object.entries(given)) {
      const why = Object.hasOwn(NOT_FOLLOWED, name) ? NOT_FOLLOWED[name] : undefined;
      if (HANDED_ON.includes(name)) options[name] = value;
      else if (READ.includes(name)) size[name] = value;
      else if (OURS.includes(name))
        tell(key, 'info', 'reveal-option', `"${name}" under "${key}:" is not handed on: Lectern does that itself`);
      else if (why !== undefined) tell(key, 'info', 'reveal-option', `"${name}" under "${key}:" is not followed: ${why}`);
      else
        tell(
          key,
          'warning',
          'reveal-option',
          `unknown option "${name}" under "${key}:"${didYouMean(name, [...HANDED_ON, ...OURS, ...READ, ...Object.keys(NOT_FOLLOWED)])}`,
        );
    }
  }
  for (const [key, why] of Object.entries(KEYS)) if (all.has(key)) tell(key, 'info', 'reveal-key', `${key} is not followed: ${why}`);
  const theme = all.get('theme');
  const faces = typeof theme === 'string' && Object.hasOwn(WEB_FACES, theme) ? WEB_FACES[theme] : undefined;
  if (faces !== undefined)
    tell('theme', 'info', 'reveal-theme', `"${String(theme)}" loads ${faces} from the web; here it has them only where they are installed`);
  return { options, ratio: ratioOf(size), messages };
}

function ratioOf({ width, height }: Readonly<Record<string, unknown>>): string | undefined {
  const numbers = [width, height].map((value) => (typeof value === 'number' && value > 0 ? value : Number.NaN));
  return numbers.every(Number.isFinite) ? numbers.join(':') : undefined;
}
