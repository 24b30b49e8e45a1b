import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';

/** Axis of a chart: the step, or seconds since the series' first point, or seconds since the epoch. */
export type Axis = 'step' | 'relative' | 'wall';

/** Which points of a series a query sees. */
export interface Visibility {
  /** Also those that a restart superseded. */
  readonly superseded: boolean;
}

/**
 * Calls `visit` for each stretch of points that are next to each other in a chunk and visible, in the order of the
 * file: the loop over [from, to) is the caller's, so that it can be tight.
 */
export function forEachStretch(
  series: ScalarSeries,
  firstIndex: number,
  { superseded }: Visibility,
  visit: (chunk: ScalarChunk, from: number, to: number) => void,
): void {
  for (const chunk of series.chunks) {
    if (chunk.start + chunk.length <= firstIndex) continue;
    const first = Math.max(0, firstIndex - chunk.start);
    const hidden = superseded ? undefined : chunk.superseded;
    if (!hidden) {
      visit(chunk, first, chunk.length);
      continue;
    }
    let from = first;
    for (let at = first; at < chunk.length; at++) {
      if (!hidden[at]) continue;
      if (at > from) visit(chunk, from, at);
      from = at + 1;
    }
    if (chunk.length > from) visit(chunk, from, chunk.length);
  }
}

/** Column of a chunk that an axis shows; the relative axis shows wall times less the series' origin. */
export function axisColumn(chunk: ScalarChunk, axis: Axis): Float64Array {
  return axis === 'step' ? chunk.steps : chunk.wallTimes;
}

/** Wall time of the series' first point, in seconds: the zero of the relative axis. */
export function originOf(series: ScalarSeries): number {
  return series.chunks[0]?.wallTimes[0] ?? 0;
}

/** Whether every value was written as float32 or narrower. */
export function isFloat32(series: ScalarSeries): boolean {
  return series.chunks.every(({ values }) => values instanceof Float32Array);
}

/** Whether a step is beyond 2^53, where a double holds it rounded. */
export function areStepsRounded(series: ScalarSeries): boolean {
  return series.chunks.some(({ exactSteps }) => exactSteps !== undefined);
}
