import type { PathSink } from './trace-line.ts';

/** Strokes of less than this along x that lead on the same way up or down become one. */
const MERGED_PX = 1.5;

/**
 * A path that passes over points which only lead on, up or down, within a pixel or so: each turn is drawn to its very
 * end, and of a line with several points at each pixel half is left to be stroked. End it by `flush`.
 */
export class MergingPath implements PathSink {
  readonly #path: PathSink;
  /** The end of what has been drawn. */
  #startX = 0;
  #startY = 0;
  /** The point that was reached. */
  #endX = 0;
  #endY = 0;

  constructor(path: PathSink) {
    this.#path = path;
  }

  moveTo(x: number, y: number): void {
    this.flush();
    this.#path.moveTo(x, y);
    this.#startX = this.#endX = x;
    this.#startY = this.#endY = y;
  }

  lineTo(x: number, y: number): void {
    const leadsOn = (this.#endY - this.#startY) * (y - this.#endY) >= 0;
    if (!leadsOn || x - this.#startX > MERGED_PX) this.flush();
    this.#endX = x;
    this.#endY = y;
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.flush();
    this.#path.arc(x, y, radius, from, to);
  }

  /** Draws what has not been drawn yet. */
  flush(): void {
    if (this.#endX === this.#startX && this.#endY === this.#startY) return;
    this.#path.lineTo(this.#endX, this.#endY);
    this.#startX = this.#endX;
    this.#startY = this.#endY;
  }
}
