import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../proto/api/common.ts';
import { runlight } from '../../proto/generated/live.js';
import { until } from './injected-app.ts';

export type ServerMessage = runlight.live.ServerMessage;
type ClientMessage = runlight.live.ClientMessage.$Properties;

/** A websocket client of the live protocol, over memory instead of a port. */
export class LiveClient {
  readonly received: ServerMessage[] = [];
  readonly socket: WebSocket;
  closeCode: number | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.received.push(runlight.live.ServerMessage.decode(data)));
    socket.on('close', (code: number) => (this.closeCode = code));
  }

  /** Connects and says hello. */
  static async connect(fastify: FastifyInstance): Promise<LiveClient> {
    const client = new LiveClient(await fastify.injectWS('/api/live', { headers: { host: 'localhost' } }));
    client.send({ hello: { version: PROTOCOL_VERSION } });
    await client.next((message) => message.welcome);
    return client;
  }

  send(message: ClientMessage): void {
    this.socket.send(runlight.live.ClientMessage.encode(message).finish());
  }

  /** Waits for the first message not yet taken for which `pick` gives something, and takes it. */
  async next<T>(pick: (message: ServerMessage) => T | null | undefined): Promise<T> {
    let found: T | undefined;
    await until(() => {
      const index = this.received.findIndex((message) => pick(message));
      if (index < 0) return false;
      found = pick(this.received.splice(index, 1)[0]!) ?? undefined;
      return true;
    });
    return found!;
  }

  async close(): Promise<void> {
    if (this.socket.readyState === this.socket.CLOSED) return;
    this.socket.terminate();
    await once(this.socket, 'close');
  }
}

/** A float64 column of a message. */
export function floats(bytes: Uint8Array | null | undefined): number[] {
  return [...new Float64Array(Uint8Array.from(bytes ?? []).buffer)];
}
