import type { Damage } from '../decode/record-stream.ts';

/** Problems kept for people to read; the count goes on. */
const KEPT_PROBLEMS = 1000;

/** Something that was wrong with a file, for the log, the status and the page. */
export interface Problem {
  readonly file: string;
  /** Byte offset in the file. */
  readonly offset: number;
  /** Bytes that were skipped. */
  readonly bytes: number;
  readonly message: string;
  /** Seconds since the epoch when it was found. */
  readonly time: number;
}

/** What was wrong with one file. */
export interface FileProblems {
  /** All that were found, those no longer kept too. */
  readonly count: number;
  readonly corruptCount: number;
  /** Those that are kept. */
  readonly kept: readonly Problem[];
}

interface FileEntry {
  count: number;
  corruptCount: number;
  readonly byOffset: Map<number, Problem>;
}

/** The problems of all files, each place once. */
export class ProblemList {
  readonly #files = new Map<string, FileEntry>();
  /** Those kept, in the order in which they were found. */
  readonly #kept = new Set<Problem>();
  readonly #onNew: (problem: Problem) => void;
  #count = 0;
  #corruptCount = 0;

  constructor(onNew: (problem: Problem) => void) {
    this.#onNew = onNew;
  }

  /** All that were found, those no longer kept too. */
  get count(): number {
    return this.#count;
  }

  /** Places where bytes of a file were no good. */
  get corruptCount(): number {
    return this.#corruptCount;
  }

  /** The newest first. */
  newest(limit: number): Problem[] {
    return [...this.#kept].slice(-limit).toReversed();
  }

  addDamage(file: string, damage: Damage): void {
    this.#add({ file, ...damage, time: Date.now() / 1000 });
  }

  /** A file or directory that cannot be read at all. */
  addFailure(file: string, message: string): void {
    this.#add({ file, offset: 0, bytes: 0, message, time: Date.now() / 1000 });
  }

  /** What was wrong with a file; undefined when nothing was. */
  of(file: string): FileProblems | undefined {
    const entry = this.#files.get(file);
    if (!entry) return undefined;
    const { count, corruptCount, byOffset } = entry;
    return { count, corruptCount, kept: [...byOffset.values()] };
  }

  /** Takes over what an earlier server found wrong with a file of which nothing is known yet. */
  restore(file: string, { count, corruptCount, kept }: FileProblems): void {
    for (const problem of kept) this.#add(problem);
    const entry = this.#files.get(file);
    if (!entry) return;
    this.#count += count - entry.count;
    this.#corruptCount += corruptCount - entry.corruptCount;
    entry.count = count;
    entry.corruptCount = corruptCount;
  }

  /** Forgets what was wrong with a file that is gone or can be read again. */
  forget(file: string): void {
    const entry = this.#files.get(file);
    if (!entry) return;
    this.#files.delete(file);
    for (const problem of entry.byOffset.values()) this.#kept.delete(problem);
    this.#count -= entry.count;
    this.#corruptCount -= entry.corruptCount;
  }

  /** A place that is known gets the new text (the damage may have grown). */
  #add(problem: Problem): void {
    const entry = this.#files.get(problem.file) ?? { count: 0, corruptCount: 0, byOffset: new Map() };
    this.#files.set(problem.file, entry);
    const known = entry.byOffset.get(problem.offset);
    if (known) this.#kept.delete(known);
    const added = known ? { ...problem, time: known.time } : problem;
    entry.byOffset.set(problem.offset, added);
    this.#kept.add(added);
    if (known) return;
    entry.count++;
    this.#count++;
    if (problem.bytes > 0) {
      entry.corruptCount++;
      this.#corruptCount++;
    }
    this.#onNew(problem);
    this.#dropOldest();
  }

  #dropOldest(): void {
    if (this.#kept.size <= KEPT_PROBLEMS) return;
    const [oldest] = this.#kept;
    if (!oldest) return;
    this.#kept.delete(oldest);
    this.#files.get(oldest.file)?.byOffset.delete(oldest.offset);
  }
}
