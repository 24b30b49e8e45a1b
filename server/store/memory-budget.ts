import { collectSooner } from '../base/limit-garbage.ts';

/** Something that takes up memory and can give it back. */
export interface Evictable {
  /** Gives its memory back; it can still be read afterwards. @throws the system's error, for instance of a full disk */
  evict(): void;
  /** Bytes that the budget counts for it: the budget's own note, 0 at first. */
  heldBytes: number;
}

/** After a failure to put chunks on the disk it is tried again after this long. */
const RETRY_MS = 10_000;

/** Sees to it that the chunks in memory stay within a limit: over it, those not used for longest go to the disk. */
export class MemoryBudget {
  readonly limitBytes: number;
  readonly #onFailure: (error: Error) => void;
  /** Those that can be put away, in order of use: a Set iterates in order of insertion. */
  readonly #evictable = new Set<Evictable>();
  /** The one used last: whoever looks at a chunk looks at it often. */
  #newest: Evictable | undefined;
  #usedBytes = 0;
  #failedAtMs = -Infinity;
  #wasFull = false;

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
    if (!isPinned) {
      this.#evictable.delete(chunk);
      this.#evictable.add(chunk);
      this.#newest = chunk;
    }
    this.#usedBytes += bytes - chunk.heldBytes;
    chunk.heldBytes = bytes;
    if (this.#usedBytes > this.limitBytes) this.#makeRoom(chunk);
  }

  /** Takes note that a chunk was used. */
  touch(chunk: Evictable): void {
    if (chunk === this.#newest || !this.#evictable.delete(chunk)) return;
    this.#evictable.add(chunk);
    this.#newest = chunk;
  }

  /** Takes note that a chunk takes up nothing any more. */
  release(chunk: Evictable): void {
    this.#usedBytes -= chunk.heldBytes;
    chunk.heldBytes = 0;
    this.#evictable.delete(chunk);
    if (chunk === this.#newest) this.#newest = undefined;
  }

  #makeRoom(newest: Evictable): void {
    if (performance.now() - this.#failedAtMs < RETRY_MS) return;
    if (!this.#wasFull) collectSooner();
    this.#wasFull = true;
    for (const chunk of this.#evictable) {
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
