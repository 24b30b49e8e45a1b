import { resolve } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';

/** So many directories begin to be watched at a time, and then nothing for so long: 2,000 at once stall the server. */
const BATCH = 16;
const BATCH_PAUSE_MS = 10;

/**
 * Tells which directories have changed, and which entry where that is known to be all, as a hint to look there. Watches
 * directories only: a watch per file costs three times the memory, and chokidar's `change` events lose the last of two appends
 * that follow closely (measured: each time at 12 ms). The `raw` events of a directory's own watch come for every change of an
 * entry. Which directories there are is for the caller to find out; chokidar's own search of a whole tree cannot be paced.
 */
export class DirectoryWatcher {
  readonly #watcher: FSWatcher;
  readonly #watched = new Set<string>();
  /** Those to be watched soon. */
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isOn = true;

  /**
   * `onHint` gets a directory's path, and the name of the entry that only grew or shrank; `onGiveUp` is called once, when the
   * system has no more watches to give.
   */
  constructor(onHint: (directory: string, changed?: string) => void, onGiveUp: (message: string) => void) {
    this.#watcher = watch([], {
      // Keeps chokidar from what lies in a directory. Resolved, since it asks with slashes on every system.
      ignored: (path) => !this.#watched.has(resolve(path)),
      ignoreInitial: true,
      followSymlinks: true,
      depth: 0,
    });
    const hint = (directory: string, changed?: string): void => {
      if (this.#isOn) onHint(directory, changed);
    };
    this.#watcher.on('addDir', (directory) => hint(directory));
    this.#watcher.on('unlinkDir', (directory) => hint(directory));
    this.#watcher.on('raw', (event, name, details: unknown) => {
      const directory = (details as { watchedPath?: unknown }).watchedPath;
      if (typeof directory === 'string') hint(directory, event === 'change' && name ? name : undefined);
    });
    this.#watcher.on('error', (error) => {
      const code = (error as NodeJS.ErrnoException).code;
      if (!this.#isOn || (code !== 'ENOSPC' && code !== 'EMFILE')) return;
      void this.close();
      onGiveUp(
        `the system has no more file watches (${code}): files are polled instead; raise fs.inotify.max_user_watches to see changes at once`,
      );
    });
  }

  /** Watches more directories, soon. */
  add(paths: Iterable<string>): void {
    for (const path of paths) this.#waiting.add(path);
    this.#addSome();
  }

  /** Tells that directories are gone: chokidar sees it by itself, and is not to take them up again. */
  remove(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#waiting.delete(path);
      this.#watched.delete(path);
    }
  }

  async close(): Promise<void> {
    this.#isOn = false;
    clearTimeout(this.#timer);
    await this.#watcher.close();
  }

  #addSome(): void {
    if (this.#timer || this.#waiting.size === 0 || !this.#isOn) return;
    const some: string[] = [];
    for (const path of this.#waiting) {
      some.push(path);
      this.#waiting.delete(path);
      this.#watched.add(path);
      if (some.length === BATCH) break;
    }
    this.#watcher.add(some);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#addSome();
    }, BATCH_PAUSE_MS);
  }
}
