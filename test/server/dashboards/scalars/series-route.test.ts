import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixturePath } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';

interface Reply {
  readonly kept: number;
  readonly drawn: number;
  readonly step: readonly number[];
  readonly wallTime: readonly (number | string)[];
  readonly value: readonly (number | string)[];
  readonly smoothed?: readonly (number | string)[];
  readonly x?: readonly (number | string)[];
}

describe('GET /api/scalars/series', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('perf-small'));
  });
  after(() => app.close());

  async function ask(parameters: Record<string, string>): Promise<Reply> {
    const { statusCode, body } = await app.get(url(parameters));
    assert.equal(statusCode, 200, body);
    return JSON.parse(body);
  }

  function url(parameters: Record<string, string>): string {
    return `/api/scalars/series?${new URLSearchParams({ run: runs[0]!, tag: tags[0]!, ...parameters })}`;
  }

  let runs: string[] = [];
  let tags: string[] = [];
  before(async () => {
    const catalogue = JSON.parse((await app.get('/api/catalogue')).body);
    runs = catalogue.runs.map(({ name }: { name: string }) => name);
    tags = catalogue.runs[0].tags.scalars;
  });

  it('gives every point unless columns are asked for', async () => {
    const all = await ask({});
    assert.deepEqual([all.kept, all.drawn], [200, 200]);
    assert.equal(all.step.length, 200);
    assert.equal(all.smoothed, undefined);
    const few = await ask({ columns: '10' });
    assert.equal(few.kept, 200);
    assert.equal(few.drawn, few.step.length);
    assert.ok(few.drawn <= 4 * 11, `${few.drawn}`);
    const extremes = ({ value }: Reply): number[] => [
      Math.min(...value.map(Number)),
      Math.max(...value.map(Number)),
    ];
    assert.deepEqual(extremes(few), extremes(all));
  });

  it('cuts after smoothing, and gives nothing beside the range', async () => {
    for (const smoothing of ['ema:0.6', 'time:30', 'mean:25', 'median:25', 'gaussian:5']) {
      const all = await ask({ smoothing });
      const [first, last] = [all.step[50]!, all.step[60]!];
      const cut = await ask({ smoothing, from: String(first), to: String(last) });
      assert.deepEqual(cut.step, all.step.slice(50, 61));
      assert.deepEqual(cut.smoothed, all.smoothed?.slice(50, 61));
      assert.notDeepEqual(cut.smoothed, cut.value);
    }
  });

  it('gives x where it is neither step nor wall time', async () => {
    const relative = await ask({ axis: 'relative' });
    assert.equal(relative.x?.[0], 0);
    assert.equal((await ask({ axis: 'wall' })).x, undefined);
    const tag = await ask({ axis: 'tag', x_tag: tags[1]! });
    assert.deepEqual(tag.x, (await ask({ tag: tags[1]! })).value);
  });

  it('answers CSV and binary columns with the same numbers', async () => {
    const all = await ask({ smoothing: 'ema:0.9' });
    const csv = await app.get(url({ smoothing: 'ema:0.9', format: 'csv' }));
    assert.match(csv.contentType, /^text\/csv/);
    const [head, ...rows] = csv.body.trimEnd().split('\r\n');
    assert.equal(head, 'step,wall_time,value,smoothed');
    assert.deepEqual(
      rows.map((row) => row.split(',').map(Number)),
      all.step.map((step, at) => [step, all.wallTime[at], all.value[at], all.smoothed?.[at]]),
    );
    const { rawPayload, headers } = await app.fastify.inject({
      url: url({ smoothing: 'ema:0.9' }),
      headers: { host: 'localhost', accept: 'application/octet-stream' },
    });
    assert.equal(headers['runlight-columns'], 'step,wallTime,value,smoothed');
    assert.equal(headers['runlight-drawn'], '200');
    assert.equal(rawPayload.length, 200 * 4 * 8);
    const value = Array.from({ length: 200 }, (_, at) => rawPayload.readDoubleLE((400 + at) * 8));
    assert.deepEqual(value, all.value);
  });

  it('says what is wrong', async () => {
    const cases: [Record<string, string>, number, RegExp][] = [
      [{ run: 'nowhere' }, 404, /no run \\"nowhere\\"/],
      [{ tag: 'nothing' }, 404, /no scalars \\"nothing\\"/],
      [{ axis: 'sideways' }, 400, /axis/],
      [{ axis: 'tag' }, 400, /x_tag/],
      [{ smoothing: 'ema:1' }, 400, /weight below 1/],
      [{ smoothing: 'box:3' }, 400, /kinds: ema/],
      [{ smoothing: 'mean:' }, 400, /a kind and a number/],
      [{ smoothing: 'median:99999' }, 400, /at most 1001 points/],
      [{ columns: '-1' }, 400, /columns/],
      [{ from: 'x' }, 400, /from/],
    ];
    for (const [parameters, status, message] of cases) {
      const { statusCode, body } = await app.get(url(parameters));
      assert.equal(statusCode, status, body);
      assert.match(body, message);
    }
  });

  it('is in the description of the API', async () => {
    const { paths } = JSON.parse((await app.get('/api/docs')).body);
    assert.ok(
      paths['/api/scalars/series'].get.parameters.some(({ name }: { name: string }) => name === 'x_tag'),
    );
    assert.ok(paths['/api/scalars/export']);
  });
});

describe('values that are not finite', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('edge'));
  });
  after(() => app.close());

  it('are words, as in TensorBoard’s JSON', async () => {
    const { runs } = JSON.parse((await app.get('/api/catalogue')).body);
    const found = new Set<unknown>();
    for (const { name, tags } of runs)
      for (const tag of tags.scalars ?? []) {
        const query = new URLSearchParams({ run: name, tag, smoothing: 'mean:5', superseded: '1' });
        const { body, statusCode } = await app.get(`/api/scalars/series?${query}`);
        assert.equal(statusCode, 200, body);
        for (const value of JSON.parse(body).value) if (typeof value === 'string') found.add(value);
      }
    assert.deepEqual([...found].sort(), ['-Infinity', 'Infinity', 'NaN']);
  });
});
