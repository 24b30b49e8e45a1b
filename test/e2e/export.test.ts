import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyFixture, fixturePath, readOracle } from '../support/fixtures.ts';
import { hashSteps, hashValues, parseExact, type Oracle } from '../support/oracle.ts';
import { runServer, startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

test('the command line and a server export the same, to the bit what TensorBoard’s reader finds', async (context) => {
  const directory = makeTempDir(context);
  const logdir = copyFixture('edge', directory);
  const server = await startServer(context, ['--logdir', logdir, '--reload_interval', '0']);
  await caughtUp(server.url);
  for (const format of ['csv', 'json', 'parquet', 'arrow']) {
    const file = join(directory, `scalars.${format}`);
    const { code, stderr } = await runServer(['export', logdir, '--output', file]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /\d+ points of \d+ series in /);
    const response = await fetch(new URL(`api/scalars/export?format=${format}`, server.url));
    assert.deepEqual(readFileSync(file), Buffer.from(await response.arrayBuffer()), format);
  }
  const { runs } = parseExact<Oracle>(readOracle('edge'));
  let compared = 0;
  for (const [run, { scalars = {} }] of Object.entries(runs))
    for (const [tag, expected] of Object.entries(scalars)) {
      if (expected.unreadable || /[",\r\n]/.test(run + tag) || run + tag === '') continue;
      if (/bfloat16|uint32|uint64|200dims/.test(run + tag)) continue;
      const query = new URLSearchParams({ run, tag });
      const text = await (await fetch(new URL(`api/scalars/export?${query}`, server.url))).text();
      const rows = text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(','));
      assert.equal(rows.length, expected.n, `${run} ${tag}`);
      assert.equal(hashSteps(rows.map((row) => row[2] ?? '')), expected.steps_sha256, `${run} ${tag}`);
      assert.equal(hashValues(rows.map((row) => row[4] ?? '')), expected.values_sha256, `${run} ${tag}`);
      compared++;
    }
  assert.ok(compared > 80, `${compared}`);
  await server.kill();
});

test('export writes to standard output, and says what it cannot do', async (context) => {
  const logdir = fixturePath('seed-linear');
  const { code, stdout } = await runServer(['export', logdir, '--tags', 'ERROR$']);
  assert.equal(code, 0);
  const [head, first, ...rest] = stdout.trimEnd().split('\r\n');
  assert.equal(head, 'run,tag,step,wall_time,value');
  assert.match(first ?? '', /^\.,merge\/error,0,/);
  assert.equal(rest.length, 999);

  const grouped = await runServer(['export', logdir, '--tags', 'ERROR$', '--group_by', 'run']);
  assert.match(grouped.stdout, /^run,tag,step,wall_time,value,group\r\n\.,merge\/error,0,.*,\.\r\n/);

  const missing = join(makeTempDir(context), 'missing');
  for (const [args, expected, message] of [
    [[missing], 2, /missing does not exist/],
    [[logdir, '--run', 'nowhere'], 1, /There is no run "nowhere"/],
    [[logdir, '--tags', 'there_is_none'], 1, /No scalars match what is asked for; 1 runs/],
    [[logdir, '--tags', '('], 1, /tags: Invalid regular expression/],
    [[logdir, '--format', 'xml'], 2, /give one of csv, json, parquet, arrow/],
    [[logdir, '--output', join(missing, 'x.csv')], 1, /Cannot write .*x\.csv: ENOENT/],
  ] as const) {
    const result = await runServer(['export', ...args]);
    assert.equal(result.code, expected, args.join(' '));
    assert.match(result.stderr, message);
    assert.equal(result.stdout, '');
  }
});

async function caughtUp(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(new URL('api/status', url));
    const { caughtUp: isDone } = (await response.json()) as { caughtUp: boolean };
    if (isDone) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
