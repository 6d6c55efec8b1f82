// What a browser may say, field by field, and which role may say it. Whatever does
// not fit is refused with a reason; nothing else of the message is ever used.
import * as v from 'valibot';
import type { ClientMessage, Role } from '../protocol.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const count = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));
const within = (least: number, most: number) => v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

const schema = v.variant('type', [
  v.strictObject({ type: v.literal('hello'), view: v.picklist(['deck', 'presenter']) }),
  v.strictObject({ type: v.literal('go'), slide: count(1e6), step: count(1e6), base: count(Number.MAX_SAFE_INTEGER) }),
  v.strictObject({ type: v.literal('run'), demo: name }),
  v.strictObject({ type: v.literal('replay'), demo: name }),
  v.strictObject({ type: v.literal('live'), demo: name }),
  v.strictObject({ type: v.literal('mark'), demo: name }),
  v.strictObject({ type: v.literal('seek'), demo: name, seconds: within(0, 1e6) }),
  v.strictObject({ type: v.literal('speed'), demo: name, speed: within(0.1, 100) }),
  v.strictObject({ type: v.literal('pause'), demo: name, on: v.boolean() }),
  v.strictObject({ type: v.literal('stop'), demo: name }),
  v.strictObject({ type: v.literal('clear'), demo: name }),
  v.strictObject({ type: v.literal('type'), demo: name }),
  v.strictObject({ type: v.literal('input'), demo: name, pane: name, data: v.pipe(v.string(), v.maxLength(1 << 20)) }),
  v.strictObject({ type: v.literal('ack'), demo: name, pane: name, run: name, characters: count(1e9) }),
  v.strictObject({ type: v.literal('black'), on: v.boolean() }),
  v.strictObject({ type: v.literal('reset') }),
  v.strictObject({ type: v.literal('ping') }),
]);

/** Which roles may send which message. A remote starts and stops what the deck declares, and never types into it. */
export const SENDERS: Readonly<Record<ClientMessage['type'], readonly Role[]>> = {
  hello: ['presenter', 'remote', 'follower'],
  go: ['presenter', 'remote'],
  run: ['presenter', 'remote'],
  replay: ['presenter', 'remote'],
  live: ['presenter', 'remote'],
  mark: ['presenter', 'remote'],
  seek: ['presenter'],
  speed: ['presenter'],
  pause: ['presenter'],
  stop: ['presenter', 'remote'],
  clear: ['presenter'],
  type: ['presenter'],
  input: ['presenter'],
  ack: ['presenter'],
  black: ['presenter', 'remote'],
  reset: ['presenter'],
  ping: ['presenter', 'remote', 'follower'],
};

export type Read = { readonly message: ClientMessage } | { readonly reason: string };

/** Reads one text frame. Never throws. */
export function readClientMessage(text: string, role: Role): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: 'the message is not JSON' };
  }
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = v.getDotPath(issue) ?? 'message';
    return { reason: `${field} is not as it should be: expected ${issue.expected ?? 'something else'}` };
  }
  const message: ClientMessage = parsed.output;
  if (!SENDERS[message.type].includes(role)) return { reason: `a ${role} may not send "${message.type}"` };
  return { message };
}
