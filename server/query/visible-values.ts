import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { forEachStretchOf, type Visibility } from './scalar-cursor.ts';

/** The values of a series' visible points by their rank: their index among these alone, in the order of the file. */
export class VisibleValues {
  /** Visible points of the series. */
  readonly length: number;
  readonly #chunks: readonly ScalarChunk[];
  readonly #superseded: boolean;
  /** Rank of each chunk's first visible point. */
  readonly #starts: number[] = [];

  constructor({ chunks }: ScalarSeries, { superseded }: Visibility) {
    this.#chunks = chunks;
    this.#superseded = superseded;
    let length = 0;
    for (const chunk of chunks) {
      this.#starts.push(length);
      length += chunk.length - (superseded ? 0 : chunk.supersededCount);
    }
    this.length = length;
  }

  /** The ranks of visible points, given by their ascending indexes in the series. */
  ranksOf(picks: Uint32Array): Uint32Array {
    const ranks = new Uint32Array(picks.length);
    let pick = 0;
    for (const [number, chunk] of this.#chunks.entries()) {
      let rank = this.#starts[number] ?? 0;
      if (pick === picks.length) break;
      if (picks[pick]! >= chunk.start + chunk.length) continue;
      forEachStretchOf(chunk, 0, this.#superseded, (_, from, to) => {
        for (; pick < picks.length && picks[pick]! < chunk.start + to; pick++)
          ranks[pick] = rank + picks[pick]! - chunk.start - from;
        rank += to - from;
      });
    }
    return ranks;
  }

  /** Copies the values with the ranks [from, from + into.length). */
  copy(from: number, into: Float64Array): void {
    const to = from + into.length;
    let number = this.#starts.length - 1;
    while (number > 0 && this.#starts[number]! > from) number--;
    for (; number < this.#chunks.length && this.#starts[number]! < to; number++) {
      const chunk = this.#chunks[number]!;
      let rank = this.#starts[number]!;
      forEachStretchOf(chunk, 0, this.#superseded, (_, first, end) => {
        const low = Math.max(from, rank);
        const high = Math.min(to, rank + end - first);
        if (low < high) {
          const shift = first - rank;
          into.set(chunk.points().values.subarray(low + shift, high + shift), low - from);
        }
        rank += end - first;
      });
    }
  }
}
