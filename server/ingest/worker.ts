import { parentPort, workerData } from 'node:worker_threads';
import type { RecordStream } from '../decode/record-stream.ts';
import { RunDecoder, type RunBatch } from '../decode/run-decoder.ts';
import type { FileProgress, WorkerOptions, WorkerReply, WorkerRequest } from './messages.ts';
import { readFile } from './read-file.ts';

/** Bytes of one file after which the worker asks what is most urgent now. */
const SHARE_BYTES = 32 * 1024 * 1024;

/** What the worker keeps of a run: its decoder, and where in each file reading goes on. */
interface RunState {
  readonly decoder: RunDecoder;
  readonly streams: Map<number, RecordStream>;
}

const port = parentPort;
if (!port) throw new Error('server/ingest/worker.ts runs only as a worker thread');
const options: WorkerOptions = workerData;
const runs = new Map<number, RunState>();

port.on('message', (request: WorkerRequest) => {
  if (request.kind === 'forget') {
    runs.delete(request.run);
    return;
  }
  const { run, files } = request;
  let state = runs.get(run);
  if (!state) {
    state = { decoder: new RunDecoder(options), streams: new Map() };
    runs.set(run, state);
  }
  for (const job of files) {
    let isWhole = true;
    readFile(job, state.decoder, state.streams, SHARE_BYTES, (progress) => {
      isWhole = progress.sizeAtEnd !== undefined;
      post(run, progress, state.decoder.take());
    });
    // The run's next file must not overtake this one.
    if (!isWhole) break;
  }
  port.postMessage({ kind: 'done', run } satisfies WorkerReply);
});

function post(run: number, progress: FileProgress, batch: RunBatch | undefined): void {
  const reply: WorkerReply = { kind: 'batch', run, file: progress.file, batch, progress };
  port?.postMessage(reply, transferables(batch));
}

/** The buffers of a batch, which move to the main thread instead of being copied. */
function transferables(batch: RunBatch | undefined): ArrayBuffer[] {
  const columns = [...Object.values(batch?.scalars ?? {}), ...Object.values(batch?.blobs ?? {})];
  return columns.flatMap((column) => (column ? [column.buffer] : []));
}
