import { MessageChannel } from 'node:worker_threads';

/** Smaller ones are left to the collector: they are not worth the call. */
const MIN_BYTES = 64 * 1024;

/** Leads nowhere: what is sent there is gone. */
const { port1: nowhere, port2: otherEnd } = new MessageChannel();
otherEnd.close();

/**
 * Frees a buffer now; it is empty afterwards. The collector counts what buffers hold apart from its heap, and lets tens of
 * megabytes of them wait. `ArrayBuffer.prototype.transfer` does the same, from Node 21 on.
 */
export function freeBuffer(buffer: ArrayBuffer): void {
  if (buffer.byteLength >= MIN_BYTES) nowhere.postMessage(undefined, [buffer]);
}
