import type { AxisScale } from './axis-scale.ts';
import { computeDurationTicks, formatElapsed } from './duration-ticks.ts';
import { isDate } from './format-time.ts';
import { computeLogTicks, formatLogTicks, pickApart } from './log-ticks.ts';
import { computeMultiples, computeTicks, formatTicks } from './ticks.ts';
import { computeWallTicks } from './wall-ticks.ts';

/** What the numbers along an x axis are: whole steps, elapsed seconds, or seconds since the epoch. */
export type AxisKind = 'step' | 'relative' | 'wall';

/** What the numbers along the x axis of lines are; beside the above: steps since the first, or values of any kind. */
export type LineAxisKind = AxisKind | 'relative-step' | 'value';

/** A logarithmic axis with fewer is marked like a linear one. */
const MIN_LOG_TICKS = 2;
/** Times that a logarithmic axis is marked at, those that matter most first. */
const LOG_DURATIONS_SEC = [
  ...[1, 60, 3_600, 86_400],
  ...[10, 600, 36_000, 864_000, 8_640_000, 86_400_000],
  ...[1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6],
  ...[2, 5, 30, 120, 300, 1_800, 7_200, 18_000, 172_800, 432_000],
];

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

/** About `count` ticks of an x axis of lines, linear or logarithmic. */
export function computeXTicks(kind: LineAxisKind, scale: AxisScale, count: number): AxisTicks {
  if (scale.kind === 'linear') return computeAxisTicks(kind, scale.from, scale.to, count);
  if (kind === 'relative') {
    const values = pickApart(LOG_DURATIONS_SEC, scale, count);
    if (values.length >= MIN_LOG_TICKS)
      return { values, labels: values.map((value) => formatElapsed(value, value)) };
    return computeDurationTicks(scale.from, scale.to, count);
  }
  return computeYTicks(scale, count);
}

/** About `count` ticks of an axis of values, whatever its scale. */
export function computeYTicks(scale: AxisScale, count: number): AxisTicks {
  if (scale.kind !== 'linear') {
    const values = computeLogTicks(scale, count);
    if (values.length >= MIN_LOG_TICKS) return { values, labels: formatLogTicks(values) };
  }
  return computeValueTicks(scale.from, scale.to, count);
}

/** About `count` round ticks of an axis of values inside [lo, hi]. */
export function computeValueTicks(lo: number, hi: number, count: number): AxisTicks {
  const ticks = computeTicks(lo, hi, count);
  return { values: ticks.values, labels: formatTicks(ticks) };
}
