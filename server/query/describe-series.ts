import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { forEachStretch } from './scalar-cursor.ts';

/** One point of a series. */
export interface DescribedPoint {
  readonly step: number;
  /** Seconds since the epoch. */
  readonly wallTime: number;
  readonly value: number;
}

/** A series in a line of a table. Points that a restart superseded are in none of it. */
export interface SeriesDescription {
  readonly count: number;
  /** In the order of the file; undefined when there is none. */
  readonly first: DescribedPoint | undefined;
  readonly last: DescribedPoint | undefined;
  /** Of the finite values; of equal ones the first. */
  readonly lowest: DescribedPoint | undefined;
  readonly highest: DescribedPoint | undefined;
  /** The point whose step is nearest to the one that was asked for; of equally near ones the last. */
  readonly nearest: DescribedPoint | undefined;
}

/** Where a point is. */
interface Place {
  readonly chunk: ScalarChunk;
  readonly at: number;
}

/** Describes a series from the summaries of its chunks: only those are read that hold one of the points. */
export function describeSeries(series: ScalarSeries, step: number | undefined): SeriesDescription {
  let count = 0;
  let first: Place | undefined;
  let last: Place | undefined;
  const lowest = new Extreme((value, than) => value < than);
  const highest = new Extreme((value, than) => value > than);
  const nearest = step === undefined ? undefined : new NearestStep(step);
  forEachStretch(series, 0, { superseded: false }, (chunk, from, to) => {
    count += to - from;
    first ??= { chunk, at: from };
    last = { chunk, at: to - 1 };
    const { summary } = chunk;
    if (summary && to - from === chunk.length) {
      if (summary.lowestAt >= 0) lowest.offer(summary.lowest, chunk, summary.lowestAt);
      if (summary.highestAt >= 0) highest.offer(summary.highest, chunk, summary.highestAt);
    } else {
      const { values } = chunk.points();
      for (let at = from; at < to; at++) {
        const value = values[at]!;
        if (value - value !== 0) continue;
        lowest.offer(value, chunk, at);
        highest.offer(value, chunk, at);
      }
    }
    nearest?.look(chunk, from, to);
  });
  return {
    count,
    first: read(first),
    last: read(last),
    lowest: read(lowest.place),
    highest: read(highest.place),
    nearest: read(nearest?.place),
  };
}

/** The first of the values that none goes beyond. */
class Extreme {
  place: Place | undefined;
  #value = NaN;
  readonly #isBeyond: (value: number, than: number) => boolean;

  constructor(isBeyond: (value: number, than: number) => boolean) {
    this.#isBeyond = isBeyond;
  }

  offer(value: number, chunk: ScalarChunk, at: number): void {
    if (this.place && !this.#isBeyond(value, this.#value)) return;
    this.#value = value;
    this.place = { chunk, at };
  }
}

/** The last of the points whose steps are nearest to one. */
class NearestStep {
  place: Place | undefined;
  readonly #step: number;
  #distance = Infinity;

  constructor(step: number) {
    this.#step = step;
  }

  look(chunk: ScalarChunk, from: number, to: number): void {
    const { steps } = chunk.summary ?? {};
    if (steps && Math.max(steps.lowest - this.#step, this.#step - steps.highest) > this.#distance) return;
    const points = chunk.points();
    for (let at = from; at < to; at++) {
      const distance = Math.abs(points.stepAt(at) - this.#step);
      if (distance > this.#distance) continue;
      this.#distance = distance;
      this.place = { chunk, at };
    }
  }
}

function read(place: Place | undefined): DescribedPoint | undefined {
  if (!place) return undefined;
  const { chunk, at } = place;
  const points = chunk.points();
  return { step: points.stepAt(at), wallTime: points.wallTimeAt(at), value: points.values[at]! };
}
