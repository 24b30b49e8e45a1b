import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import type { GroupsReply, GroupTableReply } from '../../../../proto/api/scalar-groups.ts';
import type { RunValuesReply } from '../../../../proto/api/run-values.ts';
import { runlight } from '../../../../proto/generated/live.js';
import { SummaryWriter } from '../../../../server/writer/summary-writer.ts';
import { openLogdir, until } from '../../../support/injected-app.ts';
import { floats, LiveClient } from '../../../support/live-client.ts';
import { makeTempDir } from '../../../support/temp-dir.ts';

/** Runs `lr_A/seed_B`; the loss of a run is its step times a factor of its own. */
const FACTORS = { 'lr_1/seed_0': 1, 'lr_1/seed_1': 3, 'lr_10/seed_0': 5, 'lr_2/seed_0': 7 };

async function openGroups(t: TestContext) {
  const logdir = makeTempDir(t);
  const writers = Object.entries(FACTORS).map(([run, factor]) => {
    const writer = new SummaryWriter(join(logdir, run));
    for (let step = 0; step < 5; step++) writer.scalar('loss', step * factor, step);
    return writer;
  });
  writers[0]?.scalar('other', NaN, 0);
  const app = await openLogdir(logdir);
  t.after(async () => {
    for (const writer of writers) writer.close();
    await app.close();
  });
  await until(async () => JSON.parse((await app.get('/api/status')).body).points === 21);
  const headers = { host: 'localhost' };
  const post = async (url: string, payload: object, method: 'POST' | 'PATCH' = 'POST') =>
    JSON.parse((await app.fastify.inject({ method, url, headers, payload })).body) as unknown;
  const groups = async (query: string) => {
    const { statusCode, body } = await app.get(`/api/scalars/groups?tag=loss&${query}`);
    assert.equal(statusCode, 200, body);
    return JSON.parse(body) as GroupsReply;
  };
  return { app, post, groups, writers };
}

const sizes = ({ groups }: GroupsReply): (string | number)[][] =>
  groups.map(({ name, runs }) => [name, runs.length]);

test('groups by folder, by what an expression captures, by label, and one for each run, in natural order', async (t) => {
  const { groups, post } = await openGroups(t);
  assert.deepEqual(sizes(await groups('')), [['all', 4]]);
  assert.deepEqual(sizes(await groups('group_by=folder')), [
    ['lr_1', 2],
    ['lr_2', 1],
    ['lr_10', 1],
  ]);
  const seeds = await groups('group_by=regex&pattern=LR_(1).*(seed_.)$');
  assert.deepEqual(
    sizes(seeds),
    [
      ['1 · seed_0', 2],
      ['1 · seed_1', 1],
    ].slice(0, 2),
  );
  assert.deepEqual(seeds.ungrouped, ['lr_2/seed_0']);
  assert.deepEqual(sizes(await groups('group_by=regex&pattern=seed_.')), [
    ['seed_0', 3],
    ['seed_1', 1],
  ]);
  await post(
    '/api/views/runs',
    { 'lr_1/seed_0': { labels: ['a', 'b'] }, 'lr_2/seed_0': { labels: ['b'] } },
    'PATCH',
  );
  const labels = await groups('group_by=label');
  assert.deepEqual(sizes(labels), [
    ['a', 1],
    ['b', 2],
  ]);
  assert.deepEqual(labels.ungrouped.toSorted(), ['lr_10/seed_0', 'lr_1/seed_1'].toSorted());
  assert.equal((await groups('group_by=run')).groups.length, 4);
});

test('answers mean, band and number of runs at each x, as JSON and CSV', async (t) => {
  const { app, groups } = await openGroups(t);
  const [group] = (await groups('group_by=folder&runs=lr_1/&band=std')).groups;
  assert.deepEqual(group, {
    name: 'lr_1',
    runs: ['lr_1/seed_0', 'lr_1/seed_1'],
    kept: 5,
    drawn: 5,
    approximate: false,
    nonFinite: 0,
    x: [0, 1, 2, 3, 4],
    n: [2, 2, 2, 2, 2],
    leftOut: [0, 0, 0, 0, 0],
    centre: [0, 2, 4, 6, 8],
    low: [0, 1, 2, 3, 4],
    high: [0, 3, 6, 9, 12],
    spread: [0, 1, 2, 3, 4],
  });
  const part = await groups('run=lr_1/seed_0&run=lr_1/seed_1&from=2&to=3&band=minmax&centre=median');
  assert.deepEqual(
    [part.groups[0]?.x, part.groups[0]?.low, part.groups[0]?.high],
    [
      [2, 3],
      [2, 3],
      [6, 9],
    ],
  );
  const { body, contentType } = await app.get(
    '/api/scalars/groups?tag=loss&group_by=folder&band=none&format=csv&to=0',
  );
  assert.match(contentType, /^text\/csv/);
  assert.equal(body, 'group,x,n,left_out,centre\r\nlr_1,0,2,0,0\r\nlr_2,0,1,0,0\r\nlr_10,0,1,0,0\r\n');
});

test('explicit lists are taken in their order; a run may be in several, and unknown ones are left out', async (t) => {
  const { post } = await openGroups(t);
  const lists = [
    { name: 'z', runs: ['lr_2/seed_0', 'lr_1/seed_0', 'gone'] },
    { name: 'a', runs: ['lr_1/seed_0'] },
    { name: 'none', runs: [] },
  ];
  const reply = (await post('/api/scalars/groups', { tag: 'loss', groups: lists })) as GroupsReply;
  assert.deepEqual(sizes(reply), [
    ['z', 2],
    ['a', 1],
    ['none', 0],
  ]);
  assert.deepEqual(reply.groups[2]?.x, []);
  assert.equal(reply.ungrouped.length, 2);
});

test('mistakes are answered with what is wrong', async (t) => {
  const { app } = await openGroups(t);
  const cases: readonly (readonly [query: string, status: number, message: RegExp])[] = [
    ['tag=nope', 404, /nope/],
    ['tag=loss&group_by=regex', 400, /needs pattern/],
    ['tag=loss&group_by=regex&pattern=(', 400, /pattern: /],
    ['tag=loss&axis=tag', 400, /x_tag/],
    ['tag=loss&band=wide', 400, /band/],
    ['tag=loss&smoothing=ema:2', 400, /weight/],
  ];
  for (const [query, status, message] of cases)
    await t.test(query, async () => {
      const { statusCode, body } = await app.get(`/api/scalars/groups?${query}`);
      assert.equal(statusCode, status);
      assert.match(body, message);
    });
});

test('a table has a line for each group and tag, with the last, lowest and highest values and those at a step', async (t) => {
  const { app } = await openGroups(t);
  const url = '/api/scalars/groups/table?group_by=folder&at=2.5&align=linear';
  const { rows } = JSON.parse((await app.get(url)).body) as GroupTableReply;
  assert.deepEqual(
    rows.map(({ group, tag, runs }) => [group, tag, runs]),
    [
      ['lr_1', 'loss', 2],
      ['lr_1', 'other', 1],
      ['lr_2', 'loss', 1],
      ['lr_10', 'loss', 1],
    ],
  );
  assert.deepEqual(rows[0]?.last, { n: 2, leftOut: 0, centre: 8, low: 4, high: 12, spread: 4 });
  assert.deepEqual(rows[0]?.min, { n: 2, leftOut: 0, centre: 0, low: 0, high: 0, spread: 0 });
  assert.deepEqual(rows[0]?.at, { n: 2, leftOut: 0, centre: 5, low: 2.5, high: 7.5, spread: 2.5 });
  assert.deepEqual([rows[1]?.last.n, rows[1]?.last.leftOut, rows[1]?.last.centre], [0, 1, 'NaN']);
  const { body } = await app.get('/api/scalars/groups/table?group_by=folder&tag=loss&band=none&format=csv');
  assert.equal(
    body.split('\r\n').slice(0, 2).join('\n'),
    'group,tag,runs,last_n,last_left_out,last_centre,min_n,min_left_out,min_centre,max_n,max_left_out,max_centre\n' +
      'lr_1,loss,2,2,0,8,2,0,0,2,0,8',
  );
});

test('an export says the group of each point, and leaves out none', async (t) => {
  const { app } = await openGroups(t);
  const url = '/api/scalars/export?tag=loss&group_by=regex&pattern=lr_(1)/';
  const groupsOf = (rows: readonly { run: string; group: string }[]): string[] =>
    [...new Set(rows.map(({ run, group }) => `${run}=${group}`))].sort();
  const expected = ['lr_1/seed_0=1', 'lr_1/seed_1=1', 'lr_10/seed_0=', 'lr_2/seed_0='];
  const json = JSON.parse((await app.get(`${url}&format=json`)).body) as { run: string; group: string }[];
  assert.equal(json.length, 20);
  assert.deepEqual(groupsOf(json), expected);
  const csv = (await app.get(url)).body.split('\r\n');
  assert.equal(csv[0], 'run,tag,step,wall_time,value,group');
  assert.match(csv[1] ?? '', /^lr_1\/seed_\d,loss,0,[\d.]+,0,1$/);
  const headers = { host: 'localhost' };
  const bytes = async (format: string) =>
    (await app.fastify.inject({ url: `${url}&format=${format}`, headers })).rawPayload;
  const { buffer, byteOffset, byteLength } = await bytes('parquet');
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  assert.deepEqual(groupsOf((await parquetReadObjects({ file })) as typeof json), expected);
  assert.deepEqual(groupsOf(tableFromIPC(await bytes('arrow')).toArray() as typeof json), expected);
});

test('live: each group whole, again when one of its runs grows, and only then', async (t) => {
  const { app, writers } = await openGroups(t);
  const { runs } = JSON.parse((await app.get('/api/catalogue')).body) as {
    runs: { id: number; name: string }[];
  };
  const idsOf = (folder: string): number[] =>
    runs.filter(({ name }) => name.startsWith(folder)).map(({ id }) => id);
  const client = await LiveClient.connect(app.fastify);
  t.after(() => client.close());
  const { Band } = runlight.live;
  const groups = [
    { id: 1, runs: idsOf('lr_1/') },
    { id: 2, runs: idsOf('lr_2/') },
    { id: 3, runs: [9999] },
  ];
  client.send({
    subscribe: { id: 4, scalarGroups: { tag: 'loss', groups, columns: 300, band: Band.BAND_MIN_MAX } },
  });
  const first = await client.next(({ scalarGroups }) => scalarGroups);
  assert.deepEqual(
    first.groups?.map(({ group, runs: count, keptInRange }) => [group, count, keptInRange]),
    [
      [1, 2, 5],
      [2, 1, 5],
    ],
  );
  const [band] = first.groups ?? [];
  assert.deepEqual(floats(band?.centres), [0, 2, 4, 6, 8]);
  assert.deepEqual(floats(band?.highs), [0, 3, 6, 9, 12]);
  assert.deepEqual([band?.firstX, band?.lastX, band?.lowest, band?.highest], [0, 4, 0, 12]);
  writers[3]?.scalar('loss', 100, 5);
  const second = await client.next(({ scalarGroups }) => scalarGroups);
  assert.deepEqual(
    second.groups?.map(({ group }) => group),
    [2],
  );
  assert.deepEqual(floats(second.groups?.[0]?.centres).at(-1), 100);
});

test('values of a tag in every run, as JSON and as columns of float64', async (t) => {
  const { app } = await openGroups(t);
  const reply = JSON.parse((await app.get('/api/scalars/values?tag=loss&at=2')).body) as RunValuesReply;
  assert.deepEqual(reply.last.toSorted(), [12, 20, 28, 4]);
  assert.deepEqual(reply.at?.toSorted(), [10, 14, 2, 6]);
  assert.deepEqual(
    [reply.lastStep, reply.min],
    [
      [4, 4, 4, 4],
      [0, 0, 0, 0],
    ],
  );
  const headers = { host: 'localhost' };
  const binary = await app.fastify.inject({ url: '/api/scalars/values?tag=loss&format=binary', headers });
  assert.equal(binary.headers['runlight-columns'], 'run,last,lastStep,min,max');
  assert.deepEqual(floats(binary.rawPayload).slice(4, 8), reply.last);
  const nothing = JSON.parse((await app.get('/api/scalars/values?tag=none')).body) as RunValuesReply;
  assert.deepEqual(nothing.run, []);
});
