import type { LineSeries } from './line-series.ts';
import { frameOf, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';

/** A point of one line. */
export interface PointOnLine {
  /** `id` of its series. */
  readonly id: number;
  /** Its place in the series' columns. */
  readonly index: number;
  /** Distance in px of the pointer from the point or the line beside it; Infinity when that has no finite value. */
  readonly distancePx: number;
  /** How far above the pointer the point lies, in px; negative below, NaN without a finite value. */
  readonly abovePx: number;
}

/** A place in the element in px. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** How far beyond the end of a line the line still answers. */
const END_TOLERANCE_PX = 8;

type Columns = Pick<LineSeries, 'x' | 'segmentStarts'>;

/** Index of the point whose x is nearest; of several as near, one of the last stretch. -1 when there is no point. */
export function findNearestIndex({ x, segmentStarts }: Columns, at: number): number {
  let best = -1;
  for (let s = 0; s < segmentStarts.length; s++) {
    const index = findNearestInSegment(x, segmentStarts[s]!, segmentStarts[s + 1] ?? x.length, at);
    // A stretch that is hidden, see hideOverwritten.
    if (Number.isNaN(x[index]!)) continue;
    // A later stretch wins a tie: it is what a restarted job wrote anew.
    if (best < 0 || Math.abs(x[index]! - at) <= Math.abs(x[best]! - at)) best = index;
  }
  return best;
}

/** Like `findNearestIndex`, but undefined where the line is not: before its first and after its last point. */
export function findIndexAt(line: Columns, at: number, frame: PlotFrame): number | undefined {
  const index = findNearestIndex(line, at);
  if (index < 0) return undefined;
  const distancePx = Math.abs(frame.x.share(line.x[index]!) - frame.x.share(at)) * frame.width;
  return distancePx <= END_TOLERANCE_PX || findNeighbour(line.x, index, at) !== undefined ? index : undefined;
}

/** For each line that reaches the pointer's x its point nearest in x; the line nearest to the pointer comes first. */
export function findPointsNear(
  series: readonly LineSeries[],
  frame: PlotFrame,
  pointer: Pixel,
): PointOnLine[] {
  const at = frame.x.valueAt((pointer.x - frame.left) / frame.width);
  const points: PointOnLine[] = [];
  for (const line of series) {
    const index = findIndexAt(line, at, frame);
    if (index === undefined) continue;
    const neighbour = findNeighbour(line.x, index, at);
    const ownFrame = frameOf(line, frame);
    points.push({
      id: line.id,
      index,
      distancePx: measureDistance(line, [index, neighbour], ownFrame, pointer),
      abovePx: Number.isFinite(line.y[index]!) ? pointer.y - toPixelY(ownFrame, line.y[index]!) : NaN,
    });
  }
  return points.sort((a, b) => a.distancePx - b.distancePx);
}

/** Index of the point on the other side of `at`, in the same ascending stretch. */
function findNeighbour(x: Float64Array, index: number, at: number): number | undefined {
  const isBefore = x[index]! < at;
  const other = isBefore ? index + 1 : index - 1;
  const neighbour = x[other];
  if (neighbour === undefined) return undefined;
  return (isBefore ? neighbour >= at : neighbour <= at) ? other : undefined;
}

/** The lesser of the distances from the point and, straight up or down, from the line that leads to its neighbour. */
function measureDistance(
  { x, y }: LineSeries,
  [index, neighbour]: readonly [number, number | undefined],
  frame: PlotFrame,
  pointer: Pixel,
): number {
  if (!Number.isFinite(y[index]!)) return Infinity;
  const px = toPixelX(frame, x[index]!);
  const py = toPixelY(frame, y[index]!);
  if (Number.isNaN(px) || Number.isNaN(py)) return Infinity;
  const fromPoint = Math.hypot(px - pointer.x, py - pointer.y);
  if (neighbour === undefined || !Number.isFinite(toPixelY(frame, y[neighbour]!))) return fromPoint;
  if (!Number.isFinite(y[neighbour]!)) return fromPoint;
  const width = toPixelX(frame, x[neighbour]!) - px;
  const share = width === 0 ? 0 : (pointer.x - px) / width;
  const lineY = py + share * (toPixelY(frame, y[neighbour]!) - py);
  return Math.min(fromPoint, Math.abs(lineY - pointer.y));
}

/** Binary search in the ascending stretch [start, end). */
function findNearestInSegment(x: Float64Array, start: number, end: number, at: number): number {
  let low = start;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (x[middle]! < at) low = middle + 1;
    else high = middle;
  }
  // Written so that a point without x, which is hidden, is farther than any other.
  return low > start && !(x[low]! - at < at - x[low - 1]!) ? low - 1 : low;
}
