/** Seconds of reading before the rate says anything. */
const SETTLE_SEC = 1;

/** How long reading will still take, from the mean rate since the first call. */
export class ReadingEstimate {
  #start: { readonly bytes: number; readonly sec: number } | undefined;

  /** Seconds left; undefined while nobody can tell. `nowSec` is any clock that runs evenly. */
  secLeft(bytesRead: number, bytesTotal: number, nowSec: number): number | undefined {
    this.#start ??= { bytes: bytesRead, sec: nowSec };
    const elapsedSec = nowSec - this.#start.sec;
    const rate = (bytesRead - this.#start.bytes) / elapsedSec;
    if (elapsedSec < SETTLE_SEC || !(rate > 0)) return undefined;
    return Math.max(0, bytesTotal - bytesRead) / rate;
  }
}
