import { MemoryBudget } from './memory-budget.ts';
import type { ScalarPoints } from './packed-points.ts';
import { GROUP_FLAGS, POINT_MARK, type PointGroup } from './point-groups.ts';
import type { Run, ScalarSeries, SeriesMetadata } from './series-store.ts';
import {
  MIN_EVICTED_POINTS,
  StoredChunk,
  type ChunkHome,
  type SavedChunk,
  type SavedOpenChunk,
} from './stored-chunk.ts';

/** A series as plain data, all but the points of its sealed chunks, which are in a chunk file. */
export interface SavedScalars {
  readonly isInteger: boolean;
  readonly unreadableCount: number;
  readonly sealed: readonly SavedChunk[];
  /** The last chunk, where it still grows. */
  readonly tail: SavedOpenChunk | undefined;
}

/** What a series begins with. */
const NO_CHUNKS: StoredChunk[] = [];

/** For a series that stays in memory whole. */
const IN_MEMORY: ChunkHome = {
  budget: new MemoryBudget(Infinity),
  file: () => {
    throw new Error('a series without a file of chunks stays in memory');
  },
  lost: () => {},
};

/** A scalar series: chunks of points, the last one growing. */
export class ScalarColumns implements ScalarSeries {
  readonly kind = 'scalar';
  readonly run: Run;
  readonly tag: string;
  metadata: SeriesMetadata;
  isInteger = true;
  length = 0;
  supersededCount = 0;
  unreadableCount = 0;
  generation = 0;
  readonly #home: ChunkHome;
  readonly #number: number;
  #chunks: StoredChunk[] = NO_CHUNKS;

  /** `number`: its number in the run. */
  constructor(run: Run, tag: string, metadata: SeriesMetadata, number = 0, home: ChunkHome = IN_MEMORY) {
    this.run = run;
    this.tag = tag;
    this.metadata = metadata;
    this.#number = number;
    this.#home = home;
  }

  get chunks(): readonly StoredChunk[] {
    return this.#chunks;
  }

  /** Appends the points [from, to). */
  append(points: ScalarPoints, from = 0, to = points.length): void {
    for (let at = from; at < to;) {
      const added = this.#openChunk().append(points, at, to);
      this.length += added;
      at += added;
    }
  }

  /**
   * Appends the points of a group, doing between them what its marks say. Returns whether the group itself is kept, and the
   * buffer that it is in.
   */
  appendGroup(group: PointGroup): boolean {
    if (group.flags & GROUP_FLAGS.floating) this.isInteger = false;
    const marks = group.marks();
    if (marks) {
      this.#appendMarked(group.points(), marks);
      return false;
    }
    const isFirst = this.#chunks.at(-1)?.isSealed ?? true;
    if (!isFirst || group.length === 0 || group.length >= MIN_EVICTED_POINTS || group.hasExactSteps) {
      this.append(group.points());
      return false;
    }
    this.#openChunk().keep(group);
    this.length += group.length;
    return true;
  }

  #appendMarked(points: ScalarPoints, marks: Uint8Array): void {
    const { steps } = points;
    let start = 0;
    for (const [at, mark] of marks.entries()) {
      if (mark === POINT_MARK.unreadable) this.unreadableCount++;
      if (mark !== POINT_MARK.supersede) continue;
      this.append(points, start, at);
      this.supersede(steps instanceof Float64Array ? (steps[at] ?? 0) : steps.first + at * steps.stride);
      start = at + 1;
    }
    this.append(points, start);
  }

  /** Marks the points at or after a step as superseded by a restart. */
  supersede(step: number): void {
    let marked = 0;
    for (const chunk of this.#chunks) marked += chunk.supersede(step);
    if (marked === 0) return;
    this.supersededCount += marked;
    this.generation++;
  }

  /** Everything as plain data, to be encoded at once. Writes what sealed chunks are not written. @throws the system's error */
  save(): SavedScalars {
    const { isInteger, unreadableCount } = this;
    const sealed = this.#chunks.filter((chunk) => chunk.isSealed).map((chunk) => chunk.save());
    const last = this.#chunks.at(-1);
    const tail = last && !last.isSealed ? last.saveOpen() : undefined;
    return { isInteger, unreadableCount, sealed, tail };
  }

  /** Takes over, while it is empty, what another of these saved. */
  restore({ isInteger, unreadableCount, sealed, tail }: SavedScalars): void {
    this.isInteger = isInteger;
    this.unreadableCount = unreadableCount;
    for (const saved of sealed) this.#restoreChunk(StoredChunk.restore, saved);
    if (tail) this.#restoreChunk(StoredChunk.restoreOpen, tail);
  }

  /** Gives the memory of its points back: its run is gone. */
  release(): void {
    for (const chunk of this.#chunks) chunk.release();
  }

  #restoreChunk<Saved>(
    restore: (start: number, home: ChunkHome, series: number, saved: Saved) => StoredChunk,
    saved: Saved,
  ): void {
    const chunk = restore(this.length, this.#home, this.#number, saved);
    this.#addChunk(chunk);
    this.length += chunk.length;
    this.supersededCount += chunk.supersededCount;
  }

  #openChunk(): StoredChunk {
    const last = this.#chunks.at(-1);
    if (last && !last.isSealed) return last;
    const chunk = new StoredChunk(this.length, this.#home, this.#number);
    this.#addChunk(chunk);
    return chunk;
  }

  #addChunk(chunk: StoredChunk): void {
    // An array that is pushed to has room for 17: too much for the many series that are short.
    if (this.#chunks.length === 0) this.#chunks = [chunk];
    else this.#chunks.push(chunk);
  }
}
