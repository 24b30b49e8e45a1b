/** Drawing goes on in the next frame when it has taken this long in one. */
const FRAME_BUDGET_MS = 10;

/** What the queue needs of a browser; tests give their own. */
export interface FrameClock {
  requestFrame(callback: () => void): void;
  nowMs(): number;
}

/**
 * Spreads expensive drawings over animation frames, the oldest first, so that the page answers while forty charts get
 * new points at once. What cannot be seen waits until it can (`wake`), and is then drawn with the newest points alone.
 * Each drawing waits at most once: what is asked for again keeps its place.
 */
export class DrawQueue {
  readonly #clock: FrameClock;
  /** Each with whether it is to be drawn now. */
  readonly #waiting = new Map<() => void, () => boolean>();
  #isRunning = false;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  /** `isDue` is asked in the next frame, and at each `wake`. */
  add(draw: () => void, isDue = (): boolean => true): void {
    if (!this.#waiting.has(draw)) this.#waiting.set(draw, isDue);
    this.wake();
  }

  /** Takes it back, if it still waits. */
  remove(draw: () => void): void {
    this.#waiting.delete(draw);
  }

  /** What is waiting may have come into sight. */
  wake(): void {
    if (this.#isRunning || this.#waiting.size === 0) return;
    this.#isRunning = true;
    this.#clock.requestFrame(() => {
      this.#isRunning = false;
      const start = this.#clock.nowMs();
      // All are asked before any draws, which would make the page lay itself out for each.
      const due = [...this.#waiting].filter(([, isDue]) => isDue());
      let drawn = 0;
      try {
        for (const [draw] of due) {
          drawn++;
          this.#waiting.delete(draw);
          draw();
          if (this.#clock.nowMs() - start >= FRAME_BUDGET_MS) break;
        }
      } finally {
        if (drawn < due.length) this.wake();
      }
    });
  }
}

/** The page's only queue: all charts share its frames. */
export const drawQueue = new DrawQueue({
  requestFrame: (callback) => requestAnimationFrame(callback),
  nowMs: () => performance.now(),
});
