import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixturePath } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';

type Row = Record<string, number | string | undefined>;

describe('/api/scalars/table', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('perf-small'));
  });
  after(() => app.close());

  it('has a line for each run and tag, equal to its points', async () => {
    const { rows }: { rows: Row[] } = JSON.parse((await app.get('/api/scalars/table?at=100')).body);
    assert.equal(rows.length, 200);
    for (const row of rows.slice(0, 12)) {
      const query = new URLSearchParams({ run: String(row['run']), tag: String(row['tag']) });
      const { step, value, wallTime } = JSON.parse((await app.get(`/api/scalars/series?${query}`)).body);
      const [min, max] = [Math.min(...value), Math.max(...value)];
      const near = step.indexOf(row['atStep']);
      assert.deepEqual(row, {
        run: row['run'],
        tag: row['tag'],
        count: 200,
        firstStep: step[0],
        first: value[0],
        lastStep: step.at(-1),
        lastWallTime: wallTime.at(-1),
        last: value.at(-1),
        minStep: step[value.indexOf(min)],
        min,
        maxStep: step[value.indexOf(max)],
        max,
        atStep: step[near],
        at: value[near],
      });
      assert.ok(step.every((each: number) => Math.abs(each - 100) >= Math.abs(step[near] - 100)));
    }
  });

  it('takes long selections in a body, and answers CSV', async () => {
    const { rows }: { rows: Row[] } = JSON.parse((await app.get('/api/scalars/table')).body);
    assert.equal(rows[0]?.['at'], undefined);
    const run = [...new Set(rows.map((row) => row['run']))].slice(0, 3);
    const { statusCode, body } = await app.fastify.inject({
      method: 'POST',
      url: '/api/scalars/table',
      headers: { host: 'localhost' },
      payload: { run, format: 'csv' },
    });
    assert.equal(statusCode, 200, body);
    const [head, ...lines] = body.trimEnd().split('\r\n');
    assert.equal(
      head,
      'run,tag,count,first_step,first,last_step,last_wall_time,last,min_step,min,max_step,max,at_step,at',
    );
    assert.equal(lines.length, 30);
    assert.match(lines[0] ?? '', /^[^,]+,[^,]+,200,.*,,$/);
  });

  it('says what is wrong', async () => {
    assert.equal((await app.get('/api/scalars/table?at=x')).statusCode, 400);
    assert.equal((await app.get('/api/scalars/table?run=nowhere')).statusCode, 404);
    assert.deepEqual(JSON.parse((await app.get('/api/scalars/table?tags=none_such')).body), { rows: [] });
  });
});
