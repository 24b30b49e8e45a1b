import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { copyFixture, fixturePath } from '../support/fixtures.ts';
import { until } from '../support/injected-app.ts';
import { startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { visitPage } from '../support/visit-page.ts';

interface Status {
  readonly caughtUp: boolean;
  readonly corruptRecords: number;
  readonly points: number;
  readonly runs: number;
}

async function statusOf(url: string): Promise<Status> {
  return (await (await fetch(`${url}api/status`)).json()) as Status;
}

async function untilCaughtUp(url: string): Promise<Status> {
  await until(async () => (await statusOf(url)).caughtUp);
  return statusOf(url);
}

/** Steps of a scalar series, as TensorBoard's route has them. */
async function stepsOf(url: string, run: string, tag: string): Promise<number[]> {
  const response = await fetch(`${url}data/plugin/scalars/scalars?${new URLSearchParams({ run, tag })}`);
  return response.ok ? ((await response.json()) as number[][]).map(([, step = NaN]) => step) : [];
}

/** Opens every dashboard and waits until what is in sight has drawn. */
async function lookAtEverything(page: Page, url: string): Promise<void> {
  for (const dashboard of ['scalars', 'histograms', 'graphs']) {
    await page.goto(`${url}?dash=${dashboard}`);
    await page.locator('[role="figure"][aria-busy="false"]').first().waitFor();
  }
}

test('text from hostile logs never runs, on any dashboard', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-hostile')]);
  await untilCaughtUp(url);
  await visitPage(url, async (page) => {
    await lookAtEverything(page, url);
    assert.equal(await page.evaluate('window.__xss'), undefined);
  });
});

test('damaged logs are shown as far as they are sound, and every damage is named', async (t) => {
  const { url } = await startServer(t, [fixturePath('edge-crash')]);
  const { corruptRecords } = await untilCaughtUp(url);
  assert.equal(corruptRecords, 27);
  await visitPage(url, async (page) => {
    await page.getByRole('button', { name: /27 problems/ }).click();
    await page.getByText('record skipped: its data checksum is wrong').first().waitFor();
    await page
      .getByText(/byte 887|offset 887/)
      .first()
      .waitFor();
  });
});

test('a record of 9 MB, and 200 kinds of odd logs, are no trouble', async (t) => {
  const logdir = copyFixture('edge', makeTempDir(t));
  const { url, child } = await startServer(t, [logdir]);
  await untilCaughtUp(url);
  assert.deepEqual(await stepsOf(url, 'big-record', 's'), [0, 2]);
  await visitPage(url, (page) => lookAtEverything(page, url));
  assert.equal(child.exitCode, null);
});

test('an empty folder says so, and shows the first run by itself', async (t) => {
  const logdir = makeTempDir(t);
  const { url } = await startServer(t, [logdir]);
  await visitPage(url, async (page) => {
    await page.getByRole('heading', { name: /No events files/ }).waitFor();
    const writer = new SummaryWriter(join(logdir, 'first'));
    writer.scalar('loss', 1, 0);
    await page.locator('[role="figure"][aria-label^="loss"][aria-busy="false"]').waitFor();
    writer.close();
  });
});

test('a page outlives its server, and goes on with the next one', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 50; step++) writer.scalar('loss', step, step);
  const first = await startServer(t, [logdir]);
  const port = new URL(first.url).port;
  const visit = async (page: Page): Promise<void> => {
    await page.getByText('all 50').waitFor();
    await first.kill('SIGKILL');
    await page.getByText(/Connection lost/).waitFor();
    for (let step = 50; step < 60; step++) writer.scalar('loss', step, step);
    await startServer(t, [logdir, '--port', port]);
    await page.getByText('all 60').waitFor();
    assert.equal(await page.getByText(/Connection lost/).count(), 0);
  };
  await visitPage(first.url, visit, { expectedError: /ERR_CONNECTION_REFUSED|WebSocket/ });
  writer.close();
});

test('killed at any moment of reading, it starts again and has everything', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 20_000; step++) writer.scalar('loss', step, step);
  writer.close();
  for (const afterMs of [0, 20, 60, 120]) {
    const { url, kill } = await startServer(t, [logdir]);
    void fetch(`${url}api/status`).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await kill('SIGKILL');
  }
  const { url } = await startServer(t, [logdir, '--samples_per_plugin', 'scalars=0']);
  await untilCaughtUp(url);
  assert.equal((await stepsOf(url, 'run', 'loss')).length, 20_000);
});

test('a log damaged at any offset never costs more than the records that are hit', async (t) => {
  const source = makeTempDir(t);
  const writer = new SummaryWriter(source);
  for (let step = 0; step < 100; step++) writer.scalar('s', step, step);
  writer.close();
  const sound = readFileSync(writer.path);
  const logdir = makeTempDir(t);
  // A run for each damage: one byte changed, spread over the file.
  for (let run = 0; run < 60; run++) {
    const damaged = Uint8Array.from(sound);
    damaged[Math.floor(((run + 0.5) * sound.length) / 60)]! ^= 0x21;
    mkdirSync(join(logdir, `run${run}`));
    writeFileSync(join(logdir, `run${run}`, 'events.out.tfevents.1'), damaged);
  }
  const { url } = await startServer(t, [logdir, '--samples_per_plugin', 'scalars=0']);
  const { corruptRecords } = await untilCaughtUp(url);
  assert.equal(corruptRecords, 60);
  for (let run = 0; run < 60; run++) {
    const steps = await stepsOf(url, `run${run}`, 's');
    assert.ok(steps.length >= 99, `run${run} has ${steps.length} of 100 points`);
  }
});

test('a tail that is cut and written again is read to its end', async (t) => {
  const logdir = makeTempDir(t);
  const writer = new SummaryWriter(logdir);
  for (let step = 0; step < 10; step++) writer.scalar('s', step, step);
  writer.close();
  const whole = readFileSync(writer.path);
  const { url } = await startServer(t, [logdir]);
  await until(async () => (await stepsOf(url, '.', 's')).length === 10);
  truncateSync(writer.path, statSync(writer.path).size - 5);
  await until(async () => (await stepsOf(url, '.', 's')).length === 9);
  appendFileSync(writer.path, whole.subarray(-5));
  await until(async () => (await stepsOf(url, '.', 's')).length === 10);
  assert.equal((await statusOf(url)).corruptRecords, 0);
  rmSync(writer.path);
  await until(async () => (await statusOf(url)).runs === 0);
});
