// The headers that every answer carries, and the content policies of its kinds.
// There is no Access-Control header anywhere: no other origin has business here.

/**
 * Of a page. Scripts run only with the nonce of this very answer. Styles may be inline, since the
 * terminal makes style elements. Pictures, media and frames may come from the net: the author wrote
 * them, and the talk should look as written; nothing of ours asks for anything outside.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: http: https:",
    "media-src 'self' data: blob: http: https:",
    "frame-src 'self' http: https:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** Of a file that the deck names: opened by itself it may look as drawn, but do nothing. */
export const FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; font-src data:";

/** Of everything else. */
export const PLAIN_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For every answer, a refusal included. */
export function securityHeaders(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
