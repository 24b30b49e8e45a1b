import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';

/** Clients send subscriptions: the longest names some thousands of runs. */
const MAX_MESSAGE_BYTES = 256 * 1024;

/** Websockets without compression: it costs 30 times the processor time for columns that shrink by a seventh. */
export async function websocket(app: FastifyInstance): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: { maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false },
  });
}
