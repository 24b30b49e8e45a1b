import type { LineSeries } from './line-series.ts';

/** Columns of points that are joined to lines. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The line without what was written anew: where x steps back, the points before it from there on lose their x, so that
 * they are neither drawn nor found. Indices stay as they were.
 */
export function hideOverwritten(line: LineSeries): LineSeries {
  const { segmentStarts } = line;
  if (segmentStarts.length < 2) return line;
  const x = line.x.slice();
  let least = Infinity;
  for (let s = segmentStarts.length - 1; s >= 0; s--) {
    const start = segmentStarts[s]!;
    const end = segmentStarts[s + 1] ?? x.length;
    for (let k = end - 1; k >= start && x[k]! >= least; k--) x[k] = NaN;
    least = Math.min(least, line.x[start]!);
  }
  return { ...line, x };
}

/**
 * Parts the points that stand from those that a restarted job superseded. The latter come in runs, each beginning at
 * the point that it was joined to, with NaN between them.
 */
export function partSuperseded(
  points: Points,
  flags: Uint8Array | undefined,
): { kept: Points; superseded?: Points } {
  const { x, y } = points;
  if (!flags?.includes(1)) return { kept: points };
  const kept = { x: [] as number[], y: [] as number[] };
  const superseded = { x: [] as number[], y: [] as number[] };
  for (let k = 0; k < x.length; k++) {
    const target = flags[k] ? superseded : kept;
    if (flags[k] && !flags[k - 1]) {
      superseded.x.push(NaN);
      superseded.y.push(NaN);
      if (k > 0) {
        superseded.x.push(x[k - 1]!);
        superseded.y.push(y[k - 1]!);
      }
    }
    target.x.push(x[k]!);
    target.y.push(y[k]!);
  }
  return { kept: toPoints(kept), superseded: toPoints(superseded) };
}

function toPoints({ x, y }: { x: number[]; y: number[] }): Points {
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}
