// Secrets and comparisons: one secret a session, from it one token a role. Tokens
// are never compared with ===, which would tell by its time how much was right.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Role } from '../protocol.ts';

export const ROLES: readonly Role[] = ['presenter', 'remote', 'follower'];

/** 256 bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The token that stands for a role in the session with this secret: 43 characters that are safe in a URL. */
export function tokenOf(secret: string, role: Role): string {
  return createHmac('sha256', secret).update(`lectern ${role}`).digest('base64url');
}

/** The role whose token was given; takes as long for a wrong token as for a right one. */
export function roleOf(given: string, token: (role: Role) => string): Role | null {
  let found: Role | null = null;
  for (const role of ROLES) if (sameText(given, token(role))) found = role;
  return found;
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
