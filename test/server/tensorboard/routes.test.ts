import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { fixturePath } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';

describe('the TensorBoard routes', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('seed-linear'), { windowTitle: 'my runs' });
  });
  after(() => app.close());

  it('answer mistakes as TensorBoard does', async () => {
    const mistakes: readonly (readonly [string, number, string])[] = [
      [
        'scalars/scalars?run=.',
        400,
        "Invalid argument: Both run and tag must be specified: tag=None, run='.'",
      ],
      ['scalars/scalars?run=x&tag=y', 404, "Not found: No scalar data for run='x', tag='y'"],
      ['histograms/histograms?run=x&tag=y', 404, "Not found: No histogram tag 'y' for run 'x'"],
      ['graphs/graph', 400, 'query parameter "run" is required'],
      ['graphs/graph?run=x', 404, 'Not found'],
      ['nothing/here', 404, 'Not found'],
    ];
    for (const [route, status, text] of mistakes) {
      const answer = await app.get(`/data/plugin/${route}`);
      assert.deepEqual([answer.statusCode, answer.body], [status, text], route);
      assert.equal(answer.contentType, 'text/plain; charset=utf-8', route);
    }
  });

  it('give a series as CSV', async () => {
    const { body, contentType } = await app.get(
      '/data/plugin/scalars/scalars?run=.&tag=merge/error&format=csv',
    );
    const [head, first] = body.split('\r\n');
    assert.equal(contentType, 'text/csv; charset=utf-8');
    assert.equal(head, 'Wall time,Step,Value');
    assert.equal(first, '1795476667.6301138,0,1.3848742246627808');
  });

  it('sample by default, with the first, the last and the extremes', async () => {
    const sampled = await openLogdir(fixturePath('seed-linear'), {
      samplesPerPlugin: new Map([['scalars', 50]]),
    });
    const route = '/data/plugin/scalars/scalars?run=.&tag=merge/error';
    const rows: number[][] = JSON.parse((await sampled.get(route)).body);
    const all: number[][] = JSON.parse((await app.get(route)).body);
    await sampled.close();
    assert.ok(rows.length <= 50 && rows.length > 40);
    assert.deepEqual(rows[0], all[0]);
    assert.deepEqual(rows.at(-1), all.at(-1));
  });

  it('are the same under any experiment, and behind a slash too many', async () => {
    const runs = (await app.get('/data/runs')).body;
    for (const url of ['/experiment/x/data/runs', '//data/runs', '/data/runs/'])
      assert.equal((await app.get(url)).body, runs, url);
    const { statusCode, headers } = await app.fastify.inject({
      url: '/experiment/x',
      headers: { host: 'localhost' },
    });
    assert.deepEqual([statusCode, headers.location], [301, '/experiment/x/']);
  });

  it('give a series of several runs at once', async () => {
    const send = (method: 'GET' | 'POST', payload: string) =>
      app.fastify.inject({
        method,
        url: '/data/plugin/scalars/scalars_multirun',
        headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      });
    const { statusCode, body } = await send('POST', 'tag=merge%2Ferror&runs=.&runs=none');
    const one = await app.get('/data/plugin/scalars/scalars?run=.&tag=merge/error');
    assert.equal(statusCode, 200);
    assert.deepEqual(JSON.parse(body), { '.': JSON.parse(one.body) });
    assert.equal((await send('POST', 'tag=a&tag=b&runs=.')).statusCode, 400);
    const wrong = await send('GET', '');
    assert.deepEqual([wrong.statusCode, wrong.headers['allow']], [405, 'POST']);
  });

  it('compress text for those who take it', async () => {
    const ask = (encoding: string) =>
      app.fastify.inject({ url: '/data/runs', headers: { host: 'localhost', 'accept-encoding': encoding } });
    const compressed = await ask('gzip, deflate');
    assert.equal(compressed.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(compressed.rawPayload).toString(), '["."]');
    for (const encoding of ['', 'br', 'gzip;q=0'])
      assert.equal((await ask(encoding)).headers['content-encoding'], undefined, encoding);
  });

  it('say what is served', async () => {
    const { data_location, window_title, version } = JSON.parse((await app.get('/data/environment')).body);
    assert.deepEqual(
      [data_location, window_title, version],
      [fixturePath('seed-linear'), 'my runs', '2.21.0'],
    );
  });
});
