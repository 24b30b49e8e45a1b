import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Kernel } from '../decode/kernel.ts';
import { RecordStream, type Damage } from '../decode/record-stream.ts';
import type { RunDecoder } from '../decode/run-decoder.ts';
import type { FileJob, FileProgress, PartJob, PartResult } from './messages.ts';

/** First bytes of a file that tell whether it is still the same. */
const HEAD_BYTES = 64;
/** Bytes before the place where reading goes on, which tell whether what was read is still there. */
const CHECKED_BYTES = 64;
/** Points after which a batch is handed over, so that charts fill while a large file is read. */
const BATCH_POINTS = 65_536;

const NOTHING = (): void => {};

/** For records that the kernel's block is too small for; empty while there are none. */
let largeBlock = new Uint8Array(0);

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
    if (!isStillSame(descriptor, job)) {
      onBatch({ ...failed(job, ''), failure: 'replaced' });
      return;
    }
    const stream = streams.get(job.file) ?? new RecordStream(job.offset);
    streams.set(job.file, stream);
    decoder.beginFile(job.file);
    readRecords(job, descriptor, decoder, stream, shareBytes, onBatch);
  } catch (error) {
    onBatch(failed(job, `cannot be read: ${reason(error)}`));
  } finally {
    closeSync(descriptor);
  }
}

function readRecords(
  job: FileJob,
  descriptor: number,
  decoder: RunDecoder,
  stream: RecordStream,
  shareBytes: number,
  onBatch: (progress: FileProgress) => void,
): void {
  const stopAt = stream.offset + shareBytes;
  let told = stream.records;
  // A head that was shorter than it could be is taken again, until it is whole.
  let { head } = job;
  /** The last bytes before the stream's offset, where they came by. */
  let before: Uint8Array | undefined;
  const hand = (damages: Damage[], sizeAtEnd: number | undefined): void => {
    const records = stream.records - told;
    told = stream.records;
    const { offset } = stream;
    if (head?.length !== HEAD_BYTES) head = readAt(descriptor, 0, HEAD_BYTES);
    onBatch({
      file: job.file,
      offset,
      sizeAtEnd,
      records,
      head,
      bytesBefore:
        sizeAtEnd === undefined ? undefined : (before ?? readBefore(descriptor, offset, CHECKED_BYTES)),
      damages: damages.splice(0),
      failure: undefined,
    });
  };
  const onPassed = (bytes: Uint8Array, isFirst: boolean): void => {
    if (isFirst && bytes.length >= HEAD_BYTES) head ??= bytes.slice(0, HEAD_BYTES);
    before = bytes.length >= CHECKED_BYTES ? bytes.slice(-CHECKED_BYTES) : undefined;
  };
  walk(descriptor, decoder, stream, onPassed, (damages, sizeAtEnd) => {
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
    walk(descriptor, decoder, stream, NOTHING, (found, sizeAtEnd) => {
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
 * Decodes block after block from the stream's offset on. `onPassed` gets the bytes that the stream passes, piece by piece, and
 * whether the file begins with them; they are only there while it runs. `afterBlock` gets what damage was found so far, and the file's
 * size once its end was reached, and says whether to go on.
 */
function walk(
  descriptor: number,
  decoder: RunDecoder,
  stream: RecordStream,
  onPassed: (bytes: Uint8Array, isFirst: boolean) => void,
  afterBlock: (damages: Damage[], sizeAtEnd: number | undefined) => boolean,
): void {
  const damages: Damage[] = [];
  const onDamage = (damage: Damage): void => void damages.push(damage);
  const { kernel } = decoder;
  let filled = 0;
  for (;;) {
    if (largeBlock.length === 0) kernel.prepare();
    let block = blockOf(kernel);
    const wanted = block.length - filled;
    const read = readSync(descriptor, block, filled, wanted, stream.offset + filled);
    filled += read;
    const end = stream.offset + filled;
    for (let isThrough = false; !isThrough; block = blockOf(kernel)) {
      const base = stream.offset;
      isThrough = stream.read(block, filled, decoder.handler(block, base), onDamage);
      const used = stream.offset - base;
      block = blockOf(kernel);
      if (used > 0) onPassed(block.subarray(0, used), base === 0);
      block.copyWithin(0, used, filled);
      filled -= used;
    }
    // Less than asked for is the end, unless the file has grown since.
    const isTailBig = stream.needed > block.length;
    const size = isTailBig || read < wanted ? fstatSync(descriptor).size : 0;
    const isAtEnd =
      read === 0 || (read < wanted && size <= end) || (isTailBig && size < stream.offset + stream.needed);
    if (!afterBlock(damages, isAtEnd ? size : undefined) || isAtEnd) {
      largeBlock = new Uint8Array(0);
      return;
    }
    resizeBlock(kernel, stream.needed, filled);
  }
}

function blockOf(kernel: Kernel): Uint8Array<ArrayBuffer> {
  return largeBlock.length > 0 ? largeBlock : kernel.block;
}

/** Makes the block large enough for a record of `needed` bytes, of which `filled` are there; small again afterwards. */
function resizeBlock(kernel: Kernel, needed: number, filled: number): void {
  const small = kernel.block;
  const wanted = Math.max(needed, filled);
  const isLargeInUse = wanted > small.length && needed <= largeBlock.length;
  if (isLargeInUse || (wanted <= small.length && largeBlock.length === 0)) return;
  const before = blockOf(kernel);
  largeBlock = new Uint8Array(wanted <= small.length ? 0 : wanted + small.length);
  blockOf(kernel).set(before.subarray(0, filled));
}

/** Whether the file still is what was read of it: no shorter, with the same beginning and the same bytes before the offset. */
function isStillSame(descriptor: number, { offset, head, bytesBefore }: FileJob): boolean {
  if (offset > 0 && fstatSync(descriptor).size < offset) return false;
  if (head && !startsWith(readAt(descriptor, 0, head.length), head)) return false;
  return !bytesBefore || startsWith(readBefore(descriptor, offset, bytesBefore.length), bytesBefore);
}

function readBefore(descriptor: number, offset: number, count: number): Uint8Array {
  const bytes = Math.min(count, offset);
  return readAt(descriptor, offset - bytes, bytes);
}

function readAt(descriptor: number, offset: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  return bytes.slice(0, readSync(descriptor, bytes, 0, count, offset));
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
