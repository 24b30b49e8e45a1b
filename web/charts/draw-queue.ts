/** Drawing goes on in the next frame when it has taken this long in one. */
const FRAME_BUDGET_MS = 10;
/**
 * The same where what is drawn already is drawn anew: nothing moves then, and each frame costs the page some 5 ms, whatever
 * is in it.
 */
const REDRAW_BUDGET_MS = 24;

/** What the queue needs of a browser; tests give their own. */
export interface FrameClock {
  requestFrame(callback: () => void): void;
  nowMs(): number;
}

/** What is known of a drawing. */
interface Waiting {
  /** Whether it is to be drawn now: asked in the next frame, and at each `wake`. */
  readonly isDue: () => boolean;
  /** Whether it takes the place of what was drawn before. */
  readonly isRedraw: boolean;
}

/**
 * Spreads expensive drawings over animation frames, the oldest first, so that the page answers while forty charts get
 * new points at once. What cannot be seen waits until it can (`wake`), and is then drawn with the newest points alone.
 * Each drawing waits at most once: what is asked for again keeps its place.
 */
export class DrawQueue {
  readonly #clock: FrameClock;
  readonly #waiting = new Map<() => void, Waiting>();
  #isRunning = false;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  add(draw: () => void, { isDue = () => true, isRedraw = false }: Partial<Waiting> = {}): void {
    if (!this.#waiting.has(draw)) this.#waiting.set(draw, { isDue, isRedraw });
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
      const due = [...this.#waiting].filter(([, { isDue }]) => isDue());
      let drawn = 0;
      try {
        for (const [draw, { isRedraw }] of due) {
          const budgetMs = isRedraw ? REDRAW_BUDGET_MS : FRAME_BUDGET_MS;
          if (drawn > 0 && this.#clock.nowMs() - start >= budgetMs) break;
          drawn++;
          this.#waiting.delete(draw);
          draw();
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
