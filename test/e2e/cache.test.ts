import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { until } from '../support/injected-app.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

interface Status {
  readonly caughtUp: boolean;
  readonly points: number;
  readonly cacheBytes: number;
}

async function statusOf(url: string): Promise<Status> {
  return (await (await fetch(`${url}api/status`)).json()) as Status;
}

async function untilCaughtUp(url: string): Promise<Status> {
  await until(async () => (await statusOf(url)).caughtUp);
  return statusOf(url);
}

/** Steps and values of a scalar series. */
async function pointsOf(url: string, run: string): Promise<number[][]> {
  const response = await fetch(`${url}data/plugin/scalars/scalars?${new URLSearchParams({ run, tag: 's' })}`);
  if (!response.ok) return [];
  return ((await response.json()) as number[][]).map(([, step = NaN, value = NaN]) => [step, value]);
}

const ALL_POINTS = ['--samples_per_plugin', 'scalars=0'];

test('starts from its cache, tells its size, and is told to have none', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 9000; step++) writer.scalar('s', step / 2, step);
  writer.close();
  const first = await startServer(t, [logdir, '--cache_dir', cache]);
  await untilCaughtUp(first.url);
  await until(async () => (await statusOf(first.url)).cacheBytes > 0);
  assert.equal((await first.kill()).code, 0);
  const [folder = ''] = readdirSync(cache);
  assert.ok(!readdirSync(join(cache, folder)).includes('lock'));
  const second = await startServer(t, [logdir, '--cache_dir', cache, ...ALL_POINTS]);
  assert.equal((await untilCaughtUp(second.url)).points, 9000);
  assert.deepEqual((await pointsOf(second.url, 'run')).at(-1), [8999, 4499.5]);
  const files = readdirSync(join(cache, folder)).filter((name) => /\.(?:snapshot|chunks)$/.test(name));
  const bytes = files.reduce((sum, name) => sum + statSync(join(cache, folder, name)).size, 0);
  assert.equal((await statusOf(second.url)).cacheBytes, bytes);
  const third = await startServer(t, [logdir, '--cache_dir', 'none']);
  assert.equal((await untilCaughtUp(third.url)).cacheBytes, 0);
  assert.equal(third.stderr(), '');
});

test('a second server on the same logdir says so once, and both serve everything', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 5000; step++) writer.scalar('s', step, step);
  const args = [logdir, '--cache_dir', cache];
  const first = await startServer(t, args);
  const second = await startServer(t, args);
  for (let step = 5000; step < 6000; step++) writer.scalar('s', step, step);
  writer.close();
  for (const { url } of [first, second]) await until(async () => (await statusOf(url)).points === 6000);
  assert.equal(second.stderr().match(/another server has the cache/g)?.length, 1);
  assert.equal(first.stderr(), '');
  assert.equal((await statusOf(second.url)).cacheBytes, 0);
  await second.kill();
  await first.kill();
  const third = await startServer(t, args);
  assert.equal((await untilCaughtUp(third.url)).points, 6000);
  assert.equal(third.stderr(), '');
});

test('a cache that cannot be written is done without', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  new SummaryWriter(join(logdir, 'run')).close();
  writeFileSync(join(cache, 'file'), '');
  const { url, stderr } = await startServer(t, [logdir, '--cache_dir', join(cache, 'file', 'below')]);
  await untilCaughtUp(url);
  assert.match(stderr(), /there is no cache/);
});

/** Appends to runs until it is killed, each value its step. */
const WRITER = `
const { SummaryWriter } = await import(process.argv[1]);
const writers = ['a', 'b', 'c'].map((run) => new SummaryWriter(process.argv[2] + '/' + run));
for (let step = 0; ; step++) {
  for (const writer of writers) writer.scalar('s', step, step);
  if (step % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}`;

test('killed again and again while logs grow, it never serves a wrong point and in the end every one', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  const writerModule = new URL('../../server/writer/summary-writer.js', import.meta.url).href;
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, writerModule, logdir]);
  t.after(() => writer.kill('SIGKILL'));
  const args = [logdir, '--cache_dir', cache, ...ALL_POINTS];
  for (let kill = 0; kill < 6; kill++) {
    const { url, kill: end, stderr } = await startServer(t, args);
    await wait(300 + kill * 170);
    for (const [step, value] of await pointsOf(url, 'a')) assert.equal(value, step);
    await end('SIGKILL');
    assert.equal(stderr(), '');
  }
  writer.kill('SIGKILL');
  const { url, stderr } = await startServer(t, args);
  await untilCaughtUp(url);
  assert.equal(stderr(), '');
  for (const run of ['a', 'b', 'c']) {
    const points = await pointsOf(url, run);
    assert.ok(points.length > 1000, `${run} has ${points.length} points`);
    assert.deepEqual(
      points,
      points.map((_, step) => [step, step]),
    );
  }
});
