import { basename } from 'node:path';
import { AppError } from '../base/errors.ts';
import { BlobColumns } from './blob-columns.ts';
import type { CacheFolder } from './cache-folder.ts';
import { CHUNK_CODEC, decodeChunk, encodeChunk } from './chunk-codec.ts';
import type { ChunkFile, ChunkPlace } from './chunk-file.ts';
import type { MemoryStore, StoredRun } from './memory-store.ts';
import type { SavedRun, SavedScalars, SavedSeries } from './saved-run.ts';
import { CHUNK_POINTS, type SavedColumns, type ScalarColumns } from './scalar-columns.ts';
import type { ScalarChunk } from './series-store.ts';

/** What the cache folder holds of one run: writes its sealed chunks, and makes plain data of the rest. */
export class RunCache {
  readonly #folder: CacheFolder;
  readonly #run: StoredRun;
  #file: ChunkFile | undefined;
  /** Places of each series' first chunks, as far as they have been written. */
  readonly #places = new Map<ScalarColumns, ChunkPlace[]>();

  constructor(folder: CacheFolder, run: StoredRun) {
    this.#folder = folder;
    this.#run = run;
  }

  /**
   * Puts a run back into the store.
   *
   * @throws AppError CHUNK_UNREADABLE when its chunks are not as they were; the store is then as it was before
   */
  static restore(folder: CacheFolder, store: MemoryStore, name: string, saved: SavedRun): RunCache {
    const file = saved.chunkFile && folder.openChunkFile(saved.chunkFile.name, saved.chunkFile.size);
    if (saved.chunkFile && !file) throw new AppError('CHUNK_UNREADABLE', 'the file of chunks is gone');
    let series;
    try {
      series = saved.series.map(({ points }) =>
        points.kind === 'scalar' ? readScalars(points.scalars, file) : [],
      );
    } catch (error) {
      if (file) folder.removeChunkFile(file);
      throw error;
    }
    const run = store.restoreRun(name, saved, (restored, at) => {
      for (const chunk of series[at] ?? []) restored.restoreChunk(chunk);
    });
    const cache = new RunCache(folder, run);
    cache.#file = file;
    for (const { tag, points } of saved.series) {
      const restored = run.series.get(tag);
      if (points.kind !== 'scalar' || !restored || restored instanceof BlobColumns) continue;
      restored.isInteger = points.scalars.isInteger;
      restored.unreadableCount = points.scalars.unreadableCount;
      cache.#places.set(
        restored,
        points.scalars.sealed.map(({ place }) => place),
      );
    }
    return cache;
  }

  get run(): StoredRun {
    return this.#run;
  }

  /** Writes sealed chunks for about `budgetMs`. Returns whether all are written. @throws the system's error */
  writeChunks(budgetMs: number): boolean {
    const end = performance.now() + budgetMs;
    let number = 0;
    for (const series of this.#run.series.values()) {
      number++;
      if (series instanceof BlobColumns) continue;
      const places = this.#places.get(series) ?? [];
      this.#places.set(series, places);
      for (;;) {
        const chunk = series.chunks[places.length];
        if (chunk?.length !== CHUNK_POINTS) break;
        if (performance.now() > end) return false;
        this.#file ??= this.#folder.createChunkFile(this.#run.name);
        const payload = encodeChunk(columnsOf(chunk));
        places.push(this.#file.append({ series: number, count: chunk.length, codec: CHUNK_CODEC, payload }));
      }
    }
    return true;
  }

  /** The run as plain data, to be encoded at once. Writes what sealed chunks are not written. */
  save(): SavedRun {
    this.writeChunks(Infinity);
    const { startTime, filePaths, series } = this.#run;
    return {
      startTime,
      files: filePaths,
      chunkFile: this.#file && { name: basename(this.#file.path), size: this.#file.size },
      series: [...series].map(([tag, columns]): SavedSeries => {
        const { metadata } = columns;
        if (columns instanceof BlobColumns)
          return { tag, metadata, points: { kind: 'blob', blobs: columns.save() } };
        return { tag, metadata, points: { kind: 'scalar', scalars: this.#saveScalars(columns) } };
      }),
    };
  }

  #saveScalars(series: ScalarColumns): SavedScalars {
    const places = this.#places.get(series) ?? [];
    const tail = series.chunks[places.length];
    return {
      isInteger: series.isInteger,
      unreadableCount: series.unreadableCount,
      sealed: places.map((place, at) => ({ place, superseded: series.chunks[at]?.superseded })),
      tail: tail && { ...columnsOf(tail), superseded: tail.superseded?.subarray(0, tail.length) },
    };
  }

  /** Throws away what the folder holds of the run. */
  remove(): void {
    this.#folder.removeSnapshot(this.#run.name);
    if (this.#file) this.#folder.removeChunkFile(this.#file);
  }
}

function readScalars({ sealed, tail }: SavedScalars, file: ChunkFile | undefined): SavedColumns[] {
  const chunks = sealed.map(({ place, superseded }): SavedColumns => {
    if (!file) throw new AppError('CHUNK_UNREADABLE', 'there is no file of chunks');
    const { payload, count } = file.read(place);
    return { ...decodeChunk(payload, count), superseded: superseded?.slice() };
  });
  if (!tail) return chunks;
  const { steps, wallTimes, values, exactSteps, superseded } = tail;
  // Copies: they are views of the whole snapshot.
  chunks.push({
    steps: steps.slice(),
    wallTimes: wallTimes.slice(),
    values: values.slice(),
    exactSteps: exactSteps?.slice(),
    superseded: superseded?.slice(),
  });
  return chunks;
}

function columnsOf({ length, steps, wallTimes, values, exactSteps }: ScalarChunk) {
  return {
    steps: steps.subarray(0, length),
    wallTimes: wallTimes.subarray(0, length),
    values: values.subarray(0, length),
    exactSteps: exactSteps?.subarray(0, length),
  };
}
