/** How the first reading of a logdir went. */
export interface LoadFigures {
  /** From the first request to read to everything that was found being read. */
  readonly seconds: number;
  readonly bytes: number;
  readonly records: number;
  readonly points: number;
}

/** Times the first load, from the first byte to caught up; what is appended later is not part of it. */
export class LoadMeter {
  #startedMs: number | undefined;
  #records = 0;
  #figures: LoadFigures | undefined;

  /** Undefined until everything that was there at the start has been read. */
  get figures(): LoadFigures | undefined {
    return this.#figures;
  }

  /** Call when something is about to be read. */
  begin(): void {
    this.#startedMs ??= performance.now();
  }

  addRecords(count: number): void {
    this.#records += count;
  }

  /** Call when everything has been read. */
  end(bytes: number, points: number): void {
    if (this.#startedMs === undefined || this.#figures) return;
    const seconds = (performance.now() - this.#startedMs) / 1000;
    this.#figures = { seconds, bytes, records: this.#records, points };
  }
}
