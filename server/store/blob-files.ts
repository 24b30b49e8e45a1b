import { open } from 'node:fs/promises';
import { AppError } from '../base/errors.ts';
import type { BlobPoint, BlobReader } from './series-store.ts';

/** Payloads of at least this size stay in memory after they were read; the system's cache serves smaller ones. */
const CACHED_FROM_BYTES = 64 * 1024;
/** All cached payloads together, least recently used dropped first. */
const CACHE_BYTES = 64 * 1024 * 1024;
/** Payloads that lie closer than this are read in one go, up to a span of so many bytes. */
const GAP_BYTES = 16 * 1024;
const SPAN_BYTES = 4 * 1024 * 1024;

type Checksum = (bytes: Uint8Array, start: number, end: number) => number;

/** A payload to read and the place of its result. */
interface Wanted {
  readonly point: BlobPoint;
  readonly index: number;
}

/** Reads payloads from the events files, where they stay. */
export class BlobFiles implements BlobReader {
  readonly #crc: Checksum;
  /** In order of use: a Map iterates in order of insertion. */
  readonly #cache = new Map<string, Uint8Array>();
  #cachedBytes = 0;

  /** `crc`: CRC-32C of bytes[start, end). */
  constructor(crc: Checksum) {
    this.#crc = crc;
  }

  async read(point: BlobPoint): Promise<Uint8Array> {
    const [result] = await this.readAll([point]);
    if (result instanceof Uint8Array) return result;
    throw result ?? unreadable(point, 'nothing was read');
  }

  async readAll(points: readonly BlobPoint[]): Promise<(Uint8Array | AppError)[]> {
    const results: (Uint8Array | AppError)[] = [];
    const byFile = new Map<string, Wanted[]>();
    points.forEach((point, index) => {
      const cached = this.#recall(point);
      if (cached) results[index] = cached;
      else append(byFile, point.file, { point, index });
    });
    for (const [file, wanted] of byFile) await this.#readFrom(file, wanted, results);
    return results;
  }

  async #readFrom(file: string, wanted: Wanted[], results: (Uint8Array | AppError)[]): Promise<void> {
    let handle;
    try {
      handle = await open(file, 'r');
      for (const span of spans(wanted)) {
        const start = span[0]?.point.offset ?? 0;
        const end = Math.max(...span.map(({ point }) => point.offset + point.length));
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        for (const { point, index } of span)
          results[index] = this.#cut(bytes.subarray(0, bytesRead), point, start);
      }
    } catch (error) {
      for (const { point, index } of wanted) results[index] ??= unreadable(point, (error as Error).message);
    } finally {
      await handle?.close();
    }
  }

  /** The payload in bytes read from offset `start` of the file, if it is sound. */
  #cut(bytes: Uint8Array, point: BlobPoint, start: number): Uint8Array | AppError {
    const from = point.offset - start;
    const to = from + point.length;
    if (to > bytes.length) return unreadable(point, 'the file ends before it');
    if (this.#crc(bytes, from, to) !== point.crc)
      return unreadable(point, 'its bytes changed since they were indexed');
    const payload = bytes.subarray(from, to);
    if (payload.length >= CACHED_FROM_BYTES) this.#remember(keyOf(point), payload.slice());
    return payload;
  }

  #recall(point: BlobPoint): Uint8Array | undefined {
    if (point.length < CACHED_FROM_BYTES) return undefined;
    const key = keyOf(point);
    const bytes = this.#cache.get(key);
    if (bytes) {
      this.#cache.delete(key);
      this.#cache.set(key, bytes);
    }
    return bytes;
  }

  #remember(key: string, bytes: Uint8Array): void {
    if (bytes.length > CACHE_BYTES || this.#cache.has(key)) return;
    this.#cache.set(key, bytes);
    this.#cachedBytes += bytes.length;
    for (const [oldest, { length }] of this.#cache) {
      if (this.#cachedBytes <= CACHE_BYTES) return;
      this.#cache.delete(oldest);
      this.#cachedBytes -= length;
    }
  }
}

/** Groups payloads of one file that lie close together, in order of offset. */
function spans(wanted: readonly Wanted[]): Wanted[][] {
  const sorted = [...wanted].sort((a, b) => a.point.offset - b.point.offset);
  const groups: Wanted[][] = [];
  let start = 0;
  let end = -Infinity;
  for (const item of sorted) {
    const { offset, length } = item.point;
    if (offset - end > GAP_BYTES || offset + length - start > SPAN_BYTES) {
      groups.push([]);
      start = offset;
      end = offset;
    }
    groups.at(-1)?.push(item);
    end = Math.max(end, offset + length);
  }
  return groups;
}

function keyOf({ file, offset, crc }: BlobPoint): string {
  return `${file}\0${offset}\0${crc}`;
}

function unreadable({ file, offset }: BlobPoint, why: string): AppError {
  return new AppError('BLOB_UNREADABLE', `${file}, offset ${offset}: the payload cannot be read: ${why}`);
}

function append(byFile: Map<string, Wanted[]>, file: string, item: Wanted): void {
  const known = byFile.get(file);
  if (known) known.push(item);
  else byFile.set(file, [item]);
}
