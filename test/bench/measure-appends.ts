import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../proto/api/common.ts';
import { runlight } from '../../proto/generated/live.js';
import { SummaryWriter } from '../../server/writer/summary-writer.ts';
import { BenchServer } from './bench-server.ts';

const { ClientMessage, ServerMessage } = runlight.live;

/** Milliseconds from the append of a point to the message of the websocket that has it, `count` times. */
export async function measureAppends(logdir: string, count: number): Promise<number[]> {
  const writer = new SummaryWriter(join(logdir, 'run'));
  writer.scalar('loss', 0, 0);
  const server = await BenchServer.start(['--logdir', logdir, '--cache_dir', 'none']);
  await server.untilLoaded();
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}api/live`, {
    origin: new URL(server.url).origin,
  });
  const opened = once(socket, 'open');
  try {
    await opened;
    const catalogue = (await (await fetch(`${server.url}api/catalogue`)).json()) as {
      runs: { id: number }[];
    };
    const runs = catalogue.runs.map(({ id }) => id);
    let kept = 0;
    let onKept = (): void => {};
    socket.on('message', (data: Buffer) => {
      const { scalars } = ServerMessage.decode(data);
      kept = Math.max(kept, scalars?.series?.[0]?.kept ?? 0);
      onKept();
    });
    const untilKept = (points: number): Promise<void> =>
      new Promise((resolve) => {
        onKept = () => kept >= points && resolve();
        onKept();
      });
    const send = (message: runlight.live.ClientMessage.$Properties): void =>
      socket.send(ClientMessage.encode(message).finish());
    send({ hello: { version: PROTOCOL_VERSION } });
    send({ subscribe: { id: 1, scalars: { tag: 'loss', runs, columns: 1000 } } });
    await untilKept(1);
    const times: number[] = [];
    for (let step = 1; step <= count; step++) {
      const started = performance.now();
      writer.scalar('loss', step, step);
      await untilKept(step + 1);
      times.push(performance.now() - started);
    }
    return times;
  } finally {
    socket.terminate();
    writer.close();
    await server.stop();
  }
}
