import type { AxisScale } from './axis-scale.ts';
import type { Range } from './line-series.ts';

/** Floating point tells no more points apart in a smaller part of the magnitude of its ends. */
const LEAST_SPAN = 1e-13;

/**
 * The range that shows `factor` times as much around a place that stays where it is (0 = start of the axis, 1 = its
 * end). It is left as it was when there is no more to be told apart, or no larger number.
 */
export function zoomScale(scale: AxisScale, centre: number, factor: number): Range {
  return checkRange(
    scale,
    scale.valueAt(centre - centre * factor),
    scale.valueAt(centre + (1 - centre) * factor),
  );
}

/** The range after the axis has been drawn along by a share of its length; positive = to larger numbers. */
export function panScale(scale: AxisScale, share: number): Range {
  return checkRange(scale, scale.valueAt(share), scale.valueAt(1 + share));
}

function checkRange(scale: AxisScale, from: number, to: number): Range {
  const isTold = to - from > Math.max(Math.abs(from), Math.abs(to)) * LEAST_SPAN;
  const isPossible = Number.isFinite(from) && Number.isFinite(to) && (scale.kind !== 'log' || from > 0);
  return isTold && isPossible ? { from, to } : { from: scale.from, to: scale.to };
}
