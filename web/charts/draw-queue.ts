/** Drawing goes on in the next frame when it has taken this long in one. */
const FRAME_BUDGET_MS = 10;

/** What the queue needs of a browser; tests give their own. */
export interface FrameClock {
  requestFrame(callback: () => void): void;
  nowMs(): number;
}

/**
 * Spreads expensive drawings over animation frames, those in sight first and among them the oldest, so that the page
 * answers while forty charts get new points at once. Each drawing waits at most once: what is asked for again keeps its
 * place.
 */
export class DrawQueue {
  readonly #clock: FrameClock;
  /** Each with whether it can be seen. */
  readonly #waiting = new Map<() => void, () => boolean>();
  #isRunning = false;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  /** `isInSight` is asked at each frame for which the drawing waits. */
  add(draw: () => void, isInSight = (): boolean => true): void {
    if (!this.#waiting.has(draw)) this.#waiting.set(draw, isInSight);
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
      for (const draw of this.#inOrder()) {
        this.#waiting.delete(draw);
        draw();
        if (this.#clock.nowMs() - start >= FRAME_BUDGET_MS) break;
      }
      this.#run();
    });
  }

  #inOrder(): (() => void)[] {
    const [seen, unseen]: [(() => void)[], (() => void)[]] = [[], []];
    for (const [draw, isInSight] of this.#waiting) (isInSight() ? seen : unseen).push(draw);
    return [...seen, ...unseen];
  }
}

/** The page's only queue: all charts share its frames. */
export const drawQueue = new DrawQueue({
  requestFrame: (callback) => requestAnimationFrame(callback),
  nowMs: () => performance.now(),
});
