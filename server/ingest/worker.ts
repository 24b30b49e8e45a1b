import { parentPort, workerData } from 'node:worker_threads';
import { lowerPriority } from '../base/lower-priority.ts';
import type { DecoderState } from '../decode/decoder-state.ts';
import { DecoderTools } from '../decode/decoder-tools.ts';
import { Kernel } from '../decode/kernel.ts';
import { RecordStream } from '../decode/record-stream.ts';
import { RunDecoder, type RunBatch } from '../decode/run-decoder.ts';
import { warmUp } from '../decode/warm-up.ts';
import type {
  FileJob,
  FileProgress,
  PartJob,
  PartResult,
  SentBatch,
  WorkerOptions,
  WorkerReply,
  WorkerRequest,
} from './messages.ts';
import { DefinitionSender } from './definition-lists.ts';
import { readFile, readPart } from './read-file.ts';

/** Bytes of one file after which the worker asks what is most urgent now. */
const SHARE_BYTES = 32 * 1024 * 1024;
/** The part of a large file that is read before threads share the rest. */
const FIRST_SHARE_BYTES = 1024 * 1024;
/** Bytes of replies that are sent at once. */
const FLUSH_BYTES = 256 * 1024;

/** What the worker keeps of a run: its decoder, and where in each file reading goes on. */
interface RunState {
  readonly decoder: RunDecoder;
  readonly streams: Map<number, RecordStream>;
}

const port = parentPort;
if (!port) throw new Error('server/ingest/worker.ts runs only as a worker thread');
const options: WorkerOptions = workerData;
const runs = new Map<number, RunState>();
/** Points on their way: what one request finds has been handed over before the next one is read. */
const tools = new DecoderTools(new Kernel(options.kernel));
warmUp(tools);
const definitionSender = new DefinitionSender();

/** Replies that wait to be sent together, and the buffers that move with them. */
let outbox: WorkerReply[] = [];
let transfers: ArrayBuffer[] = [];
let outboxBytes = 0;

port.on('message', (requests: readonly WorkerRequest[]) => {
  for (const request of requests) handle(request);
  flush();
});

function handle(request: WorkerRequest): void {
  switch (request.kind) {
    case 'forget':
      runs.delete(request.run);
      return;
    case 'goBehind':
      lowerPriority();
      return;
    case 'adopt': {
      const { run, file, offset, state } = request;
      runs.set(run, {
        decoder: new RunDecoder(options, state, tools),
        streams: new Map([[file, new RecordStream(offset)]]),
      });
      return;
    }
    case 'read':
      read(request.run, request.files, request.state);
      return;
    case 'export':
      exportRun(request.run);
      return;
    case 'part':
      readSharedPart(request.part, request.job);
  }
}

/** Sends a reply: a small one together with what follows it, since each message costs the main thread a turn. */
function send(reply: WorkerReply, buffers: readonly ArrayBuffer[] = []): void {
  outbox.push(reply);
  transfers.push(...buffers);
  for (const { byteLength } of buffers) outboxBytes += byteLength;
  if (outboxBytes >= FLUSH_BYTES) flush();
}

function flush(): void {
  port?.postMessage(outbox, transfers);
  outbox = [];
  transfers = [];
  outboxBytes = 0;
}

function read(run: number, files: readonly FileJob[], restored: DecoderState | undefined): void {
  let state = runs.get(run);
  if (!state) {
    state = { decoder: new RunDecoder(options, restored, tools), streams: new Map() };
    runs.set(run, state);
  }
  const { decoder, streams } = state;
  let hasRest = false;
  for (const job of files) {
    // A file that several threads could share is begun by one, so that they start with what its first records say.
    const shareBytes = job.isShareable && job.offset === 0 ? FIRST_SHARE_BYTES : SHARE_BYTES;
    readFile(job, decoder, streams, shareBytes, (progress) => {
      hasRest = progress.sizeAtEnd === undefined && progress.failure === undefined;
      post(run, progress, decoder.take());
    });
    // The run's next file must not overtake this one.
    if (hasRest) break;
  }
  send({ kind: 'done', run, state: hasRest ? decoder.exportState() : undefined });
}

function exportRun(run: number): void {
  const held = runs.get(run);
  const exported = held && {
    state: held.decoder.exportState(),
    resumeOffsets: new Map([...held.streams].map(([file, { resumeOffset }]) => [file, resumeOffset])),
  };
  send({ kind: 'exported', run, exported });
}

function readSharedPart(part: number, job: PartJob): void {
  const decoder = new RunDecoder(options, job.state, tools);
  let result: PartResult | undefined;
  try {
    result = readPart(job, decoder, () => {
      const batch = decoder.take();
      send({ kind: 'partBatch', part, batch: sendable(batch) }, transferables(batch));
    });
  } catch {
    // The run's own worker will find out why, and tell.
    decoder.take();
    result = undefined;
  }
  send({ kind: 'partDone', part, result });
}

function post(run: number, progress: FileProgress, batch: RunBatch | undefined): void {
  send({ kind: 'batch', run, file: progress.file, batch: sendable(batch), progress }, transferables(batch));
}

function sendable(batch: RunBatch | undefined): SentBatch | undefined {
  return batch && { ...batch, definitions: definitionSender.send(batch.definitions) };
}

/** The buffers of a batch, which move to the main thread instead of being copied. */
function transferables(batch: RunBatch | undefined): ArrayBuffer[] {
  const buffers = Object.values(batch?.blobs ?? {}).map((column) => column.buffer);
  if (batch?.scalars) buffers.push(batch.scalars.buffer);
  return buffers;
}
