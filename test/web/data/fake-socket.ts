import { PROTOCOL_VERSION } from '../../../proto/api/common.ts';
import { runlight } from '../../../proto/generated/live.js';
import type { LiveSocket } from '../../../web/data/live-connection.ts';

const { ClientMessage, ServerMessage } = runlight.live;

/** The server's side of a connection, played by hand. */
export class FakeSocket extends EventTarget implements LiveSocket {
  binaryType: BinaryType = 'blob';
  readyState: WebSocket['readyState'] = 0;
  isClosedByClient = false;
  /** What the client has sent and the test has not taken yet. */
  #sent: InstanceType<typeof ClientMessage>[] = [];

  send(data: Parameters<WebSocket['send']>[0]): void {
    this.#sent.push(ClientMessage.decode(data as Uint8Array));
  }

  close(): void {
    this.readyState = 3;
    this.isClosedByClient = true;
  }

  /** Messages since the last call, in short: "hello 1", "subscribe 3 scalars", "unsubscribe 3". */
  take(): string[] {
    const sent = this.#sent.map(({ hello, subscribe, unsubscribe }) => {
      if (hello) return `hello ${hello.version}`;
      if (subscribe) return `subscribe ${subscribe.id} ${subscribe.topic}`;
      return `unsubscribe ${unsubscribe}`;
    });
    this.#sent = [];
    return sent;
  }

  /** The subscriptions since the last call, whole. */
  takeSubscribes(): runlight.live.Subscribe.$Properties[] {
    const subscribes = this.#sent.flatMap(({ subscribe }) => subscribe ?? []);
    this.#sent = [];
    return subscribes;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  reply(message: runlight.live.ServerMessage.$Properties): void {
    const bytes = new Uint8Array(ServerMessage.encode(message).finish());
    this.dispatchEvent(new MessageEvent('message', { data: bytes.buffer }));
  }

  /** Opens and welcomes. */
  welcome(epoch = 'first', serverVersion = '1.0.0'): void {
    this.open();
    this.reply({ welcome: { version: PROTOCOL_VERSION, epoch, serverVersion } });
  }

  /** The server goes away. */
  lose(code = 1006): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}
