import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { it, type TestContext } from 'node:test';
import type { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../proto/api/common.ts';
import { runlight } from '../../../proto/generated/live.js';
import { LiveConnection } from '../../../server/live/connection.ts';

const { ClientMessage, ServerMessage } = runlight.live;

/** A socket whose client takes nothing until `drain`. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: runlight.live.ServerMessage.$Properties[] = [];
  /** How much each message counts as. */
  messageBytes = 0;
  #taken: (() => void)[] = [];

  send(bytes: Uint8Array, onTaken: () => void): void {
    this.sent.push(ServerMessage.decode(bytes));
    this.bufferedAmount += this.messageBytes;
    this.#taken.push(onTaken);
  }

  drain(): void {
    this.bufferedAmount = 0;
    for (const onTaken of this.#taken.splice(0)) onTaken();
  }

  ask(message: runlight.live.ClientMessage.$Properties): void {
    this.emit('message', Buffer.from(ClientMessage.encode(message).finish()), true);
  }
}

/** A client that has said hello. No timer ever ends: what arrives needed none. */
function connect(test: TestContext): SlowSocket {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const socket = new SlowSocket();
  new LiveConnection(socket as unknown as WebSocket, {
    factories: [(id) => ({ concerns: () => false, next: () => ({ status: { id } }) })],
    epoch: '',
    serverVersion: '',
    onError: (error) => assert.fail(String(error)),
    onSubscribe: () => {},
  });
  socket.ask({ hello: { version: PROTOCOL_VERSION } });
  socket.sent.length = 0;
  return socket;
}

function answered({ sent }: SlowSocket): (number | null | undefined)[] {
  return sent.map(({ status }) => status?.id);
}

it('what is asked for while it pauses between changes is answered at once', async (test) => {
  const socket = connect(test);
  for (const id of [1, 2, 3]) {
    socket.ask({ subscribe: { id, status: {} } });
    await turn();
  }
  assert.deepEqual(answered(socket), [1, 2, 3]);
});

it('a client that has not taken what was sent gets more as soon as it has', async (test) => {
  const socket = connect(test);
  socket.messageBytes = 2 ** 21;
  for (const id of [1, 2, 3]) socket.ask({ subscribe: { id, status: {} } });
  await turn();
  assert.deepEqual(answered(socket), [1]);
  socket.drain();
  await turn();
  assert.deepEqual(answered(socket), [1, 2]);
  socket.drain();
  await turn();
  assert.deepEqual(answered(socket), [1, 2, 3]);
});
