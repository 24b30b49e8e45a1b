import { CHUNK_POINTS } from './series-store.ts';

/** Columns kept for others: about as many as are put away while a batch of points comes in. */
const MAX_KEPT = 64;

/**
 * Columns of full chunks that were put on the disk, for chunks to come: as garbage they would take up memory until the
 * collector comes by, which it does the later the less there is for it to do otherwise.
 *
 * Whoever asked for a chunk's points may hold its columns in that turn of the event loop, so they are given to others from
 * the next one on.
 */
class ColumnPool<Column extends Float32Array | Uint32Array> {
  readonly #make: () => Column;
  readonly #kept: Column[] = [];
  #givenInThisTurn: Column[] = [];

  constructor(make: () => Column) {
    this.#make = make;
  }

  /** A column of CHUNK_POINTS numbers of any value. */
  take(): Column {
    return this.#kept.pop() ?? this.#make();
  }

  /** Takes a column that nobody will need any more; one of another length is left to the collector. */
  give(column: Column): void {
    if (column.length !== CHUNK_POINTS || this.#kept.length + this.#givenInThisTurn.length >= MAX_KEPT)
      return;
    if (this.#givenInThisTurn.push(column) > 1) return;
    setImmediate(() => {
      this.#kept.push(...this.#givenInThisTurn);
      this.#givenInThisTurn = [];
    }).unref();
  }
}

/** For values that are float32. */
export const valuePool = new ColumnPool(() => new Float32Array(CHUNK_POINTS));
/** For wall times in 32 bits. */
export const tickPool = new ColumnPool(() => new Uint32Array(CHUNK_POINTS));
