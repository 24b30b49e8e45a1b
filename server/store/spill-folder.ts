import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheLock } from './cache-lock.ts';
import { ChunkFile } from './chunk-file.ts';

const PREFIX = 'runlight-spill-';
const LOCK = 'lock';

/**
 * A private temporary folder for chunks that do not fit into memory, for a server without a cache. It goes with the
 * server; where that is killed, with the next `sweep`.
 */
export class SpillFolder {
  readonly #parent: string;
  #path: string | undefined;
  #lock: CacheLock | undefined;

  /** `parent`: where the folder is made, with the first file. */
  constructor(parent = tmpdir()) {
    this.#parent = parent;
  }

  /** Removes the folders that servers of this user left behind when they were killed; those of living ones stay. */
  static async sweep(parent = tmpdir()): Promise<void> {
    for (const name of readdirSync(parent)) {
      const path = join(parent, name);
      const lock = name.startsWith(PREFIX) ? takeFromDead(path) : undefined;
      if (!lock) continue;
      await rm(path, { recursive: true, force: true });
      lock.release();
    }
  }

  /** A file for the chunks of a run, in the folder, which is made with the first one. @throws the system's error */
  createFile(runId: number): ChunkFile {
    this.#path ??= this.#make();
    return new ChunkFile(join(this.#path, `${runId}.chunks`));
  }

  /** Removes a run's file, if it has one. */
  removeFile(runId: number): void {
    if (this.#path !== undefined) rmSync(join(this.#path, `${runId}.chunks`), { force: true });
  }

  /** Removes the folder and all in it. */
  readonly close = (): void => {
    process.off('exit', this.close);
    this.#lock?.release();
    if (this.#path !== undefined) rmSync(this.#path, { recursive: true, force: true });
    this.#path = undefined;
  };

  /** @throws the system's error, for instance of a full disk; there is then no folder */
  #make(): string {
    const path = mkdtempSync(join(this.#parent, PREFIX));
    try {
      this.#lock = CacheLock.acquire(join(path, LOCK));
    } catch (error) {
      rmSync(path, { recursive: true, force: true });
      throw error;
    }
    process.on('exit', this.close);
    return path;
  }
}

/** The lock of a folder whose server is dead; undefined for any other. One without a lock may be about to get it. */
function takeFromDead(path: string): CacheLock | undefined {
  try {
    // Not through a link, and only what is ours: anybody may write to the folder for temporary files.
    const stats = lstatSync(path);
    const isOurs = stats.isDirectory() && (!process.getuid || stats.uid === process.getuid());
    const lock = join(path, LOCK);
    return isOurs && existsSync(lock) ? CacheLock.acquire(lock) : undefined;
  } catch {
    return undefined;
  }
}
