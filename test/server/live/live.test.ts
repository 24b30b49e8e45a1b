import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { SummaryWriter } from '../../../server/writer/summary-writer.ts';
import { openLogdir, until, type InjectedApp } from '../../support/injected-app.ts';
import { floats, LiveClient, type ServerMessage } from '../../support/live-client.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

interface Session {
  readonly logdir: string;
  readonly app: InjectedApp;
  readonly client: LiveClient;
  readonly writer: SummaryWriter;
  /** Id of run "run". */
  readonly run: number;
}

/** A server on one run with "loss" at steps 0 to 9, and a client that has its catalogue. */
async function begin(test: TestContext): Promise<Session> {
  const logdir = makeTempDir(test);
  const writer = new SummaryWriter(join(logdir, 'run'));
  for (let step = 0; step < 10; step++) writer.scalar('loss', step / 10, step, 1000 + step);
  const app = await openLogdir(logdir);
  const client = await LiveClient.connect(app.fastify);
  test.after(async () => {
    await client.close();
    await app.close();
  });
  client.send({ subscribe: { id: 1, catalogue: {} } });
  const first = await client.next(({ catalogue }) => catalogue);
  assert.equal(first.reset, true);
  return { logdir, app, client, writer, run: first.runs?.[0]?.id ?? 0 };
}

/** The smoothed values of the first series, which was written as float32. */
function smoothedOf({ series }: NonNullable<ServerMessage['scalars']>): number[] {
  return [...new Float32Array(Uint8Array.from(series?.[0]?.smoothed ?? []).buffer)];
}

const SCALARS = { tag: 'loss', axis: 0, columns: 100, smoothing: 0 };

describe('the live protocol', () => {
  it('sends a snapshot, then only the points that are new', async (test) => {
    const { client, writer, run } = await begin(test);
    client.send({ subscribe: { id: 2, scalars: { ...SCALARS, runs: [run] } } });
    const first = await client.next(({ scalars }) => scalars);
    assert.deepEqual(floats(first.series?.[0]?.steps), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(first.series?.[0]?.reset, true);
    writer.scalar('loss', 5, 10, 1010);
    const second = await client.next(({ scalars }) => scalars);
    assert.equal(second.series?.[0]?.reset, false);
    assert.deepEqual(floats(second.series?.[0]?.steps), [10]);
    assert.equal(second.series?.[0]?.kept, 11);
  });

  it('smooths what is new as if the whole series had been smoothed at once', async (test) => {
    const { client, writer, run } = await begin(test);
    client.send({ subscribe: { id: 2, scalars: { ...SCALARS, smoothing: 0.9, runs: [run] } } });
    const smoothed = smoothedOf(await client.next(({ scalars }) => scalars));
    for (let step = 10; step < 20; step++) writer.scalar('loss', step / 10, step, 1000 + step);
    while (smoothed.length < 20) {
      smoothed.push(...smoothedOf(await client.next(({ scalars }) => scalars)));
    }
    client.send({ subscribe: { id: 3, scalars: { ...SCALARS, smoothing: 0.9, runs: [run] } } });
    assert.deepEqual(smoothed, smoothedOf(await client.next(({ scalars }) => scalars)));
  });

  it('reduces anew when so much was appended that the client would hold more than it can show', async (test) => {
    const { client, writer, run } = await begin(test);
    client.send({ subscribe: { id: 2, scalars: { ...SCALARS, columns: 16, runs: [run] } } });
    await client.next(({ scalars }) => scalars);
    let held = 10;
    let resets = 0;
    for (let step = 10, kept = 10; step < 600;) {
      for (const end = step + 50; step < end; step++)
        writer.scalar('loss', Math.sin(step), step, 1000 + step);
      while (kept < step) {
        const series = (await client.next(({ scalars }) => scalars)).series?.[0];
        kept = series?.kept ?? 0;
        held = floats(series?.steps).length + (series?.reset ? 0 : held);
        resets += series?.reset ? 1 : 0;
      }
      assert.ok(held <= 16 * 5 + 16 + 4, `${held} points held`);
    }
    assert.ok(resets > 0);
  });

  it('answers for a subscription with nothing to show, so that its card is not busy for ever', async (test) => {
    const { client, run } = await begin(test);
    client.send({ subscribe: { id: 2, scalars: { ...SCALARS, tag: 'other', runs: [run, 999] } } });
    assert.deepEqual((await client.next(({ scalars }) => scalars)).series, []);
  });

  it('tells of new runs, new tags and runs that are gone', async (test) => {
    const { logdir, client, writer, run } = await begin(test);
    writer.scalar('accuracy', 1, 0);
    const tags = await client.next(({ catalogue }) => catalogue);
    assert.deepEqual(tags.tagSets?.[tags.runs?.[0]?.tagSet ?? -1]?.plugins?.[0]?.tags, ['accuracy', 'loss']);
    new SummaryWriter(join(logdir, 'other')).scalar('loss', 1, 0);
    let other = await client.next(({ catalogue }) => catalogue);
    while (!other.runs?.some(({ name }) => name === 'other'))
      other = await client.next(({ catalogue }) => catalogue);
    rmSync(join(logdir, 'run'), { recursive: true });
    let gone = await client.next(({ catalogue }) => catalogue);
    while (!gone.removed?.length) gone = await client.next(({ catalogue }) => catalogue);
    assert.deepEqual(gone.removed, [run]);
  });

  it('resumes the catalogue where a client left off, and starts over for one of another life', async (test) => {
    const { logdir, app, client } = await begin(test);
    client.send({ subscribe: { id: 9, catalogue: {} } });
    const { epoch, sequence } = await client.next(({ catalogue }) => catalogue);
    await client.close();
    new SummaryWriter(join(logdir, 'late')).scalar('loss', 1, 0);
    await until(async () => (await app.get('/data/runs')).body.includes('late'));
    const again = await LiveClient.connect(app.fastify);
    again.send({ subscribe: { id: 1, catalogue: { epoch: epoch ?? '', sequence: sequence ?? 0 } } });
    const changes = await again.next(({ catalogue }) => catalogue);
    assert.equal(changes.reset, false);
    assert.deepEqual(
      changes.runs?.map(({ name }) => name),
      ['late'],
    );
    again.send({ subscribe: { id: 2, catalogue: { epoch: 'another', sequence: sequence ?? 0 } } });
    assert.equal((await again.next(({ catalogue }) => catalogue)).reset, true);
    await again.close();
  });

  it('sends histograms as they were written, and appends new ones', async (test) => {
    const { client, writer, run } = await begin(test);
    writer.histogram('weights', [1, 2, 3], 0);
    await client.next(({ catalogue }) => catalogue);
    client.send({ subscribe: { id: 2, histograms: { run, tag: 'weights', maxSteps: 0 } } });
    const first = await client.next(({ histograms }) => histograms);
    assert.deepEqual(floats(first.steps), [0]);
    const counts = floats(first.buckets).filter((_, at) => at % 3 === 2);
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      3,
    );
    writer.histogram('weights', [4], 7);
    const second = await client.next(({ histograms }) => histograms);
    assert.equal(second.reset, false);
    assert.deepEqual(floats(second.steps), [7]);
  });

  it('sends histograms of a range of steps, and those nearest to some steps', async (test) => {
    const { client, writer, run, app } = await begin(test);
    for (const step of [0, 10, 20]) writer.histogram('w', [step, step + 1], step, 100 + step);
    await until(async () => (await app.get('/api/histograms?run=run&tag=w')).body.includes('"kept":3'));
    const inRange = { run, tag: 'w', maxSteps: 0, from: 5, to: 25 };
    client.send({ subscribe: { id: 2, histograms: inRange } });
    const ofRange = await client.next(({ histograms }) => histograms);
    assert.deepEqual(floats(ofRange.steps), [10, 20]);
    const { kept, keptInRange, firstStep, lastStep, origin } = ofRange;
    assert.deepEqual([kept, keptInRange, firstStep, lastStep, origin], [3, 2, 0, 20, 100]);
    client.send({
      subscribe: { id: 3, histograms: { run, tag: 'w', maxSteps: 0, atSteps: [12, Infinity] } },
    });
    const nearest = await client.next(({ histograms }) => histograms);
    assert.deepEqual(floats(nearest.steps), [10, 20]);
    // Beyond the range, so that only the last of all is another one now.
    writer.histogram('w', [1], 30);
    const next = [];
    while (next.length < 2) next.push(await client.next(({ histograms }) => histograms));
    assert.deepEqual(next.map(({ id, reset, steps }) => [id, reset, floats(steps)]).sort(), [
      [2, false, []],
      [3, true, [10, 30]],
    ]);
  });

  it('sends measures of histograms instead of their buckets', async (test) => {
    const { client, writer, run, app } = await begin(test);
    for (const step of [0, 1, 2]) writer.histogram('w', [step, step + 30], step);
    await until(async () => (await app.get('/api/histograms?run=run&tag=w')).body.includes('"kept":3'));
    const topic = { run, tag: 'w', maxSteps: 0, measures: ['count', 'drift'] };
    client.send({ subscribe: { id: 2, histograms: topic } });
    const first = await client.next(({ histograms }) => histograms);
    assert.deepEqual(floats(first.values), [2, NaN, 2, 1, 2, 1]);
    assert.equal(first.buckets?.length ?? 0, 0);
    writer.histogram('w', [5, 35], 9);
    const second = await client.next(({ histograms }) => histograms);
    assert.equal(second.reset, false);
    assert.deepEqual(floats(second.values), [2, 3]);
    client.send({ subscribe: { id: 3, histograms: { ...topic, measures: ['mode'] } } });
    const refusal = await client.next(({ error }) => error);
    assert.deepEqual([refusal.id, refusal.code], [3, 'REQUEST_INVALID']);
  });

  it('says what is wrong with a subscription, and goes on with the others', async (test) => {
    const { client, run } = await begin(test);
    client.send({ subscribe: { id: 2, histograms: { run, tag: 'absent', maxSteps: 0 } } });
    const refusal = await client.next(({ error }) => error);
    assert.deepEqual([refusal.id, refusal.code], [2, 'TAG_NOT_FOUND']);
    client.send({ subscribe: { id: 3, status: {} } });
    const now = await client.next(({ status }) => status);
    assert.equal(now.runs, 1);
    assert.equal(now.caughtUp, true);
    assert.deepEqual(
      now.activity?.map((activity) => activity.run),
      [run],
    );
  });

  it('ends a connection that does not speak the protocol', async (test) => {
    const { app } = await begin(test);
    const headers = { host: 'localhost' };
    const text = new LiveClient(await app.fastify.injectWS('/api/live', { headers }));
    text.socket.send('hello');
    const old = new LiveClient(await app.fastify.injectWS('/api/live', { headers }));
    old.send({ hello: { version: 999 } });
    const rude = new LiveClient(await app.fastify.injectWS('/api/live', { headers }));
    rude.send({ subscribe: { id: 1, status: {} } });
    await until(() => [text, old, rude].every(({ closeCode }) => closeCode === 1002));
  });
});
