import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parquetReadObjects } from 'hyparquet';
import { SummaryWriter } from '../../../../server/writer/summary-writer.ts';
import { fixturePath } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';
import { makeTempDir } from '../../../support/temp-dir.ts';

interface Histogram {
  readonly step: number;
  readonly buckets?: readonly (readonly number[])[];
  readonly broken?: string;
}

async function getJson<T>(app: InjectedApp, path: string): Promise<T> {
  const { statusCode, body } = await app.get(path);
  assert.equal(statusCode, 200, body);
  return JSON.parse(body) as T;
}

describe('the HTTP routes of histograms', () => {
  const logdir = mkdtempSync(join(tmpdir(), 'runlight-histograms-'));
  let app: InjectedApp;
  before(async () => {
    const writer = new SummaryWriter(join(logdir, 'run'));
    for (let step = 0; step < 100; step++)
      writer.histogram('w', [step, step + 1, step + 1, step + 30], step * 10, step);
    writer.close();
    app = await openLogdir(logdir);
  });
  after(async () => {
    await app.close();
    rmSync(logdir, { recursive: true, force: true });
  });

  it('reach every step, by a range and by itself', async () => {
    const stepsOf = async (query: string): Promise<number[]> => {
      const path = `/api/histograms?run=run&tag=w&${query}`;
      return (await getJson<{ histograms: Histogram[] }>(app, path)).histograms.map(({ step }) => step);
    };
    assert.equal((await stepsOf('')).length, 100);
    assert.deepEqual(await stepsOf('max_steps=3'), [0, 500, 990]);
    assert.deepEqual(await stepsOf('from=15&to=45'), [20, 30, 40]);
    assert.deepEqual(await stepsOf('from=100&to=900&max_steps=2'), [100, 900]);
    assert.deepEqual(await stepsOf('step=44&step=46&step=41&step=1e9'), [40, 50, 990]);
  });

  it('answer every step as TensorBoard does when histograms=0 asks for it, and 51 and 501 by default', async (test) => {
    const own = makeTempDir(test);
    const writer = new SummaryWriter(join(own, 'run'));
    for (let step = 0; step < 600; step++) writer.histogram('w', [step], step);
    writer.close();
    const countOf = async (from: InjectedApp, plugin: string): Promise<number> =>
      (await getJson<unknown[]>(from, `/data/plugin/${plugin}/${plugin}?run=run&tag=w`)).length;
    const all = await openLogdir(own, { samplesPerPlugin: new Map([['histograms', 0]]) });
    test.after(() => all.close());
    assert.equal(await countOf(all, 'histograms'), 600);
    assert.equal(await countOf(all, 'distributions'), 600);
    const usual = await openLogdir(own);
    test.after(() => usual.close());
    assert.equal(await countOf(usual, 'histograms'), 51);
    assert.equal(await countOf(usual, 'distributions'), 501);
  });

  it('give measures as columns, and as CSV', async () => {
    const path = '/api/histograms/series?run=run&tag=w&measure=count&measure=drift&to=20';
    const answer = await getJson<Record<string, unknown>>(app, path);
    assert.deepEqual(answer, {
      run: 'run',
      tag: 'w',
      kept: 100,
      estimates: ['drift'],
      brokenSteps: [],
      step: [0, 10, 20],
      wallTime: [0, 1, 2],
      // The same shape, moved by 1 each time.
      measures: { count: [4, 4, 4], drift: ['NaN', 1, 1] },
    });
    const csv = await app.get(`${path}&format=csv`);
    assert.match(csv.contentType, /^text\/csv/);
    assert.equal(csv.body, 'step,wall_time,count,drift\r\n0,0,4,NaN\r\n10,1,4,1\r\n20,2,4,1\r\n');
  });

  it('measure drift from a chosen step', async () => {
    const path = '/api/histograms/series?run=run&tag=w&measure=drift&against=11&to=40';
    const answer = await getJson<{ measures: { drift: number[] } }>(app, path);
    assert.deepEqual(answer.measures.drift, [1, 0, 1, 2, 3]);
  });

  it('measure drift over a choice of steps from the step before each, chosen or not', async () => {
    const path = '/api/histograms/series?run=run&tag=w&measure=drift&max_steps=3';
    const answer = await getJson<{ step: number[]; measures: { drift: unknown[] } }>(app, path);
    assert.deepEqual(answer.step, [0, 500, 990]);
    assert.deepEqual(answer.measures.drift, ['NaN', 1, 1]);
  });

  it('export every bucket as CSV, JSON and Parquet', async () => {
    const path = '/api/histograms/export?run=run&tag=w&format=';
    const written = (
      await getJson<{ histograms: Histogram[] }>(app, '/api/histograms?run=run&tag=w')
    ).histograms.flatMap(({ step, buckets = [] }) =>
      buckets.map(([left, right, count], bucket) => ({ step, bucket, left, right, count })),
    );
    const csv = (await app.get(`${path}csv`)).body.trimEnd().split('\r\n');
    assert.equal(csv[0], 'run,tag,step,wall_time,bucket,left,right,count');
    const fromCsv = csv.slice(1).map((line) => {
      const [run, tag, ...numbers] = line.split(',');
      assert.deepEqual([run, tag], ['run', 'w']);
      const [step, wallTime, bucket, left, right, count] = numbers.map(Number);
      assert.equal(wallTime, (step ?? 0) / 10);
      return { step, bucket, left, right, count };
    });
    assert.deepEqual(fromCsv, written);
    const json = await getJson<Required<Histogram>[]>(app, `${path}json`);
    assert.deepEqual(
      json.flatMap(({ step, buckets }) =>
        buckets.map(([left, right, count], bucket) => ({ step, bucket, left, right, count })),
      ),
      written,
    );
    const { rawPayload } = await app.fastify.inject({
      url: `${path}parquet`,
      headers: { host: 'localhost' },
    });
    const file = Uint8Array.from(rawPayload).buffer;
    const rows = await parquetReadObjects({ file });
    assert.deepEqual(
      rows.map(({ step, bucket, left, right, count }) => ({
        step: Number(step),
        bucket,
        left,
        right,
        count,
      })),
      written,
    );
  });

  it('refuse what is not there, by name', async () => {
    for (const [path, code] of [
      ['?run=no&tag=w', 404],
      ['?run=run&tag=no', 404],
      ['/series?run=run&tag=w', 400],
      ['/series?run=run&tag=w&measure=median', 400],
      ['/export?run=run&tag=no', 404],
      ['/export?run=no&tag=w', 404],
      ['/export?run=run&tag=w&format=xlsx', 400],
    ] as const) {
      assert.equal((await app.get(`/api/histograms${path}`)).statusCode, code, path);
    }
  });
});

describe('histograms that cannot be read', () => {
  it('are marked at their step, and spoil no other', async (test) => {
    const edge = await openLogdir(fixturePath('edge'));
    test.after(() => edge.close());
    const path = '?run=hist&tag=new/wrongshape';
    const { histograms } = await getJson<{ histograms: Histogram[] }>(edge, `/api/histograms${path}`);
    assert.equal(histograms.length, 4);
    for (const { broken } of histograms) assert.match(broken ?? '', /not \[k, 3\]/);
    const measures = await getJson<{ step: number[]; brokenSteps: number[] }>(
      edge,
      `/api/histograms/series${path}&measure=mean`,
    );
    assert.deepEqual(measures.step, []);
    assert.equal(measures.brokenSteps.length, 4);
  });

  it('are those whose file has gone, and drift goes back to the last that can be read', async (test) => {
    const logdir = makeTempDir(test);
    const writer = new SummaryWriter(join(logdir, 'run'));
    for (let step = 0; step < 3; step++) writer.histogram('w', [step, step + 1], step);
    writer.close();
    const app = await openLogdir(logdir);
    test.after(() => app.close());
    // The middle one gets a byte of another file, after it was indexed.
    const file = join(logdir, 'run', readdirSync(join(logdir, 'run'))[0] ?? '');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const answer = await getJson<{ step: number[]; brokenSteps: number[]; measures: { drift: unknown[] } }>(
      app,
      '/api/histograms/series?run=run&tag=w&measure=drift',
    );
    assert.deepEqual(answer.brokenSteps, [1]);
    assert.deepEqual(answer.step, [0, 2]);
    assert.deepEqual(answer.measures.drift, ['NaN', 2]);
  });
});
