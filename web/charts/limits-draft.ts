import type { ChosenLimits } from './line-series.ts';

/** While a gesture goes on, others hear of it so often. */
const TELL_EVERY_MS = 100;

/**
 * Limits while a gesture changes them with every movement: the chart draws them at once, its owner, who asks a server for
 * points, hears of them at most every 100 ms and when the gesture has ended.
 */
export class LimitsDraft {
  readonly #tell: (limits: ChosenLimits, isFinal: boolean) => void;
  #limits: ChosenLimits | undefined;
  #toldMs = -Infinity;

  constructor(tell: (limits: ChosenLimits, isFinal: boolean) => void) {
    this.#tell = tell;
  }

  /** What to draw; undefined when no gesture goes on. */
  get limits(): ChosenLimits | undefined {
    return this.#limits;
  }

  choose(limits: ChosenLimits, isFinal: boolean): void {
    this.#limits = isFinal ? undefined : limits;
    const nowMs = performance.now();
    if (!isFinal && nowMs - this.#toldMs < TELL_EVERY_MS) return;
    this.#toldMs = nowMs;
    this.#tell(limits, isFinal);
  }

  /** Forgets a gesture that will not end. */
  drop(): void {
    this.#limits = undefined;
  }
}
