import { open, type FileHandle } from 'node:fs/promises';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { RecordStream } from '../../../decode/record-stream.ts';

/** What is read of a file at a time; a longer record is read whole. */
const BLOCK_BYTES = 2 * 1024 * 1024;
const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;
/** Wall times are kept as ticks of 2^-22 s where they are such, else exactly. */
const WALL_TIME_TOLERANCE = 2 ** -22;
/** First byte of an event whose wall time (field 1, a double) stands first, and of the step (field 2) after it. */
const WALL_TIME_KEY = 0x09;

/** The point whose event is looked for. */
export interface WantedPoint {
  readonly tag: string;
  readonly step: number;
  /** Seconds since the epoch; undefined = any, then the last one counts. */
  readonly wallTime: number | undefined;
}

/** A record that holds a point. */
export interface FoundRecord {
  readonly path: string;
  /** Of the record in the file, its framing included. */
  readonly offset: number;
  readonly length: number;
  readonly event: tensorboard.Event;
}

/**
 * Looks through events files, in their order, for the record that holds a point. A block is in memory at a time, and
 * between two blocks others have their turn. Files that are gone or cannot be read are passed over.
 */
export async function findEvent(
  paths: readonly string[],
  wanted: WantedPoint,
): Promise<FoundRecord | undefined> {
  let found: FoundRecord | undefined;
  for (const path of paths) {
    const file = await open(path).catch(() => undefined);
    if (!file) continue;
    try {
      found = (await searchFile(file, path, wanted)) ?? found;
    } finally {
      await file.close();
    }
    if (found && wanted.wallTime !== undefined) break;
  }
  return found;
}

async function searchFile(
  file: FileHandle,
  path: string,
  wanted: WantedPoint,
): Promise<FoundRecord | undefined> {
  const stream = new RecordStream();
  let block = Buffer.alloc(BLOCK_BYTES);
  let found: FoundRecord | undefined;
  for (;;) {
    const base = stream.offset;
    if (stream.needed > block.length) block = Buffer.alloc(stream.needed);
    const { bytesRead } = await file.read(block, 0, block.length, base);
    stream.read(
      block,
      bytesRead,
      {
        decode: (start, end) => {
          if (found && wanted.wallTime !== undefined) return true;
          const event = holds(block.subarray(start, end), wanted);
          const length = HEADER_BYTES + end - start + FOOTER_BYTES;
          if (event) found = { path, offset: base + start - HEADER_BYTES, length, event };
          return true;
        },
      },
      () => {},
    );
    const isAtEnd = bytesRead < block.length && stream.needed > bytesRead - (stream.offset - base);
    if (isAtEnd || (found && wanted.wallTime !== undefined)) return found;
    if (stream.offset === base && stream.needed <= block.length) return found;
  }
}

/** The event, when it holds the point. */
function holds(payload: Buffer, { tag, step, wallTime }: WantedPoint): tensorboard.Event | undefined {
  // Nearly every event begins with its wall time: that of another one need not be decoded.
  if (wallTime !== undefined && payload[0] === WALL_TIME_KEY && payload.length >= 9) {
    if (!isSameTime(payload.readDoubleLE(1), wallTime)) return undefined;
  }
  const event = decode(payload);
  if (!event || Number(event.step ?? 0) !== step) return undefined;
  if (wallTime !== undefined && !isSameTime(event.wallTime ?? 0, wallTime)) return undefined;
  const isOfTag = (event.summary?.value ?? []).some(
    (value) => (value.tag || (value.tensor ? value.nodeName : '') || '') === tag,
  );
  return isOfTag ? event : undefined;
}

function decode(payload: Buffer): tensorboard.Event | undefined {
  try {
    // A copy: what an event holds are views of it, and the block is used again.
    return tensorboard.Event.decode(Uint8Array.from(payload));
  } catch {
    return undefined;
  }
}

function isSameTime(a: number, b: number): boolean {
  return Math.abs(a - b) <= WALL_TIME_TOLERANCE || (Number.isNaN(a) && Number.isNaN(b));
}
