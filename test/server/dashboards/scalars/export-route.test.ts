import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { copyFixture, fixturePath, readOracle } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';
import { hashSteps, hashValues, parseExact, type Oracle } from '../../../support/oracle.ts';

/** A point as every form is read back. */
interface Row {
  readonly run: string;
  readonly tag: string;
  readonly step: bigint;
  readonly wallTime: number;
  readonly value: number;
  readonly superseded?: boolean | undefined;
}

const FORMATS = ['csv', 'json', 'parquet', 'arrow'] as const;

async function readBack(format: (typeof FORMATS)[number], payload: Buffer): Promise<Row[]> {
  switch (format) {
    case 'csv':
      return parseCsv(payload.toString()).map(
        ([run = '', tag = '', step = '', wallTime, value, superseded]) => ({
          run,
          tag,
          step: BigInt(step),
          wallTime: Number(wallTime),
          value: Number(value),
          superseded: superseded === undefined ? undefined : superseded === '1',
        }),
      );
    case 'json': {
      const rows = parseExact<
        (Omit<Row, 'step' | 'value'> & { step: number | string; value: number | string })[]
      >(payload.toString());
      return rows.map((row) => ({ ...row, step: BigInt(row.step), value: Number(row.value) }));
    }
    case 'parquet': {
      const file = payload.buffer.slice(
        payload.byteOffset,
        payload.byteOffset + payload.byteLength,
      ) as ArrayBuffer;
      const rows = await parquetReadObjects({ file });
      return rows.map(({ run, tag, step, wall_time, value, superseded }) => ({
        run,
        tag,
        step,
        wallTime: wall_time,
        value,
        superseded,
      }));
    }
    case 'arrow':
      return tableFromIPC(payload)
        .toArray()
        .map(({ run, tag, step, wall_time, value, superseded }) => ({
          run,
          tag,
          step,
          wallTime: wall_time,
          value,
          superseded: superseded ?? undefined,
        }));
  }
}

/** The fields of each line but the first, by RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(1, -1);
}

for (const fixture of ['edge', 'perf-small', 'torch-writer'] as const) {
  describe(`GET /api/scalars/export of ${fixture}`, () => {
    const oracle = parseExact<Oracle>(readOracle(fixture));
    let app: InjectedApp;
    const directory = mkdtempSync(join(tmpdir(), 'runlight-export-'));
    before(async () => {
      app = await openLogdir(copyFixture(fixture, directory));
    });
    after(async () => {
      await app.close();
      rmSync(directory, { recursive: true, force: true });
    });

    async function fetchRows(format: (typeof FORMATS)[number], query = ''): Promise<Row[]> {
      const { statusCode, rawPayload, headers } = await app.fastify.inject({
        url: `/api/scalars/export?format=${format}${query}`,
        headers: { host: 'localhost' },
      });
      assert.equal(statusCode, 200);
      assert.match(String(headers['content-disposition']), /^attachment; filename="[\w.=-]+"$/);
      return readBack(format, rawPayload);
    }

    for (const format of FORMATS) {
      it(`has in ${format} every point that TensorBoard's reader finds, to the bit`, async () => {
        const bySeries = groupRows(await fetchRows(format));
        let compared = 0;
        for (const [run, { scalars = {} }] of Object.entries(oracle.runs))
          for (const [tag, expected] of Object.entries(scalars)) {
            if (
              expected.unreadable ||
              tag.length > 1000 ||
              /bfloat16|uint32|uint64|200dims/.test(`${run}${tag}`)
            )
              continue;
            const rows = bySeries.get(`${run}\n${tag}`) ?? [];
            assert.equal(rows.length, expected.n, `${run} ${tag}`);
            assert.equal(
              hashSteps(rows.map(({ step }) => String(step))),
              expected.steps_sha256,
              `${run} ${tag}`,
            );
            assert.equal(hashValues(rows.map(({ value }) => value)), expected.values_sha256, `${run} ${tag}`);
            compared++;
          }
        assert.ok(compared >= 20, `${compared} series`);
      });
    }

    it('has the same rows in every form, superseded ones too', async () => {
      const [csv, ...others] = await Promise.all(FORMATS.map((format) => fetchRows(format, '&superseded=1')));
      for (const rows of others) assert.deepEqual(rows, csv);
      assert.equal(
        csv?.some(({ superseded }) => superseded),
        fixture === 'edge',
      );
    });
  });
}

function groupRows(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.run}\n${row.tag}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

describe('the selection of an export', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('perf-small'));
  });
  after(() => app.close());

  async function series(query: string): Promise<string[]> {
    const { body, statusCode } = await app.get(`/api/scalars/export?${query}`);
    assert.equal(statusCode, 200, body);
    return [...new Set(parseCsv(body).map(([run, tag]) => `${run}|${tag}`))];
  }

  it('is by names, by expressions, or both', async () => {
    const all = await series('');
    assert.equal(all.length, 200);
    const [run, tag] = all[0]!.split('|') as [string, string];
    const named = `run=${encodeURIComponent(run)}&tag=${encodeURIComponent(tag)}`;
    assert.deepEqual(await series(named), [all[0]]);
    const [otherRun] = all[15]!.split('|') as [string];
    assert.equal(
      (await series(`run=${encodeURIComponent(run)}&run=${encodeURIComponent(otherRun)}`)).length,
      20,
    );
    assert.equal((await series(`runs=${encodeURIComponent(`^${run.toUpperCase()}$`)}`)).length, 10);
  });

  it('is taken as a form and as JSON too, when it is too long for a URL', async () => {
    const get = await app.get('/api/scalars/export?run=run00&run=run03&tags=metric1');
    const form = new URLSearchParams({ tags: 'metric1' });
    for (const run of ['run00', 'run03']) form.append('run', run);
    const post = (type: string, payload: string) =>
      app.fastify.inject({
        method: 'POST',
        url: '/api/scalars/export',
        headers: { host: 'localhost', 'content-type': type },
        payload,
      });
    for (const reply of [
      await post('application/x-www-form-urlencoded', String(form)),
      await post('application/json', JSON.stringify({ tags: 'metric1', run: ['run00', 'run03'] })),
    ])
      assert.deepEqual([reply.statusCode, reply.body], [get.statusCode, get.body]);
    assert.equal((await post('application/x-www-form-urlencoded', 'run=nowhere')).statusCode, 404);
  });

  it('names what is not there, and refuses expressions that are none or take for ever', async () => {
    const evil = encodeURIComponent(`^(((.+)+)+)+$(?!x)[^\\s\\S]`);
    for (const [query, status] of [
      ['run=nowhere', 404],
      ['tag=nothing', 404],
      ['runs=(', 400],
      [`tags=${evil}`, 400],
      ['format=xml', 400],
    ] as const) {
      const { statusCode, body } = await app.get(`/api/scalars/export?${query}`);
      assert.equal(statusCode, status, `${query}: ${body}`);
    }
  });

  it('says so where nothing matches, in every form', async () => {
    for (const format of FORMATS) {
      const { statusCode, body } = await app.get(`/api/scalars/export?tags=there_is_none&format=${format}`);
      assert.equal(statusCode, 404);
      assert.match(body, /"SELECTION_EMPTY".*No scalars match what is asked for; 20 runs and 10 tags/);
    }
  });
});
