// The one place that knows which Node.js is new enough. Written in old syntax on
// purpose: it has to be read by the versions that it turns away.

/**
 * What to tell somebody whose Node.js is too old; null when it is new enough.
 * @param {string} version such as `20.19.0`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `lectern: Node.js ${version} is too old, 20.19 or newer is needed (https://nodejs.org, or your version manager)`;
}
