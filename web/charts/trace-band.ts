import { toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import type { PathSink } from './trace-line.ts';

/**
 * Adds the area between two columns of values to a path, a closed part for each stretch in which both are finite and x does
 * not step back.
 */
export function traceBand(
  path: Pick<PathSink, 'moveTo' | 'lineTo'>,
  x: Float64Array,
  [low, high]: readonly [low: Float64Array, high: Float64Array],
  frame: PlotFrame,
): void {
  for (const [from, to] of findWholeParts(low, high, x)) {
    for (let at = from; at < to; at++) {
      const left = toPixelX(frame, x[at]!);
      if (at === from) path.moveTo(left, toPixelY(frame, low[at]!));
      else path.lineTo(left, toPixelY(frame, low[at]!));
    }
    for (let at = to - 1; at >= from; at--) path.lineTo(toPixelX(frame, x[at]!), toPixelY(frame, high[at]!));
  }
}

/** Stretches in which both edges are finite and depth does not step back. */
function findWholeParts(a: Float64Array, b: Float64Array, depths: Float64Array): [number, number][] {
  const parts: [number, number][] = [];
  let start = -1;
  for (let at = 0; at <= a.length; at++) {
    const isWhole = at < a.length && Number.isFinite(a[at]!) && Number.isFinite(b[at]!);
    const stepsBack = at > 0 && depths[at]! < depths[at - 1]!;
    if (start >= 0 && (!isWhole || stepsBack)) {
      parts.push([start, at]);
      start = -1;
    }
    if (isWhole && start < 0) start = at;
  }
  return parts;
}
