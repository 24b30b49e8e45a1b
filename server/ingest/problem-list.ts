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

/** The problems of all files, each place once. */
export class ProblemList {
  readonly #byPlace = new Map<string, Problem>();
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
    return [...this.#byPlace.values()].slice(-limit).toReversed();
  }

  addDamage(file: string, damage: Damage): void {
    if (this.#add({ file, ...damage, time: Date.now() / 1000 })) this.#corruptCount++;
  }

  /** A file or directory that cannot be read at all. */
  addFailure(file: string, message: string): void {
    this.#add({ file, offset: 0, bytes: 0, message, time: Date.now() / 1000 });
  }

  /** Forgets what was wrong with a file that is gone or can be read again. */
  forget(file: string): void {
    for (const [key, problem] of this.#byPlace) {
      if (problem.file !== file) continue;
      this.#byPlace.delete(key);
      this.#count--;
      if (problem.bytes > 0) this.#corruptCount--;
    }
  }

  /** Returns whether the place is new; a known one gets the new text (the damage may have grown). */
  #add(problem: Problem): boolean {
    const key = `${problem.offset}\0${problem.file}`;
    const known = this.#byPlace.get(key);
    this.#byPlace.set(key, known ? { ...problem, time: known.time } : problem);
    if (known) return false;
    this.#count++;
    this.#onNew(problem);
    if (this.#byPlace.size > KEPT_PROBLEMS) {
      const [oldest] = this.#byPlace.keys();
      if (oldest !== undefined) this.#byPlace.delete(oldest);
    }
    return true;
  }
}
