import { constants } from 'node:fs';
import { access, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CacheLock } from '../store/cache-lock.ts';

/** More than its limits allow it to hold: not ours, or not sound. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Another server holds the lock for one write, that is for some milliseconds. */
const LOCK_POLL_MS = 5;
const LOCK_LIMIT_MS = 3000;
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** A small file that several servers change: read whole, replaced whole, by one of them at a time. */
export class ViewsFile {
  /** Absolute; links have been followed, since renaming would replace the link. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async at(path: string): Promise<ViewsFile> {
    return new ViewsFile(await followLinks(path));
  }

  /** Differs whenever the file was replaced or written; undefined when it is not there or cannot be seen. */
  async identity(): Promise<string | undefined> {
    try {
      const { ino, size, mtimeNs } = await stat(this.path, { bigint: true });
      return `${ino} ${size} ${mtimeNs}`;
    } catch {
      return undefined;
    }
  }

  /** Its text; undefined when it is not there. @throws the system's error, or one of ours when it is too long */
  async read(): Promise<string | undefined> {
    let file;
    try {
      file = await open(this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      const { size } = await file.stat();
      if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, which no such file has`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  }

  /** Does something while no other server changes the file. @throws the system's error when nothing can be written */
  async lock<Result>(run: () => Promise<Result>): Promise<Result> {
    await mkdir(dirname(this.path), { recursive: true, mode: PRIVATE_FOLDER });
    const giveUpMs = performance.now() + LOCK_LIMIT_MS;
    let lock;
    while (!(lock = CacheLock.acquire(`${this.path}.lock`))) {
      if (performance.now() > giveUpMs) throw new Error('another server has been writing it for too long');
      await wait(LOCK_POLL_MS);
    }
    try {
      return await run();
    } finally {
      lock.release();
    }
  }

  /**
   * Replaces the file, under the lock: whoever reads it, also after a crash of the machine, finds the old one or the new one,
   * whole. Keeps the rights that it has; a new one is for its owner only.
   */
  async write(text: string): Promise<void> {
    const fresh = `${this.path}.new`;
    const mode = await stat(this.path).then(
      (found) => found.mode & 0o777,
      () => PRIVATE_FILE,
    );
    try {
      const file = await open(fresh, 'w', mode);
      try {
        await file.chmod(mode);
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, this.path);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
    await syncFolder(dirname(this.path));
  }

  /** Renames it, so that nothing writes over it. Returns its new path. */
  async setAside(): Promise<string> {
    const aside = `${this.path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(this.path, aside);
    return aside;
  }

  /** Why it may not be changed, as far as rights tell; undefined when it may. Makes nothing. */
  async refusal(): Promise<string | undefined> {
    // Renaming would not ask for the right to write the file itself: who took it away means it.
    const found = await writeError(this.path);
    if (found && found.code !== 'ENOENT') return found.message;
    for (let folder = dirname(this.path); ; folder = dirname(folder)) {
      // The slash makes it an error when it is no folder.
      const error = await writeError(`${folder}/`);
      if (!error) return undefined;
      if (error.code !== 'ENOENT' || dirname(folder) === folder) return error.message;
    }
  }
}

async function writeError(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await access(path, constants.W_OK);
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/** The path that the file has, or would have, with no link in it. */
export async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return dirname(path) === path ? path : join(await followLinks(dirname(path)), basename(path));
  }
}

/** Makes a rename in a folder last. Not every system can: then it lasts a little later. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path);
    await folder.sync().finally(() => folder.close());
  } catch {
    // See above.
  }
}
