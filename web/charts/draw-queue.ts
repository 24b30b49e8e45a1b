/** Drawing goes on in the next frame when it has taken this long in one. */
const FRAME_BUDGET_MS = 8;

/** What the queue needs of a browser; tests give their own. */
export interface FrameClock {
  requestFrame(callback: () => void): void;
  nowMs(): number;
}

/**
 * Spreads expensive drawings over animation frames, the oldest first, so that the page answers while forty charts get
 * new points at once. Each drawing waits at most once: what is asked for again keeps its place.
 */
export class DrawQueue {
  readonly #clock: FrameClock;
  readonly #waiting = new Set<() => void>();
  #isRunning = false;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  add(draw: () => void): void {
    this.#waiting.add(draw);
    this.#run();
  }

  /** Takes it back, if it still waits. */
  remove(draw: () => void): void {
    this.#waiting.delete(draw);
  }

  #run(): void {
    if (this.#isRunning || this.#waiting.size === 0) return;
    this.#isRunning = true;
    this.#clock.requestFrame(() => {
      this.#isRunning = false;
      const start = this.#clock.nowMs();
      for (const draw of this.#waiting) {
        this.#waiting.delete(draw);
        draw();
        if (this.#clock.nowMs() - start >= FRAME_BUDGET_MS) break;
      }
      this.#run();
    });
  }
}

/** The page's only queue: all charts share its frames. */
export const drawQueue = new DrawQueue({
  requestFrame: (callback) => requestAnimationFrame(callback),
  nowMs: () => performance.now(),
});
