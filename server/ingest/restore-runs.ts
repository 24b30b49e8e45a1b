import type { SourceFile } from '../sources/log-source.ts';
import type { CacheFolder } from '../store/cache-folder.ts';
import type { MemoryStore } from '../store/memory-store.ts';
import { RunCache } from '../store/run-cache.ts';
import { RunIngest } from './run-ingest.ts';
import { isStillTrue, type RunSnapshot } from './run-snapshot.ts';

/** Where what was read is kept between two starts. */
export interface IngestCache {
  readonly folder: CacheFolder;
  readonly onWarning: (message: string) => void;
}

/** What a cache folder held: snapshots by run, and how many files were none. */
export interface FoundSnapshots {
  readonly byRun: ReadonlyMap<string, unknown>;
  readonly badCount: number;
}

/**
 * Puts the runs of the cache folder into the store that the logs still agree with. What the folder holds of others is
 * removed, and they are read anew; one warning tells how many of them were damaged.
 */
export function restoreRuns(
  { folder, onWarning }: IngestCache,
  store: MemoryStore,
  { byRun, badCount }: FoundSnapshots,
  files: readonly SourceFile[],
): { readonly run: RunIngest; readonly snapshot: RunSnapshot }[] {
  const found = new Map(files.map((file) => [file.path, file]));
  const restored = [];
  let bad = badCount;
  for (const [name, snapshot] of byRun as ReadonlyMap<string, RunSnapshot>) {
    if (!isStillTrue(snapshot, found)) continue;
    try {
      const cache = RunCache.restore(folder, store, name, snapshot.stored);
      restored.push({ run: new RunIngest(cache.run, cache, snapshot), snapshot });
    } catch {
      bad++;
    }
  }
  folder.sweep(new Set(restored.map(({ run }) => run.stored.name)));
  if (bad > 0)
    onWarning(`the cache at ${folder.path} is damaged or of another version: ${bad} runs are read anew`);
  return restored;
}
