import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { test } from 'node:test';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { runServer, startServer } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const ONE_LINE = /^[^\n]+\n$/;

test('prints one line with the URL, which answers, and ends with 0 on SIGTERM and SIGINT', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const logdir = makeTempDir(t);
    const server = await startServer(t, ['--logdir', logdir, '--path_prefix', '/x/']);
    assert.match(server.url, /^http:\/\/localhost:\d+\/x\/$/);
    assert.equal((await fetch(`${server.url}healthz`)).status, 200);
    assert.deepEqual(await server.kill(signal), { code: 0, signal: null });
    assert.match(server.stdout(), ONE_LINE);
    assert.match(server.stdout(), /^Runlight \d+\.\d+\.\d+ at http:\S+ \(logdir .*\)\n$/);
  }
});

test('ends by itself although websockets are open', async (t) => {
  const server = await startServer(t, [makeTempDir(t)]);
  const { default: WebSocket } = await import('ws');
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}api/live`, {
    origin: new URL(server.url).origin,
  });
  await once(socket, 'open');
  assert.deepEqual(await server.kill(), { code: 0, signal: null });
  assert.doesNotMatch(server.stderr(), /did not close in time/);
});

test('serves all the same when its output is closed', async (t) => {
  const server = await startServer(t, [makeTempDir(t)]);
  server.child.stdout?.destroy();
  server.child.stderr?.destroy();
  assert.equal((await fetch(`${server.url}healthz`)).status, 200);
  assert.equal((await fetch(`${server.url}no/such/route`)).status, 404);
  assert.deepEqual(await server.kill(), { code: 0, signal: null });
});

test('says in one line what is wrong with the command line, and ends with 2', async () => {
  for (const args of [['--prot', '1'], [], ['--port', 'x', '/tmp'], ['/a', '/b']]) {
    const { code, stdout, stderr } = await runServer(args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, ONE_LINE);
  }
});

test('prints help and version on stdout, and ends with 0', async () => {
  const help = await runServer(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--samples_per_plugin/);
  const version = await runServer(['--version']);
  assert.deepEqual([version.code, version.stderr], [0, '']);
  assert.match(version.stdout, /^Runlight \d+\.\d+\.\d+\n$/);
});

test('ends with 1 when the given port is taken', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, stdout, stderr } = await runServer([makeTempDir(t), '--port', String(port)]);
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(stderr, `Port ${port} is in use: give another with --port, or --port 0 for any free one.\n`);
});

test('takes the next free port when the default one is taken', async (t) => {
  const first = await startServer(t, [makeTempDir(t), '--port', 'default']);
  const second = await startServer(t, [makeTempDir(t), '--port', 'default']);
  const [a, b] = [first, second].map((server) => Number(new URL(server.url).port));
  assert.ok(a !== undefined && b !== undefined && a >= 6006 && b > a, `${a}, ${b}`);
});

test('warns of a missing logdir in one line and shows it when it appears', async (t) => {
  const logdir = join(makeTempDir(t), 'later');
  const server = await startServer(t, ['--logdir', logdir, '--reload_interval', '0.1']);
  assert.match(server.stderr(), ONE_LINE);
  assert.match(server.stderr(), /later does not exist yet/);
  mkdirSync(logdir);
  const writer = new SummaryWriter(join(logdir, 'run'));
  t.after(() => writer.close());
  writer.scalar('loss', 1, 0);
  for (;;) {
    const runs: unknown = await (await fetch(`${server.url}data/runs`)).json();
    if (JSON.stringify(runs) === '["run"]') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test('the demo trains, serves what it writes, and removes it at the end', async (t) => {
  const temp = makeTempDir(t);
  const server = await startServer(t, ['demo'], { TMPDIR: temp });
  const [folder = ''] = readdirSync(temp);
  for (;;) {
    const runs = JSON.stringify(await (await fetch(`${server.url}data/runs`)).json());
    if (runs.includes('"linear"') && runs.includes('"logistic/lr=0.5"')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(await server.kill('SIGINT'), { code: 0, signal: null });
  assert.equal(existsSync(join(temp, folder)), false);
});
