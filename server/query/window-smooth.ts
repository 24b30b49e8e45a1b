import type { ScalarSeries } from '../store/series-store.ts';
import type { Visibility } from './scalar-cursor.ts';
import { selectNth } from './select-nth.ts';
import { reachOf, type Smoothing } from './smoothing.ts';
import { VisibleValues } from './visible-values.ts';

/** Values read at a time, the reach of the window on both sides not counted. */
const BLOCK = 1 << 16;

/** Smooths `values[middle]` by the values [from, to) around it; that one is finite, others need not be. */
type Window = (values: Float64Array, from: number, to: number, middle: number) => number;

/**
 * Smooths a series by a centred window over its visible points, at `picks`, ascending indexes in the series. At the
 * ends, and next to values that are not finite, the window is what there is of it; a value that is not finite stays. Each
 * is computed from its own window alone, so that it is the same to the bit whatever else is picked.
 */
export function windowSmoothPicks(
  series: ScalarSeries,
  visibility: Visibility,
  smoothing: Smoothing,
  picks: Uint32Array,
): Float64Array {
  const reach = reachOf(smoothing);
  const smooth = windowOf(smoothing, reach);
  const visible = new VisibleValues(series, visibility);
  const ranks = visible.ranksOf(picks);
  const smoothed = new Float64Array(picks.length);
  for (let first = 0; first < ranks.length;) {
    const from = Math.max(0, ranks[first]! - reach);
    let end = first + 1;
    // Windows that touch are read together.
    while (
      end < ranks.length &&
      ranks[end]! - ranks[first]! < BLOCK &&
      ranks[end]! - ranks[end - 1]! <= 2 * reach + 1
    )
      end++;
    const values = new Float64Array(Math.min(visible.length, ranks[end - 1]! + reach + 1) - from);
    visible.copy(from, values);
    for (; first < end; first++) {
      const middle = ranks[first]! - from;
      const value = values[middle]!;
      smoothed[first] = Number.isFinite(value)
        ? smooth(values, Math.max(0, middle - reach), Math.min(values.length, middle + reach + 1), middle)
        : value;
    }
  }
  return smoothed;
}

function windowOf({ kind, parameter }: Smoothing, reach: number): Window {
  if (kind === 'median') return median(reach);
  if (kind === 'gaussian')
    return mean(Float64Array.from({ length: reach + 1 }, (_, at) => Math.exp(-0.5 * (at / parameter) ** 2)));
  return mean(new Float64Array(reach + 1).fill(1));
}

/** The mean with a weight for each distance from the middle. */
function mean(weights: Float64Array): Window {
  return (values, from, to, middle) => {
    const own = values[middle]!;
    let sum = 0;
    let total = 0;
    for (let at = from; at < to; at++) {
      // Around the value itself: where all are equal nothing is added, and it stays to the bit.
      const value = values[at]!;
      if (value - value !== 0) continue;
      const weight = weights[at < middle ? middle - at : at - middle]!;
      sum += weight * (value - own);
      total += weight;
    }
    return sum === 0 ? own : own + sum / total;
  };
}

function median(reach: number): Window {
  const finite = new Float64Array(2 * reach + 1);
  return (values, from, to) => {
    let count = 0;
    for (let at = from; at < to; at++) {
      const value = values[at]!;
      if (value - value === 0) finite[count++] = value;
    }
    const half = count >>> 1;
    const upper = selectNth(finite, count, half);
    if (count % 2 === 1) return upper;
    let lower = -Infinity;
    for (let at = 0; at < half; at++) if (finite[at]! > lower) lower = finite[at]!;
    return lower === upper ? upper : lower + (upper - lower) / 2;
  };
}
