import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';

/** Which points of a series a query sees. */
export interface Visibility {
  /** Also those that a restart superseded. */
  readonly superseded: boolean;
}

/**
 * Calls `visit` for each stretch of points that are next to each other in a chunk and visible, in the order of the
 * file: the loop over [from, to) is the caller's, so that it can be tight, or not be at all.
 */
export function forEachStretch(
  series: ScalarSeries,
  firstIndex: number,
  { superseded }: Visibility,
  visit: (chunk: ScalarChunk, from: number, to: number) => void,
): void {
  const { chunks } = series;
  // From the end: whoever does not begin at the start wants what is new.
  let first = firstIndex === 0 ? 0 : chunks.length - 1;
  while (first > 0 && (chunks[first]?.start ?? 0) > firstIndex) first--;
  for (; first < chunks.length; first++) {
    const chunk = chunks[first]!;
    forEachStretchOf(chunk, Math.max(0, firstIndex - chunk.start), superseded, visit);
  }
}

/** The stretches of one chunk, from its point `first` on. */
export function forEachStretchOf(
  chunk: ScalarChunk,
  first: number,
  superseded: boolean,
  visit: (chunk: ScalarChunk, from: number, to: number) => void,
): void {
  if (first >= chunk.length) return;
  if (superseded || chunk.supersededCount === 0) visit(chunk, first, chunk.length);
  else if (chunk.superseded) forEachVisible(chunk, chunk.superseded, first, visit);
}

function forEachVisible(
  chunk: ScalarChunk,
  hidden: Uint8Array,
  first: number,
  visit: (chunk: ScalarChunk, from: number, to: number) => void,
): void {
  let from = first;
  for (let at = first; at < chunk.length; at++) {
    if (!hidden[at]) continue;
    if (at > from) visit(chunk, from, at);
    from = at + 1;
  }
  if (chunk.length > from) visit(chunk, from, chunk.length);
}

/** Whether a restart superseded a point, by its index in the chunk. */
export function isSuperseded({ superseded, supersededCount }: ScalarChunk, at: number): boolean {
  return superseded ? superseded[at] === 1 : supersededCount > 0;
}

/** Wall time of the series' first point, in seconds: the zero of the relative axis. */
export function originOf({ chunks: [first] }: ScalarSeries): number {
  if (!first || first.length === 0) return 0;
  return first.summary?.firstWallTime ?? first.points().wallTimeAt(0);
}

/** Step of the series' first point: the zero of the axis of relative steps. */
export function firstStepOf({ chunks: [first] }: ScalarSeries): number {
  return first && first.length > 0 ? first.points().stepAt(0) : 0;
}

/** Whether every value was written as float32 or narrower. */
export function isFloat32(series: ScalarSeries): boolean {
  return series.chunks.every((chunk) => chunk.isFloat32);
}

/** Whether a step is beyond 2^53, where a double holds it rounded. */
export function areStepsRounded(series: ScalarSeries): boolean {
  return series.chunks.some((chunk) => chunk.areStepsRounded);
}
