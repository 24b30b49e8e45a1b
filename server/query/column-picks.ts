import { CELL_POINTS, type ScalarChunk } from '../store/series-store.ts';
import type { IndexList } from './index-list.ts';

/**
 * Chooses, of one pixel column after the other, its first, lowest, highest and last point and the first of each kind
 * of value that is not finite. Of equal extremes the first one.
 */
export class ColumnPicks {
  readonly #into: IndexList;
  #column = NaN;
  #first = -1;
  #last = -1;
  #lowest = -1;
  #highest = -1;
  #low = Infinity;
  #high = -Infinity;
  /** First +∞, first -∞, first NaN. */
  readonly #nonFinite: [number, number, number] = [-1, -1, -1];
  #hasNonFinite = false;

  constructor(into: IndexList) {
    this.#into = into;
  }

  /** Adds the points [from, to) of a chunk, which all lie in one column. */
  add(column: number, chunk: ScalarChunk, from: number, to: number): void {
    if (column !== this.#column) {
      this.finish();
      this.#column = column;
      this.#first = chunk.start + from;
    }
    this.#last = chunk.start + to - 1;
    if (!chunk.summary) this.#scan(chunk, from, to);
    else if (to - from === chunk.length) this.#addSummary(chunk);
    else if (chunk.summary.firstNonFinite >= 0) this.#scan(chunk, from, to);
    else this.#addCells(chunk, from, to);
  }

  /** Ends the column: the next point begins one, whatever its number. */
  finish(): void {
    if (this.#first >= 0) {
      this.#into.add(this.#first);
      const isRising = this.#lowest < this.#highest;
      if (!this.#hasNonFinite) {
        // Either is -1 where there is no finite value.
        if (this.#lowest >= 0) this.#into.add(isRising ? this.#lowest : this.#highest);
        if (this.#lowest >= 0) this.#into.add(isRising ? this.#highest : this.#lowest);
      } else {
        const inside = [this.#lowest, this.#highest, ...this.#nonFinite];
        for (const pick of inside.sort((a, b) => a - b)) if (pick >= 0) this.#into.add(pick);
        this.#nonFinite.fill(-1);
        this.#hasNonFinite = false;
      }
      this.#into.add(this.#last);
    }
    this.#column = NaN;
    this.#first = -1;
    this.#low = Infinity;
    this.#high = -Infinity;
    this.#lowest = -1;
    this.#highest = -1;
  }

  #addSummary({ start, summary }: ScalarChunk): void {
    if (!summary) return;
    this.#addFinite(start + summary.lowestAt, summary.lowest);
    this.#addFinite(start + summary.highestAt, summary.highest);
    for (const [kind, at] of summary.firstOfKinds.entries()) {
      if (at >= 0 && this.#nonFinite[kind]! < 0) this.#addNonFinite(kind, start + at);
    }
  }

  /** Looks at the extremes of the cells that lie in [from, to), and at all points at its ends. */
  #addCells(chunk: ScalarChunk, from: number, to: number): void {
    const { start, summary } = chunk;
    const { values } = chunk.points();
    const firstCell = Math.ceil(from / CELL_POINTS);
    const endCell = Math.floor(to / CELL_POINTS);
    if (endCell <= firstCell || !summary) return this.#scan(chunk, from, to);
    this.#scan(chunk, from, firstCell * CELL_POINTS);
    for (let cell = firstCell; cell < endCell; cell++) {
      const lowest = cell * CELL_POINTS + summary.cells[cell * 2]!;
      const highest = cell * CELL_POINTS + summary.cells[cell * 2 + 1]!;
      this.#addFinite(start + lowest, values[lowest]!);
      this.#addFinite(start + highest, values[highest]!);
    }
    this.#scan(chunk, endCell * CELL_POINTS, to);
  }

  #scan(chunk: ScalarChunk, from: number, to: number): void {
    if (from === to) return;
    const { values } = chunk.points();
    for (let at = from; at < to; at++) {
      const value = values[at]!;
      if (value - value === 0) {
        this.#addFinite(chunk.start + at, value);
        continue;
      }
      const kind = value > 0 ? 0 : value < 0 ? 1 : 2;
      if (this.#nonFinite[kind] < 0) this.#addNonFinite(kind, chunk.start + at);
    }
  }

  #addNonFinite(kind: number, index: number): void {
    this.#nonFinite[kind] = index;
    this.#hasNonFinite = true;
  }

  #addFinite(index: number, value: number): void {
    if (value < this.#low) {
      this.#low = value;
      this.#lowest = index;
    }
    if (value > this.#high) {
      this.#high = value;
      this.#highest = index;
    }
  }
}
