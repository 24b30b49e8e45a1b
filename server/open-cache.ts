import { realpathSync } from 'node:fs';
import type { ServeConfig } from './config.ts';
import { CacheFolder } from './store/cache-folder.ts';

/**
 * Opens the cache of a configuration's logdirs. Undefined, with a warning, when another server has it or it cannot be
 * written: then everything is read from the logs, as with `--cache_dir none`.
 */
export function openCache(
  { cacheDir, logdirs, purgeOrphanedData }: ServeConfig,
  onWarning: (message: string) => void,
): CacheFolder | undefined {
  if (cacheDir === undefined) return undefined;
  // Both paths: files are known by the one, and a link may come to lead elsewhere.
  const places = logdirs.map(({ name, path }) => [name ?? null, path, realPath(path)]);
  const path = CacheFolder.pathFor(cacheDir, [places, purgeOrphanedData]);
  try {
    const folder = CacheFolder.open(path);
    if (folder) folder.describe(`What Runlight read of ${JSON.stringify(logdirs)}. It can be deleted.\n`);
    else onWarning('another server has the cache of this logdir: this one reads everything from the logs');
    return folder;
  } catch (error) {
    onWarning(`there is no cache, since ${path} cannot be written: ${(error as Error).message}`);
    return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
