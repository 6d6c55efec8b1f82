// The environment of a demo: an allow-list of the server's own, what the demo
// declares, and what marks the process as ours. Nothing else gets through: no
// token, no key, no NODE_OPTIONS.

const ALLOWED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR'];
/** Without these, programs on Windows do not start. */
const ALLOWED_ON_WINDOWS = [
  'PATHEXT',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
];

/** Every process of a run carries this name with the run's id, so none can hide from the sweep. */
export const RUN_COOKIE = 'LECTERN_RUN';
/** Secret of the run's marks; a `:pipes` behind it says that the output is no terminal and still is ours. */
export const MARK_SECRET = 'LECTERN_MARK';

export function demoEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  declared: Readonly<Record<string, string>>,
  run: { readonly id: string; readonly markSecret: string },
): Record<string, string> {
  const env: Record<string, string> = {};
  const allowed = process.platform === 'win32' ? [...ALLOWED, ...ALLOWED_ON_WINDOWS] : ALLOWED;
  for (const [name, value] of Object.entries(own)) {
    const key = process.platform === 'win32' ? name.toUpperCase() : name;
    if (value !== undefined && (allowed.includes(key) || key.startsWith('LC_'))) env[name] = value;
  }
  const locale = env.LC_ALL ?? env.LC_CTYPE ?? env.LANG ?? '';
  if (!/utf-?8/i.test(locale) && env.LC_ALL === undefined) env.LC_CTYPE = 'C.UTF-8';
  return {
    ...env,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ...declared,
    [RUN_COOKIE]: run.id,
    [MARK_SECRET]: run.markSecret,
  };
}
