import { computeDurationTicks } from './duration-ticks.ts';
import { isDate } from './format-time.ts';
import { computeMultiples, computeTicks, formatTicks } from './ticks.ts';
import { computeWallTicks } from './wall-ticks.ts';

/** What the numbers along an x axis are: whole steps, elapsed seconds, or seconds since the epoch. */
export type AxisKind = 'step' | 'relative' | 'wall';

/** What the numbers along the x axis of lines are; beside the above: steps since the first, or values of any kind. */
export type LineAxisKind = AxisKind | 'relative-step' | 'value';

/** Where an axis is marked and what stands there; both lists have the same length. */
export interface AxisTicks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

/** About `count` round ticks of an x axis inside [lo, hi]. */
export function computeAxisTicks(kind: LineAxisKind, lo: number, hi: number, count: number): AxisTicks {
  if (kind === 'relative') return computeDurationTicks(lo, hi, count);
  if (kind === 'wall' && isDate(lo) && isDate(hi)) return computeWallTicks(lo, hi, count);
  if (kind === 'value') return computeValueTicks(lo, hi, count);
  const ticks = computeTicks(lo, hi, count);
  if (ticks.step >= 1) return { values: ticks.values, labels: formatTicks(ticks) };
  // Between two steps there is nothing to mark.
  const whole = { values: computeMultiples(lo, hi, 1), step: 1 };
  return { values: whole.values, labels: formatTicks(whole) };
}

/** About `count` round ticks of an axis of values inside [lo, hi]. */
export function computeValueTicks(lo: number, hi: number, count: number): AxisTicks {
  const ticks = computeTicks(lo, hi, count);
  return { values: ticks.values, labels: formatTicks(ticks) };
}
