// The keyboard and the clicker. Keys with Ctrl, Alt or Meta are the browser's; keys
// typed into a field are the field's, except those that clickers send; what the
// terminal keeps for its program never comes here. Digits and Enter go to a slide's number.
import type { Command } from './commands.ts';
import type { Context } from './context.ts';

/** What clickers send and nobody types: it drives the deck from inside a field, too. */
const CLICKER: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'F5']);
/** Milliseconds after which typed digits are forgotten. */
const DIGITS_LAST = 3000;

/** Gives these commands their keys. */
export function startKeys<C extends Context>(context: C, commands: readonly Command<C>[]): void {
  const { position, layers, badges, store } = context;
  const byKey = new Map(commands.flatMap((command) => command.keys.map((key): [string, Command<C>] => [key, command])));
  let digits = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const setDigits = (text: string): void => {
    clearTimeout(timer);
    digits = text;
    badges.set('digits', text === '' ? null : `slide ${text}: Enter`);
    if (text !== '') timer = setTimeout(() => setDigits(''), DIGITS_LAST);
  };

  /** A number as the audience sees it; a step may have one of its own. */
  const goToNumber = (number: number): void => {
    const slide = store.data.slides.findIndex(({ stepNumbers }) => stepNumbers.includes(number));
    if (slide !== -1) position.go(slide, store.slide(slide)?.stepNumbers.indexOf(number));
  };

  const run = (event: KeyboardEvent, command: Command<C>): boolean => {
    if (event.repeat && command.repeats !== true) return true;
    // A black screen first becomes the slide again, so that nothing passes unseen.
    if (layers.open?.name === 'blackout' && command.group === 'slides') layers.close();
    else command.run(context);
    return true;
  };

  /** True when the key was ours. */
  const handle = (event: KeyboardEvent): boolean => {
    const command =
      byKey.get(event.shiftKey ? `Shift+${event.key}` : event.key) ?? byKey.get(event.key) ?? byKey.get(withoutCapsLock(event));
    const place = placeOf(event);
    if (place === 'field') return CLICKER.has(event.key) && command !== undefined && run(event, command);
    if (place === 'control' && (event.key === ' ' || event.key === 'Enter')) return false;
    if (layers.open?.key?.(event) === true) return true;
    if (event.key === 'Escape') {
      const closes = layers.open !== null || digits !== '';
      layers.close();
      setDigits('');
      return closes;
    }
    if (/^\d$/.test(event.key)) {
      setDigits((digits + event.key).slice(-4));
      return true;
    }
    if (event.key === 'Enter' && digits !== '') {
      goToNumber(Number(digits));
      setDigits('');
      return true;
    }
    return command !== undefined && run(event, command);
  };

  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (handle(event)) event.preventDefault();
  };

  // In the bubbling phase: the terminal has taken its keys by then, and lets out those that are the deck's.
  window.addEventListener('keydown', pressed);
}

function withoutCapsLock(event: KeyboardEvent): string {
  return event.shiftKey ? event.key : event.key.toLowerCase();
}

/** Whose key it is. */
function placeOf(event: KeyboardEvent): 'deck' | 'control' | 'field' {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return 'deck';
  if (isField(target)) return 'field';
  return target.closest('button, a[href], summary, [role="separator"], [role="slider"], audio, video') === null ? 'deck' : 'control';
}

const TYPED = /^(text|search|url|tel|email|password|number|date|time|datetime-local|month|week)$/;

function isField(target: Element): boolean {
  if (target instanceof HTMLInputElement) return TYPED.test(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
