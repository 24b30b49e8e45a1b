import type { AppError } from '../base/errors.ts';
import { HeldArrival, type Arrival } from './arrival.ts';
import { BlobColumns } from './blob-columns.ts';
import type { ChunkFile } from './chunk-file.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { MetadataTable } from './metadata-table.ts';
import type { SavedRun } from './saved-run.ts';
import { ScalarColumns } from './scalar-columns.ts';
import type { Run, Series, SeriesDefinition, SeriesKind, SeriesMetadata } from './series-store.ts';
import type { ChunkHome } from './stored-chunk.ts';

/** What runs tell their store, and share. */
export interface RunChanges {
  readonly metadata: MetadataTable;
  run(run: Run): void;
  addedSeries(run: Run): void;
  held(run: Run, series: number, points: number): void;
  points(series: Series, count: number): void;
}

/** A run as the store keeps it; ingest appends to its series. */
export class StoredRun implements Run {
  readonly id: number;
  readonly name: string;
  readonly #series = new Map<string, ScalarColumns | BlobColumns>();
  #definitions: readonly SeriesDefinition[] | undefined;
  #held: HeldArrival | undefined;
  #isLookedAt = false;
  #isSettling = false;
  #startTime: number | undefined;
  readonly #files: string[] = [];
  readonly #changes: RunChanges;
  readonly #home: ChunkHome;
  #chunkFile: ChunkFile | undefined;
  #openChunkFile: (() => ChunkFile) | undefined;
  #onLostPoints: ((error: AppError) => void) | undefined;

  constructor(id: number, name: string, changes: RunChanges, budget: MemoryBudget) {
    this.id = id;
    this.name = name;
    this.#changes = changes;
    this.#home = {
      budget,
      file: () => (this.#chunkFile ??= this.#openFile()),
      lost: (error) => this.#losePoints(error),
    };
  }

  /** Says where chunks go for which there is no room in memory; `open` is called once, when there is one. */
  keepChunksIn(open: () => ChunkFile): void {
    this.#openChunkFile = open;
  }

  /** Says who hears, once, that points of the run cannot be read back. */
  onLostPoints(listener: (error: AppError) => void): void {
    this.#onLostPoints = listener;
  }

  /** Its series by tag. */
  get series(): ReadonlyMap<string, ScalarColumns | BlobColumns> {
    this.#isLookedAt = true;
    this.#settle();
    return this.#series;
  }

  get definitions(): readonly SeriesDefinition[] {
    this.#definitions ??= Array.from(this.#series.values(), ({ tag, kind, metadata }, index) => {
      return { index, tag, kind, metadata };
    });
    return this.#definitions;
  }

  /**
   * Keeps what came first as it came, until somebody looks at the run's series: a large logdir has many thousands, each some
   * objects, and few of them are ever looked at. Returns false when somebody has looked, or something came before.
   */
  hold(arrival: Arrival, points: number): boolean {
    if (this.#isLookedAt || this.#held || this.#series.size > 0) return false;
    this.#held = new HeldArrival(arrival, points, () => this.#settle());
    this.#definitions = arrival.definitions;
    this.#home.budget.hold(this.#held, arrival.buffer.byteLength);
    this.#changes.held(this, arrival.definitions.length, points);
    return true;
  }

  /** What came first, as long as nobody has looked at it. */
  get held(): HeldArrival | undefined {
    return this.#held;
  }

  #settle(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    this.#home.budget.release(held);
    // The store has counted what is in it, and told of it.
    this.#isSettling = true;
    held.settle((...series) => this.define(...series));
    this.#isSettling = false;
    this.#definitions = held.arrival.definitions;
  }

  /** Gives the memory of its points back: it was removed. */
  release(): void {
    if (this.#held) this.#home.budget.release(this.#held);
    this.#held = undefined;
    for (const series of this.#series.values()) if (series instanceof ScalarColumns) series.release();
  }

  get startTime(): number | undefined {
    return this.#startTime;
  }

  setStartTime(seconds: number): void {
    if (this.#startTime === seconds) return;
    this.#startTime = seconds;
    this.#changes.run(this);
  }

  /** Number of an events file among the run's, for `BlobColumns.append`. */
  fileIndex(path: string): number {
    const known = this.#files.lastIndexOf(path);
    return known >= 0 ? known : this.#files.push(path) - 1;
  }

  /** Makes a series, or gives it the metadata that have become known since. */
  define(tag: string, kind: SeriesKind, given: SeriesMetadata): ScalarColumns | BlobColumns {
    this.#settle();
    this.#definitions = undefined;
    const metadata = this.#changes.metadata.intern(given);
    const known = this.#series.get(tag);
    if (known) {
      known.metadata = metadata;
      this.#changes.run(this);
      return known;
    }
    const series =
      kind === 'scalar'
        ? new ScalarColumns(this, tag, metadata, this.#series.size, this.#home)
        : new BlobColumns(this, tag, metadata, this.#files);
    this.#series.set(tag, series);
    if (!this.#isSettling) this.#changes.addedSeries(this);
    return series;
  }

  /** Paths of the events files, by the numbers that `fileIndex` gave them. */
  get filePaths(): readonly string[] {
    return this.#files;
  }

  /** Takes over, while it is empty, what another of these saved. */
  restore({ startTime, files, held, series }: SavedRun): void {
    if (startTime !== undefined) this.setStartTime(startTime);
    this.#files.push(...files);
    if (held) this.hold(held.arrival, held.points);
    for (const { tag, metadata, points } of series) {
      const restored = this.define(tag, points.kind, metadata);
      if (restored instanceof BlobColumns && points.kind === 'blob') restored.restore(points.blobs);
      else if (restored instanceof ScalarColumns && points.kind === 'scalar')
        restored.restore(points.scalars);
      this.notePoints(restored, restored.length);
    }
  }

  #losePoints(error: AppError): void {
    const listener = this.#onLostPoints;
    this.#onLostPoints = undefined;
    listener?.(error);
  }

  #openFile(): ChunkFile {
    if (!this.#openChunkFile) throw new Error('the run has no place for chunks');
    return this.#openChunkFile();
  }

  /** Tells the store that a series grew by `count` points, or that its points changed. */
  notePoints(series: Series, count: number): void {
    if (!this.#isSettling) this.#changes.points(series, count);
  }
}
