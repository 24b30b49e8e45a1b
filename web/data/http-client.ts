import type { ErrorReply } from '../../proto/api/common.ts';

/** A request that did not succeed. `message` can be shown as it is. */
export class RequestError extends Error {
  /** Code of the server's error catalogue, "NETWORK" when there was no answer, "HTTP" when it was not in our form. */
  readonly code: string;
  /** 0 when there was no answer. */
  readonly statusCode: number;

  constructor(code: string, statusCode: number, message: string) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.statusCode = statusCode;
  }
}

/**
 * Fetches JSON: `fetchJson<GraphList>(`${session.base}api/graphs`)`. The reply is trusted to be what its schema in
 * proto/api says. Throws RequestError, or the signal's AbortError.
 */
export async function fetchJson<Reply>(url: string, init: RequestInit = {}): Promise<Reply> {
  const accepting = { ...init, headers: { accept: 'application/json', ...init.headers } };
  return (await (await request(url, accepting)).json()) as Reply;
}

/** Sends a JSON body and fetches JSON; otherwise as `fetchJson`. */
export async function postJson<Reply>(url: string, body: unknown, init: RequestInit = {}): Promise<Reply> {
  return fetchJson<Reply>(url, { ...init, ...jsonBody('POST', body) });
}

/** Sends a JSON body and fetches text. Throws as `fetchJson`. */
export async function postForText(url: string, body: unknown): Promise<string> {
  return (await request(url, jsonBody('POST', body))).text();
}

/** Sends a change that answers nothing of interest. Throws as `fetchJson`. */
export async function sendJson(
  method: 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
): Promise<void> {
  await request(url, body === undefined ? { method } : jsonBody(method, body));
}

/** Has the browser save what is answered to a form, as it comes: for what is asked in more words than a URL can have. */
export function postForm(url: string, fields: URLSearchParams): void {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: url, hidden: true });
  for (const [name, value] of fields)
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  document.body.append(form);
  form.submit();
  form.remove();
}

function jsonBody(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** An answer that is none of an error. */
async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestError('NETWORK', 0, 'The server does not answer.');
  }
  if (!response.ok) throw await readError(response);
  return response;
}

async function readError(response: Response): Promise<RequestError> {
  try {
    const reply = (await response.json()) as ErrorReply;
    return new RequestError(reply.error, response.status, reply.message);
  } catch {
    return new RequestError('HTTP', response.status, `The server answered ${response.status}.`);
  }
}
