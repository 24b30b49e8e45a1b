/** Something that takes up memory and can give it back. */
export interface Evictable {
  /** Gives its memory back; it can still be read afterwards. @throws the system's error, for instance of a full disk */
  evict(): void;
}

/** After a failure to put chunks on the disk it is tried again after this long. */
const RETRY_MS = 10_000;

/** Sees to it that the chunks in memory stay within a limit: over it, those not used for longest go to the disk. */
export class MemoryBudget {
  readonly limitBytes: number;
  readonly #onFailure: (error: Error) => void;
  /** What each holds, in order of use: a Map iterates in order of insertion. */
  readonly #held = new Map<Evictable, number>();
  /** What chunks too short to be put away hold. */
  readonly #pinned = new Map<Evictable, number>();
  /** The one used last: whoever looks at a chunk looks at it often. */
  #newest: Evictable | undefined;
  #usedBytes = 0;
  #failedAtMs = -Infinity;

  /** `onFailure` hears why chunks cannot be put away; until they can, they stay, over the limit. */
  constructor(limitBytes: number, onFailure: (error: Error) => void = () => {}) {
    this.limitBytes = limitBytes;
    this.#onFailure = onFailure;
  }

  /** Bytes of all chunks in memory. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Takes note that a chunk, just used, takes up so many bytes, and makes room. One that is pinned stays. */
  hold(chunk: Evictable, bytes: number, isPinned = false): void {
    this.release(chunk);
    (isPinned ? this.#pinned : this.#held).set(chunk, bytes);
    this.#newest = chunk;
    this.#usedBytes += bytes;
    if (this.#usedBytes > this.limitBytes) this.#makeRoom(chunk);
  }

  /** Takes note that a chunk was used. */
  touch(chunk: Evictable): void {
    if (chunk === this.#newest) return;
    const bytes = this.#held.get(chunk);
    if (bytes === undefined) return;
    this.#newest = chunk;
    this.#held.delete(chunk);
    this.#held.set(chunk, bytes);
  }

  /** Takes note that a chunk takes up nothing any more. */
  release(chunk: Evictable): void {
    this.#usedBytes -= this.#held.get(chunk) ?? this.#pinned.get(chunk) ?? 0;
    this.#held.delete(chunk);
    this.#pinned.delete(chunk);
    if (chunk === this.#newest) this.#newest = undefined;
  }

  #makeRoom(newest: Evictable): void {
    if (performance.now() - this.#failedAtMs < RETRY_MS) return;
    for (const chunk of this.#held.keys()) {
      if (this.#usedBytes <= this.limitBytes || chunk === newest) return;
      try {
        chunk.evict();
      } catch (error) {
        this.#failedAtMs = performance.now();
        this.#onFailure(error as Error);
        return;
      }
      this.release(chunk);
    }
  }
}
