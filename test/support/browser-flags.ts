// How tests launch Chromium: nothing leaves the machine, and the sandbox stays on
// wherever Chromium allows it, which it does not for root.

export function launchFlags(): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}
