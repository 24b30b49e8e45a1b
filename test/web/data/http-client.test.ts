import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchJson, postJson, RequestError } from '../../../web/data/http-client.ts';

test('gives back the JSON of the reply', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ graphs: [] }));
  assert.deepEqual(await fetchJson('api/graphs'), { graphs: [] });
});

test('posts JSON', async (context) => {
  const fetch = context.mock.method(globalThis, 'fetch', async () => Response.json({}));
  await postJson('api/graphs/view', { run: 'a', open: [] });
  const [url, init] = fetch.mock.calls[0]?.arguments ?? [];
  assert.equal(url, 'api/graphs/view');
  assert.equal(init?.method, 'POST');
  assert.equal(init?.body, '{"run":"a","open":[]}');
  assert.equal(new Headers(init?.headers).get('content-type'), 'application/json');
});

test("throws the server's error with its code", async (context) => {
  const reply = { statusCode: 404, error: 'RUN_NOT_FOUND', message: 'No run is called "a".' };
  context.mock.method(globalThis, 'fetch', async () => Response.json(reply, { status: 404 }));
  await assert.rejects(fetchJson('x'), new RequestError('RUN_NOT_FOUND', 404, 'No run is called "a".'));
});

test('throws an error of its own when the answer is not in our form, or there is none', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await assert.rejects(fetchJson('x'), { code: 'HTTP', statusCode: 502 });
  context.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('fetch failed')));
  await assert.rejects(fetchJson('x'), { code: 'NETWORK', statusCode: 0 });
});

test('leaves an abort what it is', async (context) => {
  const abort = new DOMException('aborted', 'AbortError');
  context.mock.method(globalThis, 'fetch', () => Promise.reject(abort));
  await assert.rejects(fetchJson('x', { signal: AbortSignal.abort() }), abort);
});
