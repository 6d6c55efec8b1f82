// The header of a cast, of any version, as far as it can be understood: what is
// missing or of the wrong kind is left out, and only a header that is none at all
// is an error.
import { type CastHeader, type CastOrigin, clampCells } from './cast.ts';

export type DecodedHeader =
  | { readonly ok: true; readonly version: 1 | 2 | 3; readonly header: CastHeader; readonly problem: string | null }
  | { readonly ok: false; readonly error: string };

type Fields = Readonly<Record<string, unknown>>;

/** From the parsed JSON of the first line. */
export function decodeHeader(value: unknown): DecodedHeader {
  const fields = fieldsOf(value);
  const { version } = fields;
  if (typeof version !== 'number') return { ok: false, error: 'not a cast: its first line is no asciicast header' };
  if (version !== 1 && version !== 2 && version !== 3)
    return { ok: false, error: `asciicast version ${version} is not known (1, 2 and 3 are)` };
  const term = fieldsOf(fields.term);
  const env = fieldsOf(fields.env);
  const [across, down] = version === 3 ? [term.cols, term.rows] : [fields.width, fields.height];
  const columns = typeof across === 'number' ? clampCells(across) : null;
  const rows = typeof down === 'number' ? clampCells(down) : null;
  const header: CastHeader = {
    columns: columns ?? 80,
    rows: rows ?? 24,
    terminal: textOf(term.type) ?? textOf(env.TERM),
    timestamp: finite(fields.timestamp),
    idleLimit: positive(fields.idle_time_limit),
    title: textOf(fields.title),
    shell: textOf(env.SHELL),
    tags: Array.isArray(fields.tags) ? fields.tags.filter((tag) => typeof tag === 'string') : [],
    origin: originOf(fields.lectern),
  };
  const asked =
    columns === null || rows === null
      ? 'the header names no size of the terminal'
      : `a terminal of ${across}x${down} cells is out of range`;
  const kept = columns === across && rows === down;
  return { ok: true, version, header, problem: kept ? null : `${asked}: ${header.columns}x${header.rows} taken` };
}

function originOf(value: unknown): CastOrigin | null {
  const { demo, pane, sources } = fieldsOf(value);
  return typeof demo === 'string' && typeof pane === 'string' && typeof sources === 'string' ? { demo, pane, sources } : null;
}

/** Its own fields, or none where it is no object. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function positive(value: unknown): number | null {
  const number = finite(value);
  return number !== null && number > 0 ? number : null;
}
