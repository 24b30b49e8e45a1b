import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { ViewsReply } from '../../proto/api/views.ts';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { until } from '../support/injected-app.ts';
import { runServer, startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

async function viewsOf(url: string): Promise<ViewsReply> {
  return (await (await fetch(`${url}api/views`)).json()) as ViewsReply;
}

async function patch(url: string, runs: object): Promise<boolean> {
  const response = await fetch(`${url}api/views/runs`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(runs),
  });
  await response.arrayBuffer();
  return response.ok;
}

test('killed while words are written, it has every one that it acknowledged, and leaves nothing else behind', async (t) => {
  const [logdir, folder] = [makeTempDir(t), makeTempDir(t)];
  new SummaryWriter(join(logdir, 'run')).close();
  const args = [logdir, '--views_file', join(folder, 'views.json')];
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < 5; kill++) {
    const { url, kill: end, stderr } = await startServer(t, args);
    const { runs } = await viewsOf(url);
    for (const name of acknowledged) assert.equal(runs[name]?.note, name.repeat(100));
    const writing = (async () => {
      for (let at = 0; ; at++) {
        const name = `run ${kill} ${at}`;
        try {
          if (await patch(url, { [name]: { note: name.repeat(100) } })) acknowledged.add(name);
        } catch {
          return;
        }
      }
    })();
    // Then at any moment of the next one.
    await until(() => acknowledged.size >= 5 * (kill + 1));
    await wait(kill * 3);
    await end('SIGKILL');
    await writing;
    assert.equal(stderr(), '');
  }
  const { url, stderr } = await startServer(t, args);
  const { runs } = await viewsOf(url);
  for (const name of acknowledged) assert.equal(runs[name]?.note, name.repeat(100));
  assert.ok(await patch(url, { last: { alias: 'x' } }));
  assert.deepEqual(readdirSync(folder), ['views.json']);
  assert.equal(stderr(), '');
});

test('two servers on one file: what is said to one is soon known to the other, and neither undoes the other', async (t) => {
  const [logdir, folder] = [makeTempDir(t), makeTempDir(t)];
  new SummaryWriter(join(logdir, 'run')).close();
  const args = [logdir, '--views_file', join(folder, 'views.json')];
  const [one, two] = [await startServer(t, args), await startServer(t, args)];
  await Promise.all([
    ...Array.from({ length: 10 }, (_, at) => patch(one.url, { [`a${at}`]: { alias: 'x' } })),
    ...Array.from({ length: 10 }, (_, at) => patch(two.url, { [`b${at}`]: { alias: 'x' } })),
  ]);
  for (const { url } of [one, two])
    await until(async () => Object.keys((await viewsOf(url)).runs).length === 20);
});

test('without a flag the file is in the folder for settings, keyed by the logdir', async (t) => {
  const [logdir, home] = [makeTempDir(t), makeTempDir(t)];
  new SummaryWriter(join(logdir, 'run')).close();
  const { url } = await startServer(t, [logdir, '--views_file='], { XDG_CONFIG_HOME: home });
  assert.deepEqual(readdirSync(home), []);
  assert.ok(await patch(url, { run: { alias: 'x' } }));
  const { file } = await viewsOf(url);
  assert.ok(file?.startsWith(join(home, 'runlight', 'views')));
  const inside = await runServer([logdir, '--port', '0', '--views_file', join(logdir, 'v.json')]);
  assert.notEqual(inside.code, 0);
  assert.match(inside.stderr, /is in the logdir/);
});
