import { basename } from 'node:path';
import { AppError } from '../base/errors.ts';
import { BlobColumns } from './blob-columns.ts';
import type { CacheFolder } from './cache-folder.ts';
import type { ChunkFile } from './chunk-file.ts';
import type { MemoryStore } from './memory-store.ts';
import type { StoredRun } from './stored-run.ts';
import type { SavedRun, SavedSeries } from './saved-run.ts';

/** What the cache folder holds of one run: writes its sealed chunks, and makes plain data of the rest. */
export class RunCache {
  readonly #folder: CacheFolder;
  readonly #run: StoredRun;
  #file: ChunkFile | undefined;

  /** With `file` it goes on in the run's file of an earlier server. */
  constructor(folder: CacheFolder, run: StoredRun, file?: ChunkFile) {
    this.#folder = folder;
    this.#run = run;
    this.#file = file;
    run.keepChunksIn(() => (this.#file ??= folder.createChunkFile(run.name)));
  }

  /**
   * Puts a run back into the store. Its points are read, and their checksums checked, when someone looks at them.
   *
   * @throws AppError CHUNK_UNREADABLE when its file of chunks is not there or too short; the store is then unchanged
   */
  static restore(folder: CacheFolder, store: MemoryStore, name: string, saved: SavedRun): RunCache {
    const { chunkFile, series } = saved;
    const file = chunkFile && folder.openChunkFile(chunkFile.name, chunkFile.size);
    const isMissing = series.some(
      ({ points }) => points.kind === 'scalar' && points.scalars.sealed.length > 0,
    );
    if (!file && (chunkFile || isMissing))
      throw new AppError('CHUNK_UNREADABLE', `${folder.path}: the chunks of ${name} are gone`);
    const cache = new RunCache(folder, store.addRun(name), file);
    cache.run.restore(saved);
    return cache;
  }

  get run(): StoredRun {
    return this.#run;
  }

  /** Writes sealed chunks for about `budgetMs`. Returns whether all are written. @throws the system's error */
  writeChunks(budgetMs: number): boolean {
    if (this.#run.held) return true;
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
    const { startTime, filePaths, held } = this.#run;
    return {
      startTime,
      files: filePaths,
      chunkFile: this.#file && { name: basename(this.#file.path), size: this.#file.size },
      held: held && { arrival: held.arrival, points: held.points },
      series: [...(held ? [] : this.#run.series)].map(([tag, columns]): SavedSeries => {
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
