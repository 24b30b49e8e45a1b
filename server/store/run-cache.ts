import { basename } from 'node:path';
import { AppError } from '../base/errors.ts';
import { BlobColumns } from './blob-columns.ts';
import type { CacheFolder } from './cache-folder.ts';
import type { ChunkFile, ChunkPlace } from './chunk-file.ts';
import type { MemoryStore, StoredRun } from './memory-store.ts';
import type { SavedRun, SavedSeries } from './saved-run.ts';

/** What the cache folder holds of one run: writes its sealed chunks, and makes plain data of the rest. */
export class RunCache {
  readonly #folder: CacheFolder;
  readonly #run: StoredRun;
  #file: ChunkFile | undefined;

  constructor(folder: CacheFolder, run: StoredRun) {
    this.#folder = folder;
    this.#run = run;
    run.keepChunksIn(() => (this.#file ??= folder.createChunkFile(run.name)));
  }

  /**
   * Puts a run back into the store.
   *
   * @throws AppError CHUNK_UNREADABLE when its chunks are not as they were; the store is then as it was before
   */
  static restore(folder: CacheFolder, store: MemoryStore, name: string, saved: SavedRun): RunCache {
    const file = saved.chunkFile && folder.openChunkFile(saved.chunkFile.name, saved.chunkFile.size);
    if (saved.chunkFile && !file) throw new AppError('CHUNK_UNREADABLE', 'the file of chunks is gone');
    try {
      for (const { points } of saved.series) {
        if (points.kind === 'scalar') for (const { place } of points.scalars.sealed) verify(file, place);
      }
    } catch (error) {
      if (file) folder.removeChunkFile(file);
      throw error;
    }
    const cache = new RunCache(folder, store.restoreRun(name, saved));
    cache.#file = file;
    return cache;
  }

  get run(): StoredRun {
    return this.#run;
  }

  /** Writes sealed chunks for about `budgetMs`. Returns whether all are written. @throws the system's error */
  writeChunks(budgetMs: number): boolean {
    const end = performance.now() + budgetMs;
    for (const series of this.#run.series.values()) {
      if (series instanceof BlobColumns) continue;
      for (const chunk of series.chunks) {
        if (!chunk.isSealed || chunk.isWritten) continue;
        if (performance.now() > end) return false;
        chunk.write();
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
        return { tag, metadata, points: { kind: 'scalar', scalars: columns.save() } };
      }),
    };
  }

  /** Throws away what the folder holds of the run. */
  remove(): void {
    this.#folder.removeSnapshot(this.#run.name);
    if (this.#file) this.#folder.removeChunkFile(this.#file);
  }
}

/** Reads a chunk for its checksum only: points are decoded when someone looks at them. */
function verify(file: ChunkFile | undefined, place: ChunkPlace): void {
  if (!file) throw new AppError('CHUNK_UNREADABLE', 'there is no file of chunks');
  file.read(place);
}
