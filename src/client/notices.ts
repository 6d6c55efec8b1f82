// Tells the speaker, in a corner, what is wrong: the link is gone, or the talk's
// text has a problem. The audience keeps the last good slides.
import type { ShownMessage } from '../protocol.ts';
import type { Context } from './context.ts';

const OFFLINE = 'not connected: slides turn and recordings play here, live demos wait for the server';
/** Milliseconds before a short break in the link is worth a word. */
const PATIENCE = 700;
/** Milliseconds that a warning stays; an error stays until it is mended. */
const WARNING_LASTS = 10_000;

export function startNotices({ link, badges, slot }: Context): void {
  let lost: ReturnType<typeof setTimeout> | undefined;
  const watch = (open: boolean): void => {
    clearTimeout(lost);
    if (open) badges.set('link', null);
    else lost = setTimeout(() => badges.set('link', OFFLINE), PATIENCE);
  };
  watch(link.open);
  link.onState(watch);

  let fading: ReturnType<typeof setTimeout> | undefined;
  link.on('messages', ({ messages }) => {
    clearTimeout(fading);
    const worst = messages.filter((m) => m.severity === 'error');
    const list = worst.length > 0 ? worst : messages.filter((m) => m.severity === 'warning');
    badges.set('message', line(list), messages.map((m) => `${m.at}: ${m.reason}\n${m.frame}`).join('\n\n'));
    if (worst.length === 0) fading = setTimeout(() => badges.set('message', null), WARNING_LASTS);
  });
  link.on('refused', ({ reason, demo }) => {
    // The panel says it, where it belongs.
    if (demo !== undefined && slot.visible) return;
    clearTimeout(fading);
    badges.set('message', reason);
    fading = setTimeout(() => badges.set('message', null), WARNING_LASTS);
  });
}

function line(messages: readonly ShownMessage[]): string | null {
  const [first] = messages;
  if (first === undefined) return null;
  const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : '';
  return `${first.at}: ${first.reason}${more}`;
}
