import type { DirectoryListing } from './list-logdir.ts';
import type { SourceChange, SourceFile } from './log-source.ts';

/** A change, and the directories that came and went with it. */
export interface TreeChange extends Omit<SourceChange, 'exists'> {
  readonly newDirectories: readonly string[];
  readonly goneDirectories: readonly string[];
}

/** The directories and files that are known, and what differs when part of them is listed again. */
export class SourceTree {
  readonly #directories = new Map<string, DirectoryListing>();
  readonly #files = new Map<string, SourceFile>();
  /** How many directories make each run: two logdirs may hold runs of one name. */
  readonly #runCounts = new Map<string, number>();
  /** Why directories could not be listed, by path. */
  readonly #failures = new Map<string, string>();

  directory(path: string): DirectoryListing | undefined {
    return this.#directories.get(path);
  }

  file(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  /** Paths of all directories that there are. */
  *directories(): Iterable<string> {
    for (const { path, exists } of this.#directories.values()) if (exists) yield path;
  }

  /** Replaces what is known of the directories `roots` and of all below them by `listings`. */
  replace(listings: ReadonlyMap<string, DirectoryListing>, roots: readonly string[]): TreeChange {
    /** Runs that something may have happened to, and whether they were there before. */
    const touched = new Map<string, boolean>();
    const touch = ({ run }: DirectoryListing): void => {
      if (!touched.has(run)) touched.set(run, this.#runCounts.has(run));
    };
    const goneFiles = new Set<string>();
    const goneDirectories = new Set<string>();
    for (const listing of this.#below(roots)) {
      if (listings.get(listing.path) === listing) continue;
      for (const file of listing.files) goneFiles.add(file.path);
      touch(listing);
      if (listing.exists) goneDirectories.add(listing.path);
      this.#directories.delete(listing.path);
      this.#failures.delete(listing.path);
      this.#countRun(listing, -1);
    }
    const files: SourceFile[] = [];
    const newDirectories: string[] = [];
    for (const [path, listing] of listings) {
      if (this.#directories.get(path) === listing) continue;
      touch(listing);
      if (listing.exists && !goneDirectories.delete(path)) newDirectories.push(path);
      this.#directories.set(path, listing);
      if (listing.failure) this.#failures.set(path, listing.failure);
      this.#countRun(listing, 1);
      for (const file of listing.files) {
        goneFiles.delete(file.path);
        if (this.#update(file)) files.push(file);
      }
    }
    for (const path of goneFiles) this.#files.delete(path);
    const newRuns: string[] = [];
    const goneRuns: string[] = [];
    for (const [run, wasThere] of touched) {
      const isThere = this.#runCounts.has(run);
      if (isThere !== wasThere) (isThere ? newRuns : goneRuns).push(run);
    }
    return {
      files,
      gone: [...goneFiles],
      newRuns,
      goneRuns,
      newDirectories,
      goneDirectories: [...goneDirectories],
      problems: this.#problems(),
    };
  }

  /** Takes note of files looked at alone. Returns those that differ. */
  updateFiles(files: readonly SourceFile[]): Omit<SourceChange, 'exists'> {
    const changed = files.filter((file) => this.#files.has(file.path) && this.#update(file));
    return { files: changed, gone: [], newRuns: [], goneRuns: [], problems: this.#problems() };
  }

  /** Directories at and below some, as they are known. */
  #below(roots: readonly string[]): DirectoryListing[] {
    const found = new Set<DirectoryListing>();
    const waiting = [...roots];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const listing = this.#directories.get(path);
      if (!listing || found.has(listing)) continue;
      found.add(listing);
      for (const child of listing.directories) waiting.push(child.path);
    }
    return [...found];
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
    return Array.from(this.#failures, ([path, message]) => ({ path, message }));
  }
}
