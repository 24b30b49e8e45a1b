import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyFixture, fixturePath } from '../support/fixtures.ts';
import { runServer, startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

/** What TensorBoard 2.21 prints for the same, but for the path. */
const INSPECTED = `${'='.repeat(70)}
Processing event files... (this can take a few minutes)
${'='.repeat(70)}

Found event files in:
LOGDIR

Event statistics for tag merge/error in LOGDIR:
scalars
   first_step           0
   last_step            999
   max_step             999
   min_step             0
   num_steps            1000
   outoforder_steps     []
${'='.repeat(70)}

`;

test('--inspect prints what TensorBoard prints', async () => {
  const logdir = fixturePath('seed-linear');
  const { code, stdout } = await runServer(['--inspect', '--logdir', logdir, '--tag', 'merge/error']);
  assert.equal(code, 0);
  assert.equal(stdout, INSPECTED.replaceAll('LOGDIR', logdir));
});

test('verify finds every point of every fixture kept, the damaged and the hostile ones too', async (context) => {
  const directory = makeTempDir(context);
  for (const name of ['torch-writer', 'edge', 'edge-crash', 'edge-hostile'] as const) {
    const { code, stdout } = await runServer(['verify', copyFixture(name, directory)]);
    assert.match(stdout, /: all as kept\n$/, name);
    assert.equal(code, 0, name);
  }
});

test('verify tells what a running server lacks', async (context) => {
  const logdir = makeTempDir(context);
  cpSync(fixturePath('seed-linear'), logdir, { recursive: true });
  const server = await startServer(context, ['--logdir', logdir, '--reload_interval', '0']);
  const same = await runServer(['verify', logdir, '--url', server.url]);
  assert.deepEqual([same.code, same.stderr], [0, '']);

  const other = makeTempDir(context);
  const [name = ''] = readdirSync(logdir);
  const bytes = readFileSync(join(logdir, name));
  // The file without its end: a record less, at least.
  writeFileSync(join(other, name), bytes.subarray(0, bytes.length - 10));
  const different = await runServer(['verify', other, '--url', server.url]);
  assert.equal(different.code, 1);
  assert.match(different.stdout, /^run "\.", tag ".*": \d+ points in the files, \d+ kept$/m);
  await server.kill();
});
