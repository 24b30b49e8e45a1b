import type { DirectoryListing } from './list-logdir.ts';
import type { SourceChange, SourceFile } from './log-source.ts';

/** The directories and files that are known, and what differs when part of them is listed again. */
export class SourceTree {
  readonly #directories = new Map<string, DirectoryListing>();
  readonly #files = new Map<string, SourceFile>();
  /** How many directories make each run: two logdirs may hold runs of one name. */
  readonly #runCounts = new Map<string, number>();

  directory(path: string): DirectoryListing | undefined {
    return this.#directories.get(path);
  }

  file(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  /** Replaces what is known of the directories for which `isReplaced` holds by `listings`. */
  replace(
    listings: ReadonlyMap<string, DirectoryListing>,
    isReplaced: (path: string) => boolean,
  ): Omit<SourceChange, 'exists'> {
    const before = new Set(this.#runCounts.keys());
    const goneFiles = new Set<string>();
    for (const [path, listing] of [...this.#directories]) {
      if (!isReplaced(path) || listings.get(path) === listing) continue;
      for (const file of listing.files) goneFiles.add(file.path);
      this.#directories.delete(path);
      this.#countRun(listing, -1);
    }
    const files: SourceFile[] = [];
    for (const [path, listing] of listings) {
      if (this.#directories.get(path) === listing) continue;
      this.#directories.set(path, listing);
      this.#countRun(listing, 1);
      for (const file of listing.files) {
        goneFiles.delete(file.path);
        if (this.#update(file)) files.push(file);
      }
    }
    for (const path of goneFiles) this.#files.delete(path);
    const newRuns = [...this.#runCounts.keys()].filter((run) => !before.has(run));
    const goneRuns = [...before].filter((run) => !this.#runCounts.has(run));
    return { files, gone: [...goneFiles], newRuns, goneRuns, problems: this.#problems() };
  }

  /** Takes note of files looked at alone. Returns those that differ. */
  updateFiles(files: readonly SourceFile[]): Omit<SourceChange, 'exists'> {
    const changed = files.filter((file) => this.#files.has(file.path) && this.#update(file));
    return { files: changed, gone: [], newRuns: [], goneRuns: [], problems: this.#problems() };
  }

  #update(file: SourceFile): boolean {
    const known = this.#files.get(file.path);
    this.#files.set(file.path, file);
    return (
      known?.size !== file.size ||
      known.modifiedMs !== file.modifiedMs ||
      known.identity !== file.identity ||
      known.run !== file.run
    );
  }

  #countRun(listing: DirectoryListing, by: 1 | -1): void {
    if (!listing.isRun) return;
    const count = (this.#runCounts.get(listing.run) ?? 0) + by;
    if (count > 0) this.#runCounts.set(listing.run, count);
    else this.#runCounts.delete(listing.run);
  }

  #problems(): SourceChange['problems'] {
    const failures: { path: string; message: string }[] = [];
    for (const { path, failure } of this.#directories.values())
      if (failure) failures.push({ path, message: failure });
    return failures;
  }
}
