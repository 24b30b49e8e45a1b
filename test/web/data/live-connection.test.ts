import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Catalogue } from '../../../web/data/catalogue.ts';
import { LiveConnection } from '../../../web/data/live-connection.ts';
import { Status } from '../../../web/data/status.ts';
import { Views } from '../../../web/data/views.ts';
import type { ScalarsTopic } from '../../../web/data/types.ts';
import { PROTOCOL_VERSION } from '../../../proto/api/common.ts';
import { FakeSocket } from './fake-socket.ts';

const TOPIC: ScalarsTopic = {
  tag: 'loss',
  runs: [1, 2],
  axis: 'wall',
  columns: 300,
  smoothing: 0.6,
  smoothingKind: 'ema',
  superseded: false,
  logX: false,
  skipPauses: 0,
  xTag: '',
};
const RUN = { id: 1, name: 'a' };

interface Client {
  readonly live: LiveConnection;
  readonly catalogue: Catalogue;
  readonly status: Status;
  readonly sockets: FakeSocket[];
  readonly serverVersions: (string | undefined)[];
  /** The newest socket. */
  socket(): FakeSocket;
}

function connect(context: TestContext): Client {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const sockets: FakeSocket[] = [];
  const serverVersions: (string | undefined)[] = [];
  const catalogue = new Catalogue();
  const status = new Status();
  const openSocket = (): FakeSocket => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket;
  };
  const onServerVersion = (version: string | undefined): void => void serverVersions.push(version);
  const views = new Views('api/views');
  const live = new LiveConnection({ openSocket, catalogue, status, views, onServerVersion });
  live.start();
  const socket = (): FakeSocket => sockets.at(-1) ?? assert.fail('no socket');
  return { live, catalogue, status, sockets, serverVersions, socket };
}

/** Connected, with a catalogue, and everything taken that was sent for it. */
function connectAndServe(context: TestContext): Client {
  const client = connect(context);
  client.socket().welcome();
  client.socket().reply({ catalogue: { id: 1, epoch: 'first', sequence: 4, reset: true, runs: [RUN] } });
  client.socket().take();
  return client;
}

test('says hello and subscribes to the catalogue, the status and the views', (context) => {
  const { live, catalogue, status, socket, serverVersions } = connect(context);
  assert.equal(live.state, 'connecting');
  socket().welcome();
  assert.deepEqual(socket().take(), [
    `hello ${PROTOCOL_VERSION}`,
    'subscribe 1 catalogue',
    'subscribe 2 status',
    'subscribe 3 views',
  ]);
  assert.equal(live.state, 'open');
  assert.deepEqual(serverVersions, ['1.0.0']);
  socket().reply({ catalogue: { id: 1, runs: [RUN] } });
  socket().reply({ status: { id: 2, points: 12 } });
  assert.equal(catalogue.runs[0]?.name, 'a');
  assert.equal(status.value?.points, 12);
});

test('sends the topic of a subscription and hands on its updates', (context) => {
  const { live, socket } = connectAndServe(context);
  const received: number[] = [];
  live.subscribeScalars({ ...TOPIC, from: 0 }, (update) => received.push(update.series.length));
  const [subscribe] = socket().takeSubscribes();
  const { tag, runs, axis, columns, from, to, smoothing } = subscribe?.scalars ?? {};
  assert.deepEqual([tag, runs, axis, columns, from, to, smoothing], ['loss', [1, 2], 2, 300, 0, null, 0.6]);
  socket().reply({ scalars: { id: subscribe?.id ?? 0, series: [{ run: 1 }, { run: 2 }] } });
  assert.deepEqual(received, [2]);
});

test('drops updates of an earlier topic and of a closed subscription', (context) => {
  const { live, socket } = connectAndServe(context);
  let updates = 0;
  const subscription = live.subscribeHistograms({ run: 1, tag: 'w', maxSteps: 30 }, () => updates++);
  subscription.update({ run: 1, tag: 'w', maxSteps: 60 });
  assert.deepEqual(socket().take(), ['subscribe 4 histograms', 'unsubscribe 4', 'subscribe 5 histograms']);
  socket().reply({ histograms: { id: 4 } });
  assert.equal(updates, 0);
  socket().reply({ histograms: { id: 5 } });
  assert.equal(updates, 1);
  subscription.close();
  assert.deepEqual(socket().take(), ['unsubscribe 5']);
  socket().reply({ histograms: { id: 5 } });
  assert.equal(updates, 1);
});

test('says why a subscription is not served', (context) => {
  const { live, socket } = connectAndServe(context);
  const errors: string[] = [];
  live.subscribeHistograms(
    { run: 9, tag: 'w', maxSteps: 0 },
    () => assert.fail('there is no such run'),
    ({ code, message }) => errors.push(`${code}: ${message}`),
  );
  socket().reply({ error: { id: 4, code: 'RUN_NOT_FOUND', message: 'No run has the id 9.' } });
  assert.deepEqual(errors, ['RUN_NOT_FOUND: No run has the id 9.']);
});

test('resumes the catalogue and the subscriptions at the same server', (context) => {
  const { live, socket, sockets } = connectAndServe(context);
  live.subscribeScalars(TOPIC, () => {});
  socket().lose();
  assert.equal(live.state, 'lost');
  context.mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  socket().open();
  assert.deepEqual({ ...socket().takeSubscribes()[0]?.catalogue }, { epoch: 'first', sequence: 4 });
  socket().reply({ welcome: { epoch: 'first' } });
  assert.equal(live.state, 'open');
  assert.deepEqual(socket().take(), ['subscribe 4 scalars']);
});

test('waits for the catalogue of a server that has started anew, whose run ids are others', (context) => {
  const { live, socket } = connectAndServe(context);
  const subscription = live.subscribeScalars(TOPIC, () => {});
  socket().lose();
  context.mock.timers.tick(500);
  socket().welcome('second');
  assert.deepEqual(socket().take(), [
    `hello ${PROTOCOL_VERSION}`,
    'subscribe 1 catalogue',
    'subscribe 2 status',
    'subscribe 3 views',
  ]);
  subscription.update({ ...TOPIC, runs: [8] });
  assert.deepEqual(socket().take(), []);
  socket().reply({ catalogue: { id: 1, epoch: 'second', reset: true, runs: [{ id: 8, name: 'a' }] } });
  const [subscribe] = socket().takeSubscribes();
  assert.deepEqual(subscribe?.scalars?.runs, [8]);
});

test('tries again after 0.5 s, 1 s, 2 s … at most 10 s, and from the start after a success', (context) => {
  const { live, socket, sockets } = connect(context);
  for (const delayMs of [500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
    const before = sockets.length;
    socket().lose();
    assert.ok((live.retryAt ?? 0) > performance.now());
    context.mock.timers.tick(delayMs - 1);
    assert.equal(sockets.length, before);
    context.mock.timers.tick(1);
    assert.equal(sockets.length, before + 1);
    assert.equal(live.state, 'lost');
    assert.equal(live.retryAt, undefined);
  }
  socket().welcome();
  assert.equal(live.lostAt, undefined);
  socket().lose();
  context.mock.timers.tick(500);
  assert.equal(sockets.length, 9);
});

test('tries at once when asked, and only one socket at a time', (context) => {
  const { live, socket, sockets } = connectAndServe(context);
  live.retryNow();
  assert.equal(sockets.length, 1);
  socket().lose();
  live.retryNow();
  live.retryNow();
  assert.equal(sockets.length, 2);
  context.mock.timers.tick(500);
  assert.equal(sockets.length, 2);
});

test('gives up a socket that nobody welcomes', (context) => {
  const { live, sockets } = connect(context);
  sockets[0]?.open();
  context.mock.timers.tick(10_000);
  assert.equal(sockets[0]?.isClosedByClient, true);
  assert.equal(live.state, 'lost');
  context.mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  sockets[0]?.reply({ welcome: { epoch: 'late' } });
  assert.equal(live.state, 'lost');
});

test('gives up a socket on which nothing has come for long, and no other', (context) => {
  const { live, socket } = connect(context);
  socket().open();
  socket().reply({ welcome: { epoch: 'first' } });
  context.mock.timers.tick(29_000);
  socket().reply({ status: { id: 2 } });
  context.mock.timers.tick(29_000);
  assert.equal(live.state, 'open');
  context.mock.timers.tick(1_000);
  assert.equal(live.state, 'lost');
});

test('reports a server of another protocol', (context) => {
  const { socket, serverVersions } = connect(context);
  socket().open();
  socket().lose(1002);
  assert.deepEqual(serverVersions, [undefined]);
});

test('scalars keep what has come when their topic changes, late updates too', (context) => {
  const { live, socket } = connectAndServe(context);
  const received: [runs: (number | null | undefined)[], isLate: boolean][] = [];
  const subscription = live.subscribeScalars(TOPIC, ({ series }, isLate) =>
    received.push([series.map(({ run }) => run), isLate]),
  );
  const [{ id: first = 0 } = {}] = socket().takeSubscribes();
  const update = (id: number | null, run: number): void =>
    socket().reply({ scalars: { id: id ?? 0, series: [{ run, reset: true }] } });
  update(first, 1);
  subscription.update({ ...TOPIC, smoothing: 0.9 });
  const [second] = socket().takeSubscribes();
  assert.equal(second?.replaces, first);
  update(first, 2);
  update(second?.id ?? 0, 3);
  // By then nothing of the earlier topic can come.
  update(first, 4);
  assert.deepEqual(received, [
    [[1], false],
    [[2], true],
    [[3], false],
  ]);
  subscription.close();
  assert.deepEqual(socket().take(), [`unsubscribe ${second?.id}`]);
});

test('a topic that changes while its updates are held back asks for everything', (context) => {
  const { live, socket } = connectAndServe(context);
  const subscription = live.subscribeScalars(TOPIC, () => {});
  const [{ id = 0 } = {}] = socket().takeSubscribes();
  const reply = (): void => socket().reply({ scalars: { id: id ?? 0, series: [{ run: 1, reset: true }] } });
  reply();
  live.isPaused = true;
  reply();
  subscription.update({ ...TOPIC, smoothing: 0.9 });
  assert.deepEqual(
    socket()
      .takeSubscribes()
      .map(({ replaces }) => replaces ?? 0),
    [0],
  );
});
