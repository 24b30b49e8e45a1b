import { RECORD_STATUS, RecordCursor } from './record-cursor.ts';

/** Bytes of a file that were no good. */
export interface Damage {
  /** Offset in the file of the first bad byte, and how many were skipped. */
  readonly offset: number;
  readonly bytes: number;
  /** A sentence: what was wrong. */
  readonly message: string;
}

/** What the stream hands records to. */
export interface RecordHandler {
  /** Handles the payload at bytes[start, end); returns false when it holds no Event. */
  decode(start: number, end: number): boolean;
  /**
   * Handles by itself as many sound records as it can of those that begin in bytes[position, until) and end within
   * `limit`; returns the place after them, and how many they were in `walked`.
   */
  walk?(position: number, limit: number, until: number): number;
  readonly walked?: number;
}

const HEADER_BYTES = 12;

/**
 * Walks the records of one file through whatever blocks of it the caller has, and goes on after damage:
 *
 * - a wrong payload checksum costs that record, when a sound header follows where the next record should begin;
 * - a wrong length costs everything up to the next place where a length, its checksum and a payload's checksum agree;
 * - a record whose bytes have not all been written yet is waited for.
 *
 * TensorBoard's loaders stop at the first of these for good.
 */
export class RecordStream {
  readonly #cursor = new RecordCursor();
  /** Offset in the file of the first byte of damage whose end has not been found yet. */
  #damagedFrom: number | undefined;
  /** Offset in the file of the next byte to look at. */
  #offset: number;
  #needed = HEADER_BYTES;

  /** Where to stop: at the first record that begins at or after it. */
  readonly #until: number;
  #isSearching: boolean;
  #records = 0;
  #start: number | undefined;

  /**
   * @param offset where to begin
   * @param part when only part of the file is to be read: up to the first record that begins at or after `until`; with
   *   `isSearch` from the first sound record at or after `offset`, which need not be where a record begins
   */
  constructor(
    offset = 0,
    part: { readonly until: number; readonly isSearch: boolean } = { until: Infinity, isSearch: false },
  ) {
    this.#offset = offset;
    this.#until = part.until;
    this.#isSearching = part.isSearch;
    this.#start = part.isSearch ? undefined : offset;
  }

  /** Whole records handled so far. */
  get records(): number {
    return this.#records;
  }

  /** Offset of the first record; undefined while it is searched for. */
  get start(): number | undefined {
    return this.#start;
  }

  /** Whether the part has been read: what comes next begins at or after its end. */
  get isDone(): boolean {
    return this.#offset >= this.#until && !this.#isSearching && this.#damagedFrom === undefined;
  }

  /** Where reading goes on. */
  get offset(): number {
    return this.#offset;
  }

  /** Where another stream would have to begin to go on as this one does: before damage whose end is not known. */
  get resumeOffset(): number {
    return this.#damagedFrom ?? this.#offset;
  }

  /** Bytes from `offset` on that it takes to get on: the record that is there is that long. */
  get needed(): number {
    return this.#needed;
  }

  /**
   * Handles every whole record in bytes[0, limit), where bytes[0] is the byte at `offset`. Damage is told to
   * `onDamage` when its end is known. Afterwards `offset` has moved on. Returns false when it had to stop before, since
   * the memory that the bytes are in has moved.
   */
  read(
    bytes: Uint8Array,
    limit: number,
    handler: RecordHandler,
    onDamage: (damage: Damage) => void,
  ): boolean {
    const base = this.#offset;
    const cursor = this.#cursor;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let position = 0;
    const until = this.#until - base;
    let isOnTrack = !this.#isSearching && this.#damagedFrom === undefined;
    for (;;) {
      if (handler.walk && isOnTrack) {
        position = handler.walk(position, limit, until);
        this.#records += handler.walked ?? 0;
      }
      if (position >= until && isOnTrack) break;
      const status = cursor.read(view, position, limit);
      if (status === RECORD_STATUS.ok) {
        if (!isOnTrack) {
          this.#endSearch(base + position, onDamage);
          isOnTrack = true;
          continue;
        }
        if (!handler.decode(cursor.payloadStart, cursor.payloadEnd)) {
          onDamage({
            offset: base + position,
            bytes: cursor.end - position,
            message: 'record skipped: its checksums agree but it holds no Event',
          });
        }
        this.#records++;
        position = cursor.end;
        if (bytes.length === 0) {
          this.#offset = base + position;
          return false;
        }
      } else if (status === RECORD_STATUS.short) {
        this.#needed = cursor.needed;
        break;
      } else if (!isOnTrack) {
        position++;
      } else if (status === RECORD_STATUS.badDataCrc && this.#isHeaderPlausible(view, cursor.end, limit)) {
        const bytesLost = cursor.end - position;
        onDamage({
          offset: base + position,
          bytes: bytesLost,
          message: 'record skipped: its data checksum is wrong',
        });
        position += bytesLost;
      } else {
        this.#damagedFrom = base + position;
        isOnTrack = false;
        position++;
      }
    }
    this.#offset = base + position;
    return true;
  }

  /** The damage that reaches to the end of the file, `size`, so far; undefined when the end is sound. */
  damageAtEnd(size: number): Damage | undefined {
    if (this.#damagedFrom === undefined) return undefined;
    const bytes = size - this.#damagedFrom;
    return { offset: this.#damagedFrom, bytes, message: `${bytes} bytes lost: no sound record from here on` };
  }

  /** A sound record was found where damage ends, or where the part begins. */
  #endSearch(offset: number, onDamage: (damage: Damage) => void): void {
    if (this.#damagedFrom !== undefined) onDamage(lostUntil(this.#damagedFrom, offset));
    this.#start ??= offset;
    this.#damagedFrom = undefined;
    this.#isSearching = false;
  }

  /** Whether a record may begin here: its length agrees with its checksum, or is not there yet. */
  #isHeaderPlausible(view: DataView, at: number, limit: number): boolean {
    const { end } = this.#cursor;
    const isPlausible =
      limit - at < HEADER_BYTES || this.#cursor.read(view, at, limit) !== RECORD_STATUS.badLength;
    this.#cursor.end = end;
    return isPlausible;
  }
}

function lostUntil(from: number, until: number): Damage {
  const bytes = until - from;
  return {
    offset: from,
    bytes,
    message: `${bytes} bytes lost: a record's length is wrong; reading went on after them`,
  };
}
