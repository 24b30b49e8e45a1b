import { Observable } from '../base/observable.ts';
import type * as contract from './types.ts';

/** The server's state, live. */
export class Status extends Observable implements contract.Status {
  #value: contract.StatusUpdate | undefined;
  #receivedAtMs = 0;
  /** Updates carry only what is news. */
  readonly #lastGrowthByRun = new Map<number, number>();

  get value(): contract.StatusUpdate | undefined {
    return this.#value;
  }

  /** The server's clock goes on from what it last said: the page's own may be wrong by minutes. */
  get nowSec(): number | undefined {
    return this.#value && this.#value.now + (performance.now() - this.#receivedAtMs) / 1000;
  }

  lastGrowthSec(runId: number): number | undefined {
    return this.#lastGrowthByRun.get(runId);
  }

  apply(update: contract.StatusUpdate): void {
    this.#value = update;
    this.#receivedAtMs = performance.now();
    for (const { run, lastGrowth } of update.activity) this.#lastGrowthByRun.set(run ?? 0, lastGrowth ?? 0);
    this.changed();
  }
}
