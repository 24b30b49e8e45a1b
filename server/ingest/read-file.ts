import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { RecordStream, type Damage } from '../decode/record-stream.ts';
import type { RunDecoder } from '../decode/run-decoder.ts';
import type { FileJob, FileProgress, PartJob, PartResult } from './messages.ts';

/** First bytes of a file that tell whether it is still the same. */
const HEAD_BYTES = 64;
/** Bytes before the place where reading goes on, which tell whether what was read is still there. */
const CHECKED_BYTES = 64;
const BLOCK_BYTES = 2 * 1024 * 1024;
/** Points after which a batch is handed over, so that charts fill while a large file is read. */
const BATCH_POINTS = 65_536;

let block = new Uint8Array(BLOCK_BYTES);

/**
 * Reads a file from the job's offset to its end, or until `shareBytes` were read, and calls `onBatch` whenever the
 * decoder has gathered a batch, and once at the end. Synchronous: it runs in a worker that has nothing else to do.
 */
export function readFile(
  job: FileJob,
  decoder: RunDecoder,
  streams: Map<number, RecordStream>,
  shareBytes: number,
  onBatch: (progress: FileProgress) => void,
): void {
  let descriptor;
  try {
    descriptor = openSync(job.path, 'r');
  } catch (error) {
    onBatch(failed(job, `cannot be opened: ${reason(error)}`));
    return;
  }
  try {
    const head = readHead(descriptor);
    const isShorter = fstatSync(descriptor).size < job.offset;
    if (isShorter || (job.head && !startsWith(head, job.head)) || !isSameBefore(descriptor, job)) {
      onBatch({ ...failed(job, ''), failure: 'replaced' });
      return;
    }
    const stream = streams.get(job.file) ?? new RecordStream(job.offset);
    streams.set(job.file, stream);
    decoder.beginFile(job.file);
    // A head that was shorter than it could be is taken again, until it is whole.
    const known = job.head && job.head.length === HEAD_BYTES ? job.head : head;
    readRecords(job, descriptor, known, decoder, stream, shareBytes, onBatch);
  } catch (error) {
    onBatch(failed(job, `cannot be read: ${reason(error)}`));
  } finally {
    closeSync(descriptor);
  }
}

function readRecords(
  job: FileJob,
  descriptor: number,
  head: Uint8Array,
  decoder: RunDecoder,
  stream: RecordStream,
  shareBytes: number,
  onBatch: (progress: FileProgress) => void,
): void {
  const stopAt = stream.offset + shareBytes;
  let told = stream.records;
  const hand = (damages: Damage[], sizeAtEnd: number | undefined): void => {
    const records = stream.records - told;
    told = stream.records;
    const { offset } = stream;
    onBatch({
      file: job.file,
      offset,
      sizeAtEnd,
      records,
      head,
      bytesBefore: sizeAtEnd === undefined ? undefined : bytesBefore(descriptor, offset, CHECKED_BYTES),
      damages: damages.splice(0),
      failure: undefined,
    });
  };
  walk(descriptor, decoder, stream, (damages, sizeAtEnd) => {
    const isShareUsed = stream.offset >= stopAt;
    if (sizeAtEnd !== undefined) {
      // What is left is a record that is not all there yet.
      const tail = stream.damageAtEnd(sizeAtEnd);
      if (tail) damages.push(tail);
    }
    if (sizeAtEnd !== undefined || isShareUsed || decoder.pending >= BATCH_POINTS) hand(damages, sizeAtEnd);
    return !isShareUsed;
  });
}

/**
 * Reads part of a file, as one of several threads that share it, and calls `onBatch` whenever a batch has been gathered.
 * Throws when the file cannot be read.
 */
export function readPart(job: PartJob, decoder: RunDecoder, onBatch: () => void): PartResult {
  const stream = new RecordStream(job.from, { until: job.until, isSearch: job.isSearch });
  const damages: Damage[] = [];
  const descriptor = openSync(job.path, 'r');
  try {
    decoder.beginFile(job.file);
    walk(descriptor, decoder, stream, (found, sizeAtEnd) => {
      damages.push(...found.splice(0));
      const isLast = stream.isDone || sizeAtEnd !== undefined;
      if (isLast || decoder.pending >= BATCH_POINTS) onBatch();
      return !isLast;
    });
  } finally {
    closeSync(descriptor);
  }
  const isWhole = stream.isDone && !decoder.hasSeenSession;
  return {
    start: stream.start,
    end: stream.offset,
    isWhole,
    records: stream.records,
    damages,
    state: decoder.exportState(),
  };
}

/**
 * Decodes block after block from the stream's offset on. `afterBlock` gets what damage was found so far, and the file's
 * size once its end was reached, and says whether to go on.
 */
function walk(
  descriptor: number,
  decoder: RunDecoder,
  stream: RecordStream,
  afterBlock: (damages: Damage[], sizeAtEnd: number | undefined) => boolean,
): void {
  const damages: Damage[] = [];
  const onDamage = (damage: Damage): void => void damages.push(damage);
  let filled = 0;
  for (;;) {
    const base = stream.offset;
    const read = readSync(descriptor, block, filled, block.length - filled, base + filled);
    filled += read;
    const onRecord = (start: number, end: number): boolean => decoder.decode(block, start, end, base);
    stream.read(block, filled, onRecord, onDamage);
    const used = stream.offset - base;
    block.copyWithin(0, used, filled);
    filled -= used;
    const isTailBig = stream.needed > block.length;
    const size = isTailBig || read === 0 ? fstatSync(descriptor).size : 0;
    const isAtEnd = read === 0 || (isTailBig && size < stream.offset + stream.needed);
    if (!afterBlock(damages, isAtEnd ? size : undefined) || isAtEnd) return;
    resizeBlock(stream.needed, filled);
  }
}

/** Makes the block large enough for a record of `needed` bytes, of which `filled` are there; small again afterwards. */
function resizeBlock(needed: number, filled: number): void {
  const wanted = Math.max(needed, filled);
  const size = wanted <= BLOCK_BYTES ? BLOCK_BYTES : wanted + BLOCK_BYTES;
  const isLargeInUse = wanted > BLOCK_BYTES && needed <= block.length;
  if (size === block.length || isLargeInUse) return;
  const resized = new Uint8Array(size);
  resized.set(block.subarray(0, filled));
  block = resized;
}

function readHead(descriptor: number): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  return head.slice(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
}

function bytesBefore(descriptor: number, offset: number, count: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(count, offset));
  return bytes.slice(0, readSync(descriptor, bytes, 0, bytes.length, offset - bytes.length));
}

function isSameBefore(descriptor: number, { offset, bytesBefore: known }: FileJob): boolean {
  return known === undefined || startsWith(bytesBefore(descriptor, offset, known.length), known);
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}

function failed(job: FileJob, message: string): FileProgress {
  const { file, offset } = job;
  return {
    file,
    offset,
    sizeAtEnd: undefined,
    records: 0,
    head: job.head,
    bytesBefore: job.bytesBefore,
    damages: [],
    failure: { message },
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
