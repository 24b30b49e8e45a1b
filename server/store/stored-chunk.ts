import { AppError } from '../base/errors.ts';
import { CHUNK_CODEC, decodeChunk, encodeChunk } from './chunk-codec.ts';
import type { ChunkFile, ChunkPlace } from './chunk-file.ts';
import type { Evictable, MemoryBudget } from './memory-budget.ts';
import { PackedPoints, type ScalarPoints } from './packed-points.ts';
import type { PointGroup } from './point-groups.ts';
import {
  CHUNK_POINTS,
  type AxisSummary,
  type ChunkPoints,
  type ChunkSummary,
  type ScalarChunk,
} from './series-store.ts';

/** Shorter chunks stay in memory while they grow: putting them away would save too little. */
export const MIN_EVICTED_POINTS = 256;

/** Where the chunks of one run live. */
export interface ChunkHome {
  readonly budget: MemoryBudget;
  /** The file of the run's chunks. @throws the system's error when it cannot be made */
  file(): ChunkFile;
  /** Hears of points that cannot be read back: the run must be read anew. */
  lost(error: AppError): void;
}

/** A sealed chunk as plain data, all but its points, which are in a chunk file. */
export interface SavedChunk {
  readonly length: number;
  readonly place: ChunkPlace;
  readonly summary: ChunkSummary;
  readonly isFloat32: boolean;
  readonly areStepsRounded: boolean;
  readonly supersededCount: number;
  readonly superseded: Uint8Array | undefined;
}

/** A chunk that still grows, as plain data. */
export interface SavedOpenChunk {
  readonly length: number;
  /** Its points, encoded. */
  readonly points: Uint8Array;
  readonly supersededCount: number;
  readonly superseded: Uint8Array | undefined;
}

/** A chunk that first grows, then is sealed: its points never change again and may leave the memory for the disk. */
export class StoredChunk implements ScalarChunk, Evictable {
  readonly start: number;
  length = 0;
  isFloat32 = true;
  areStepsRounded = false;
  summary: ChunkSummary | undefined;
  supersededCount = 0;
  superseded: Uint8Array | undefined;
  heldBytes = 0;
  readonly #home: ChunkHome;
  /** The series' number in its run. */
  readonly #series: number;
  /** The points as they came, while they are few and nobody has asked for them. */
  #loose: PointGroup | undefined;
  #points: PackedPoints | undefined;
  #place: ChunkPlace | undefined;

  constructor(start: number, home: ChunkHome, series: number) {
    this.start = start;
    this.#home = home;
    this.#series = series;
  }

  /** A sealed chunk that `save` saved. */
  static restore(start: number, home: ChunkHome, series: number, saved: SavedChunk): StoredChunk {
    const chunk = new StoredChunk(start, home, series);
    chunk.length = saved.length;
    chunk.isFloat32 = saved.isFloat32;
    chunk.areStepsRounded = saved.areStepsRounded;
    // Copies: what was saved may be a view of a whole snapshot.
    chunk.summary = { ...saved.summary, cells: saved.summary.cells.slice() };
    chunk.supersededCount = saved.supersededCount;
    chunk.superseded = saved.superseded?.slice();
    chunk.#place = saved.place;
    return chunk;
  }

  /** A chunk that grows, of which `encode` gave the points. */
  static restoreOpen(start: number, home: ChunkHome, series: number, saved: SavedOpenChunk): StoredChunk {
    const chunk = new StoredChunk(start, home, series);
    const points = decodeChunk(saved.points, saved.length);
    chunk.#points = points;
    chunk.length = saved.length;
    chunk.isFloat32 = points.values instanceof Float32Array;
    chunk.areStepsRounded = points.areStepsRounded;
    chunk.supersededCount = saved.supersededCount;
    chunk.superseded = saved.superseded?.slice();
    home.budget.hold(chunk, points.bytes, chunk.length < MIN_EVICTED_POINTS);
    return chunk;
  }

  get stepExtent(): AxisSummary | undefined {
    return this.summary ? this.summary.steps : (this.#points ?? this.#settle())?.evenExtent;
  }

  get isSealed(): boolean {
    return this.summary !== undefined;
  }

  /** Whether its points are in the chunk file. */
  get isWritten(): boolean {
    return this.#place !== undefined;
  }

  points(): ChunkPoints {
    const points = this.#points;
    if (!points) return this.#settle() ?? this.#load();
    this.#home.budget.touch(this);
    return points;
  }

  /** Appends as many of the points [from, to) as it has room for, and returns how many. Seals it when it is full. */
  append(points: ScalarPoints, from: number, to: number): number {
    if (this.isSealed) throw new Error('a sealed chunk does not grow');
    const count = Math.min(to - from, CHUNK_POINTS - this.length);
    const kept = this.#points ?? this.#settle() ?? this.#begin();
    kept.append(points, from, from + count);
    if (this.supersededCount > 0) this.superseded ??= new Uint8Array(CHUNK_POINTS).fill(1, 0, this.length);
    this.length = kept.length;
    this.isFloat32 = kept.values instanceof Float32Array;
    this.areStepsRounded = kept.areStepsRounded;
    if (this.length === CHUNK_POINTS) this.#seal(kept);
    this.#home.budget.hold(this, kept.bytes, this.length < MIN_EVICTED_POINTS);
    return count;
  }

  /**
   * Takes the chunk's first points as they came, fewer than MIN_EVICTED_POINTS and with no step beyond 2^53: most series of
   * a large logdir are short, and few of them are looked at.
   */
  keep(group: PointGroup): void {
    this.#loose = group;
    this.length = group.length;
    this.isFloat32 = group.isFloat32;
    this.#home.budget.hold(this, group.bytes, true);
  }

  /** Marks the points at or after a step. Returns how many were not marked before. */
  supersede(step: number): number {
    const before = this.supersededCount;
    const { steps } = this.summary ?? {};
    if (before === this.length || (steps && steps.highest < step)) return 0;
    if (steps && steps.lowest >= step) {
      this.supersededCount = this.length;
    } else {
      const points = this.points();
      const marks = this.superseded ?? new Uint8Array(CHUNK_POINTS);
      for (let at = 0; at < this.length; at++) {
        if (marks[at] || points.stepAt(at) < step) continue;
        marks[at] = 1;
        this.supersededCount++;
      }
      if (this.supersededCount > 0) this.superseded = marks;
    }
    if (this.supersededCount === this.length) this.superseded = undefined;
    return this.supersededCount - before;
  }

  /** Writes the points of a sealed chunk into the chunk file, once. @throws the system's error */
  write(): void {
    if (this.#place || !this.#points) return;
    const payload = encodeChunk(this.#points);
    const series = this.#series;
    this.#place = this.#home.file().append({ series, count: this.length, codec: CHUNK_CODEC, payload });
  }

  evict(): void {
    this.#settle();
    if (this.#points && !this.isSealed) this.#seal(this.#points);
    this.write();
    this.#points?.recycle();
    this.#points = undefined;
  }

  /** Gives its memory back for good: its run is gone. */
  release(): void {
    this.#home.budget.release(this);
  }

  /** A chunk that grows, as plain data. */
  saveOpen(): SavedOpenChunk {
    const { length, supersededCount, superseded } = this;
    return { length, points: this.#encode(), supersededCount, superseded };
  }

  /** Writes a sealed chunk where it is not written. @throws the system's error */
  save(): SavedChunk {
    this.write();
    const { length, isFloat32, areStepsRounded, summary, supersededCount, superseded } = this;
    if (!summary || !this.#place) throw new Error('only a sealed chunk can be saved');
    return { length, place: this.#place, summary, isFloat32, areStepsRounded, supersededCount, superseded };
  }

  #encode(): Uint8Array {
    const points = this.#points ?? this.#settle();
    if (!points) throw new Error('a sealed chunk is in the chunk file');
    return encodeChunk(points).slice();
  }

  #begin(): PackedPoints {
    // A series of more than one chunk will fill the next one, too.
    return (this.#points = new PackedPoints(this.start < CHUNK_POINTS ? undefined : CHUNK_POINTS));
  }

  /** Packs the points that are as they came; undefined when there are none. */
  #settle(): PackedPoints | undefined {
    const loose = this.#loose;
    if (!loose) return undefined;
    const points = this.#begin();
    points.append(loose.points(), 0, this.length);
    this.#loose = undefined;
    this.#home.budget.hold(this, points.bytes, true);
    return points;
  }

  #seal(points: PackedPoints): void {
    this.summary = points.summarise();
  }

  #load(): PackedPoints {
    if (!this.#place) throw new Error('a chunk is neither in memory nor on the disk');
    const points = this.#read(this.#place);
    this.#points = points;
    this.#home.budget.hold(this, points.bytes);
    return points;
  }

  #read(place: ChunkPlace): PackedPoints {
    const file = this.#home.file();
    try {
      const { series, count, codec, payload } = file.read(place);
      if (series !== this.#series || count !== this.length || codec !== CHUNK_CODEC) {
        throw new AppError(
          'CHUNK_UNREADABLE',
          `${file.path}, offset ${place.offset}: another chunk is there`,
        );
      }
      return decodeChunk(payload, count);
    } catch (error) {
      if (error instanceof AppError) this.#home.lost(error);
      throw error;
    }
  }
}
