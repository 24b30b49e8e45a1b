import { watch, type FSWatcher } from 'chokidar';

/**
 * Tells which directories have changed, and which entry where that is known to be all, as a hint to look there. Watches directories only: a watch per file costs
 * three times the memory, and chokidar's `change` events lose the last of two appends that follow closely
 * (measured: each time at 12 ms). The `raw` events of a directory's own watch come for every change of an entry.
 */
export class DirectoryWatcher {
  readonly #watcher: FSWatcher;
  #isOn = true;

  /** `onHint` gets a directory's path, and the name of the entry that only grew or shrank; `onGiveUp` is called once, when the system has no more watches to give. */
  constructor(
    paths: readonly string[],
    onHint: (directory: string, changed?: string) => void,
    onGiveUp: (message: string) => void,
  ) {
    this.#watcher = watch([...paths], {
      ignored: (_path, stats) => stats?.isFile() ?? false,
      ignoreInitial: true,
      followSymlinks: true,
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
      this.#isOn = false;
      void this.#watcher.close();
      onGiveUp(
        `the system has no more file watches (${code}): files are polled instead; raise fs.inotify.max_user_watches to see changes at once`,
      );
    });
  }

  async close(): Promise<void> {
    this.#isOn = false;
    await this.#watcher.close();
  }
}
