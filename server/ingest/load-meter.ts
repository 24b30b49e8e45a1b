/** How the first reading of a logdir went. */
export interface LoadFigures {
  /** From the first byte read, of an events file or of the cache folder, to everything that was found being read. */
  readonly seconds: number;
  /** Read of events files: 0 after a restart that found them as they were. */
  readonly bytes: number;
  /** Whole records in these bytes. */
  readonly records: number;
  /** Points kept at the end, those that came from the cache folder among them. */
  readonly points: number;
}

/** Times the first load, from the first byte to caught up; what is appended later is not part of it. */
export class LoadMeter {
  #startedMs: number | undefined;
  #bytes = 0;
  #records = 0;
  #figures: LoadFigures | undefined;

  /** Undefined until everything that was there at the start has been read. */
  get figures(): LoadFigures | undefined {
    return this.#figures;
  }

  /** Call when something is about to be read, or with the time, on the clock of `performance`, at which it was. */
  begin(startedMs = performance.now()): void {
    this.#startedMs ??= startedMs;
  }

  /** Takes note of what was read of an events file. */
  add(bytes: number, records: number): void {
    this.#bytes += bytes;
    this.#records += records;
  }

  /** Call when everything has been read; `points`: all that are kept. */
  end(points: number): void {
    if (this.#startedMs === undefined || this.#figures) return;
    const seconds = (performance.now() - this.#startedMs) / 1000;
    this.#figures = { seconds, bytes: this.#bytes, records: this.#records, points };
  }
}
