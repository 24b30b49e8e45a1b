import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InjectedApp } from './injected-app.ts';
import { fixturePath, type FixtureName } from './fixtures.ts';

/** Long lists are recorded as their count and so many rows of both ends. */
const ROWS_AT_ENDS = 25;
/** Longer keys are recorded as their beginning and a hash. */
const LONGEST_KEY = 1000;

/** A request and what TensorBoard 2.21 answered. */
export interface RecordedAnswer {
  /** The path, with "POST " and what was posted where it was. */
  readonly request: string;
  readonly answer: unknown;
}

/** Everything that was asked of a fixture; the recorder's own notes left out. */
export function recordedAnswers(name: FixtureName): RecordedAnswer[] {
  const { data, ...routes } = read(name);
  return Object.entries<unknown>({ ...routes, ...data })
    .filter(([request]) => /^(?:POST )?\//.test(request))
    .map(([request, answer]) => ({ request, answer }));
}

/** Runs that the recorder left out, since they end or stall TensorBoard. */
export function excludedRuns(name: FixtureName): readonly string[] {
  return read(name)._excluded_runs ?? [];
}

/** Asks the same of a server, and gives its answer in the form of the recorded one. */
export async function answerOf(app: InjectedApp, { request, answer }: RecordedAnswer): Promise<unknown> {
  const [, url = '', posted = ''] = /^POST (\S+) ?(.*)$/s.exec(request) ?? [];
  const response = await app.fastify.inject(
    url === ''
      ? { url: request, headers: { host: 'localhost' } }
      : { method: 'POST', url, headers: { host: 'localhost', ...bodyType(url) }, payload: body(url, posted) },
  );
  const type = String(response.headers['content-type']);
  const { statusCode, rawPayload } = response;
  if (url === '' && request.startsWith('/data/plugin/graphs/graph?'))
    return { status: statusCode, bytes: rawPayload.length, sha256: sha256(rawPayload), content_type: type };
  if (statusCode !== 200) return { _status: statusCode, _body: response.body };
  if (type === 'application/json') return condense(JSON.parse(response.body), answer);
  return { _bytes: rawPayload.length, _sha256: sha256(rawPayload), _content_type: type };
}

interface RecordedFile {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly _excluded_runs?: readonly string[];
}

function read(name: FixtureName): RecordedFile {
  return JSON.parse(readFileSync(`${fixturePath(name)}.tb.json`, 'utf8'));
}

function bodyType(url: string): Record<string, string> {
  return {
    'content-type': url.includes('hparams') ? 'application/json' : 'application/x-www-form-urlencoded',
  };
}

/** What the recorder posted, of which the name of an answer holds a part. */
function body(url: string, posted: string): string {
  if (url.endsWith('/experiment')) return '{}';
  if (url.endsWith('/session_groups')) {
    const statuses = ['STATUS_UNKNOWN', 'STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_RUNNING'];
    return JSON.stringify({ allowedStatuses: statuses, startIndex: 0, sliceSize: 1000 });
  }
  const [, plugin, run, tag] = /^requests=\[([^|]*)\|(.*?)\|(.*)\]$/s.exec(posted) ?? [];
  return String(
    new URLSearchParams({
      requests: JSON.stringify([{ plugin, run, tag, ...(plugin === 'images' && { sample: 0 }) }]),
    }),
  );
}

/** Cuts a value where the recorder cut its own: long lists to their ends, long texts and keys to their hashes. */
export function condense(value: unknown, like: unknown): unknown {
  if (Array.isArray(value)) {
    if (Array.isArray(like)) return value.map((item, index) => condense(item, like[index]));
    if (!isObject(like) || !('count' in like)) return value;
    const { first, last } = like;
    return {
      count: value.length,
      first: condense(value.slice(0, ROWS_AT_ENDS), first),
      last: condense(value.slice(-ROWS_AT_ENDS), last),
    };
  }
  if (typeof value === 'string' && isObject(like) && 'chars' in like)
    return { chars: value.length, sha256: sha256(Buffer.from(value)), head: like['head'] };
  if (!isObject(value) || !isObject(like)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const kept = key.length > LONGEST_KEY ? `${key.slice(0, 100)}...#${sha256(Buffer.from(key))}` : key;
    return [kept, condense(item, like[kept])];
  });
  if (!('_cut' in like)) return Object.fromEntries(entries);
  return { ...Object.fromEntries(entries.filter(([key]) => key in like)), _cut: entries.length };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
