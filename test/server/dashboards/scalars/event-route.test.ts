import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { frameRecord } from '../../../../server/decode/frame-record.ts';
import { fixturePath } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';
import { makeTempDir } from '../../../support/temp-dir.ts';

interface Reply {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly event: {
    readonly wallTime: number;
    readonly step?: string | number;
    readonly summary: { readonly value: readonly Record<string, unknown>[] };
  };
}

async function open(context: TestContext, logdir: string): Promise<InjectedApp> {
  const app = await openLogdir(logdir);
  context.after(() => app.close());
  return app;
}

async function ask(app: InjectedApp, query: Record<string, string>): Promise<Reply> {
  const { body, statusCode } = await app.get(`/api/scalars/event?${new URLSearchParams(query)}`);
  assert.equal(statusCode, 200, body);
  return JSON.parse(body);
}

test('every point of a fixture is found in the bytes that are named', async (context) => {
  const logdir = fixturePath('seed-logistic');
  const app = await open(context, logdir);
  const { runs } = JSON.parse((await app.get('/api/catalogue')).body);
  for (const { name: run, tags } of runs) {
    const [tag] = tags.scalars;
    const series = JSON.parse(
      (await app.get(`/api/scalars/series?${new URLSearchParams({ run, tag })}`)).body,
    );
    for (const at of [0, 7, series.kept - 1]) {
      const [step, wallTime] = [series.step[at], series.wallTime[at]];
      const reply = await ask(app, { run, tag, step, wall_time: wallTime });
      assert.equal(Number(reply.event.step ?? 0), step);
      assert.equal(reply.event.wallTime, wallTime);
      assert.ok(reply.event.summary.value.some((value) => value['tag'] === tag));
      const bytes = readFileSync(join(logdir, reply.file)).subarray(
        reply.offset,
        reply.offset + reply.length,
      );
      const event = tensorboard.Event.decode(bytes.subarray(12, -4));
      assert.equal(event.wallTime, wallTime);
      assert.deepEqual(frameRecord(tensorboard.Event.encode(event).finish()).length, reply.length);
    }
  }
});

test('of points at one step the wall time tells which, and without it the last one is found', async (context) => {
  const logdir = makeTempDir(context);
  const scalar = (wallTime: number, step: number, simpleValue: number): Buffer =>
    Buffer.from(
      frameRecord(
        tensorboard.Event.encode({
          wallTime,
          step,
          summary: { value: [{ tag: 'loss', simpleValue }] },
        }).finish(),
      ),
    );
  const damaged = scalar(99, 3, 3);
  damaged[damaged.length - 1]! ^= 1;
  const long = Buffer.from(
    frameRecord(
      tensorboard.Event.encode({
        wallTime: 98,
        step: 4,
        summary: {
          value: [
            { tag: 'loss', simpleValue: NaN },
            {
              tag: 'notes',
              tensor: { dtype: tensorboard.DataType.DT_STRING, stringVal: [Buffer.alloc(5e6, 'x')] },
            },
          ],
        },
      }).finish(),
    ),
  );
  const parts = [scalar(100, 5, 1), damaged, long, scalar(200, 5, 2), scalar(300, 6, 3)];
  writeFileSync(join(logdir, 'events.out.tfevents.1.host'), Buffer.concat(parts));
  const app = await open(context, logdir);
  const first = await ask(app, { run: '.', tag: 'loss', step: '5', wall_time: '100' });
  assert.deepEqual([first.offset, first.length], [0, parts[0]!.length]);
  assert.equal(first.file, 'events.out.tfevents.1.host');
  const last = await ask(app, { run: '.', tag: 'loss', step: '5' });
  assert.equal(last.event.summary.value[0]?.['simpleValue'], 2);
  assert.equal(last.offset, parts[0]!.length + damaged.length + long.length);
  const cut = await ask(app, { run: '.', tag: 'loss', step: '4', wall_time: '98' });
  assert.equal(cut.length, long.length);
  assert.equal(cut.event.summary.value[0]?.['simpleValue'], 'NaN');
  assert.ok(JSON.stringify(cut.event).length < 1000);
  assert.match(JSON.stringify(cut.event), /"bytes":5000000/);
  for (const query of [{ step: '3', wall_time: '99' }, { step: '5', wall_time: '101' }, { step: '7' }]) {
    const { statusCode, body } = await app.get(
      `/api/scalars/event?${new URLSearchParams({ run: '.', tag: 'loss', ...query } as Record<string, string>)}`,
    );
    assert.equal(statusCode, 404, body);
    assert.match(body, /POINT_NOT_FOUND/);
  }
});
