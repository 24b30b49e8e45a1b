/** The rate is the mean over this long: shorter would flicker, longer would lag. */
const WINDOW_MS = 3000;
/** Bytes are summed over this long. */
const BUCKET_MS = 250;
const BUCKETS = WINDOW_MS / BUCKET_MS;
/** A rate measured over less than this says nothing about what is left. */
const SETTLE_MS = 750;

/** How fast events files are being read. Times are milliseconds of any clock that runs evenly. */
export class ReadingRate {
  /** Bytes by the number of their bucket, modulo BUCKETS. */
  readonly #bytes = new Float64Array(BUCKETS);
  /** The bucket that bytes go into now. */
  #newest = -1;
  /** When the reading began that goes on. */
  #startedMs = 0;

  /** Takes note of bytes just read. */
  add(bytes: number, nowMs: number): void {
    const isPaused = Math.floor(nowMs / BUCKET_MS) - this.#newest >= BUCKETS;
    if (this.#newest < 0 || isPaused) this.#startedMs = nowMs;
    this.#advance(nowMs);
    this.#bytes[this.#newest % BUCKETS]! += bytes;
  }

  /** Mean over the last three seconds, or since reading began; 0 when nothing was read. */
  bytesPerSec(nowMs: number): number {
    if (this.#newest < 0) return 0;
    this.#advance(nowMs);
    const sum = this.#bytes.reduce((total, bytes) => total + bytes, 0);
    const elapsedMs = Math.min(WINDOW_MS, Math.max(BUCKET_MS, nowMs - this.#startedMs));
    return (sum / elapsedMs) * 1000;
  }

  /** Seconds that reading so many bytes will take; undefined while nobody can tell. */
  secFor(bytes: number, nowMs: number): number | undefined {
    const rate = this.bytesPerSec(nowMs);
    return rate > 0 && nowMs - this.#startedMs >= SETTLE_MS ? bytes / rate : undefined;
  }

  /** Empties the buckets between the newest and now. */
  #advance(nowMs: number): void {
    const now = Math.floor(nowMs / BUCKET_MS);
    const first = Math.max(this.#newest + 1, now - BUCKETS + 1);
    for (let bucket = first; bucket <= now; bucket++) this.#bytes[bucket % BUCKETS] = 0;
    this.#newest = Math.max(this.#newest, now);
  }
}
