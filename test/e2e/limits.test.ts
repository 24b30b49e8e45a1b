import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { until } from '../support/injected-app.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

interface Status {
  readonly caughtUp: boolean;
  readonly points: number;
  readonly runs: number;
}

async function statusOf(url: string): Promise<Status> {
  return (await (await fetch(`${url}api/status`)).json()) as Status;
}

function write(logdir: string, run: string, from: number, to: number): void {
  const writer = new SummaryWriter(join(logdir, run));
  for (let step = from; step < to; step++) writer.scalar('s', Math.sin(step), step);
  writer.close();
}

test('many more runs than files may be open at a time are read, kept, and followed', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  const runs = 700;
  for (let run = 0; run < runs; run++) write(logdir, `run${run}`, 0, 3);
  const args = [logdir, '--cache_dir', cache];
  for (const points of [runs * 3, runs * 3 + 4]) {
    const { url, kill, stderr } = await startServer(t, args, {}, '-n 256');
    await until(async () => (await statusOf(url)).points === points && (await statusOf(url)).caughtUp);
    if (points === runs * 3) write(logdir, 'run350', 3, 7);
    await until(async () => (await statusOf(url)).points === runs * 3 + 4);
    assert.equal((await statusOf(url)).runs, runs);
    if (process.platform === 'linux') assert.equal(stderr(), '');
    await kill();
  }
});

test('a disk that is full under the cache costs one warning, and no point', async (t) => {
  const [logdir, cache] = [makeTempDir(t), makeTempDir(t)];
  for (const run of ['a', 'b', 'c']) write(logdir, run, 0, 50_000);
  // A file that may not grow beyond 64 blocks, of 512 or 1,024 bytes: to the server it is as if there were no room left.
  const { url, kill, stderr } = await startServer(t, [logdir, '--cache_dir', cache], {}, '-f 64');
  await until(() => /cannot be written/.test(stderr()));
  write(logdir, 'a', 50_000, 60_000);
  await until(async () => (await statusOf(url)).points === 160_000);
  assert.equal((await kill()).code, 0);
  assert.equal(stderr().match(/\n/g)?.length, 1, stderr());
  const again = await startServer(t, [logdir, '--cache_dir', cache]);
  await until(async () => (await statusOf(again.url)).points === 160_000);
  assert.equal(again.stderr(), '');
});
