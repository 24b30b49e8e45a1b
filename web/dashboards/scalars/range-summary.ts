import type { ScalarColumns, ScalarPoint } from './scalar-columns.ts';

/** What a line does over a range of steps. */
export interface RangeSummary {
  readonly start: ScalarPoint;
  readonly end: ScalarPoint;
  /** Of the finite values as they were written; NaN without any. */
  readonly min: number;
  readonly max: number;
  readonly stepAtMin: number;
  readonly stepAtMax: number;
  /** Of the finite values; NaN when not all points of the range are held. */
  readonly mean: number;
}

/**
 * Over the points whose step lies in [from, to]; undefined when there is none. Exact when the columns were asked for with
 * this range, or none: of what the server reduces it keeps first, last and extremes.
 */
export function summarizeRange(columns: ScalarColumns, from: number, to: number): RangeSummary | undefined {
  let start: ScalarPoint | undefined;
  let end: ScalarPoint | undefined;
  let [min, max, stepAtMin, stepAtMax] = [Infinity, -Infinity, NaN, NaN];
  let [sum, count, pointCount] = [0, 0, 0];
  for (let index = 0; index < columns.length; index++) {
    const point = columns.pointAt(index);
    if (!point || point.step < from || point.step > to) continue;
    start ??= point;
    end = point;
    pointCount++;
    const { value } = point;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
    if (value < min) [min, stepAtMin] = [value, point.step];
    if (value > max) [max, stepAtMax] = [value, point.step];
  }
  if (!start || !end) return undefined;
  if (count === 0) [min, max] = [NaN, NaN];
  const mean = pointCount === columns.keptInRange ? sum / count : NaN;
  return { start, end, min, max, stepAtMin, stepAtMax, mean };
}

/** The held point whose step is nearest; the later of two that are equally near. Undefined when nothing is held. */
export function findPointAtStep(columns: ScalarColumns, step: number): ScalarPoint | undefined {
  let best: ScalarPoint | undefined;
  for (let index = 0; index < columns.length; index++) {
    const point = columns.pointAt(index);
    if (point && (!best || Math.abs(point.step - step) <= Math.abs(best.step - step))) best = point;
  }
  return best;
}
