import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SummaryWriter } from '../../../server/writer/summary-writer.ts';
import { openLogdir } from '../../support/injected-app.ts';
import { LiveClient } from '../../support/live-client.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

async function openWithViews(t: TestContext) {
  const [logdir, folder] = [makeTempDir(t), makeTempDir(t)];
  const writer = new SummaryWriter(join(logdir, 'run'));
  writer.scalar('loss', 1, 0);
  writer.close();
  const file = join(folder, 'views.json');
  const app = await openLogdir(logdir, { views: { file } });
  t.after(() => app.close());
  const ask = async (method: 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const headers = { host: 'localhost' };
    const { statusCode, body } = await app.fastify.inject({
      method,
      url,
      headers,
      ...(payload && { payload }),
    });
    return { statusCode, body: body === '' ? undefined : (JSON.parse(body) as Record<string, unknown>) };
  };
  const get = async (url: string) => JSON.parse((await app.get(url)).body) as Record<string, unknown>;
  return { app, file, ask, get };
}

test('words and views by HTTP, and where they are kept', async (t) => {
  const { file, ask, get } = await openWithViews(t);
  assert.deepEqual(await get('/api/views'), { file, runs: {}, saved: {} });
  assert.equal((await get('/api/status'))['viewsFile'], file);
  const patch = { run: { alias: 'The run', labels: ['x'] }, 'gone/run': { hidden: true } };
  assert.deepEqual(await ask('PATCH', '/api/views/runs', patch), { statusCode: 200, body: { runs: patch } });
  const second = await ask('PATCH', '/api/views/runs', { run: { alias: null }, 'gone/run': null });
  assert.deepEqual(second.body, { runs: { run: { labels: ['x'] }, 'gone/run': {} } });
  const name = encodeURIComponent('50 % / best');
  const saved = await ask('PUT', `/api/views/saved/${name}`, { query: 'axis=wall', isDefault: true });
  assert.equal(saved.statusCode, 200);
  assert.deepEqual(await get('/api/views'), {
    file,
    runs: { run: { labels: ['x'] } },
    saved: { '50 % / best': saved.body },
  });
  assert.equal((await ask('DELETE', `/api/views/saved/${name}`)).statusCode, 204);
  assert.equal((await ask('DELETE', `/api/views/saved/${name}`)).body?.['error'], 'VIEW_NOT_FOUND');
});

test('mistakes are answered with what is wrong', async (t) => {
  const { ask } = await openWithViews(t);
  const bad = await ask('PATCH', '/api/views/runs', { run: { colour: 'blue' } });
  assert.equal(bad.statusCode, 400);
  assert.match(String(bad.body?.['message']), /Run "run": colour must be #rrggbb/);
  assert.equal((await ask('PATCH', '/api/views/runs', [1])).statusCode, 400);
  assert.equal((await ask('PUT', '/api/views/saved/x', {})).statusCode, 400);
});

test('every page hears of a change: all at first, then what changed', async (t) => {
  const { app, file, ask } = await openWithViews(t);
  await ask('PATCH', '/api/views/runs', { a: { alias: 'A' }, b: { note: 'B' } });
  const client = await LiveClient.connect(app.fastify);
  t.after(() => client.close());
  client.send({ subscribe: { id: 3, views: {} } });
  const first = await client.next(({ views }) => views);
  assert.deepEqual([first.reset, first.file, first.readOnly, first.hasSaved], [true, file, '', true]);
  assert.deepEqual(
    first.runs?.map(({ run, alias, note }) => [run, alias, note]),
    [
      ['a', 'A', ''],
      ['b', '', 'B'],
    ],
  );
  await ask('PATCH', '/api/views/runs', { b: null, c: { hidden: true } });
  const second = await client.next(({ views }) => views);
  assert.deepEqual(
    second.runs?.map(({ run, note, hidden }) => [run, note, hidden]),
    [
      ['c', '', true],
      ['b', '', false],
    ],
  );
  assert.deepEqual([second.reset, second.hasSaved], [false, false]);
  await ask('PUT', '/api/views/saved/v', { query: 'q' });
  const third = await client.next(({ views }) => views);
  assert.deepEqual([third.runs, third.saved?.[0]?.name, third.saved?.[0]?.query], [[], 'v', 'q']);
});

test('a file in the logdir is refused', async (t) => {
  const logdir = makeTempDir(t);
  await assert.rejects(openLogdir(logdir, { views: { file: join(logdir, 'sub', 'views.json') } }), {
    code: 'CONFIG_INVALID',
  });
});
