import { zoomScale } from './axis-zoom.ts';
import type { LineSeries, Range } from './line-series.ts';
import { findIndexAt } from './nearest-point.ts';
import type { PlotFrame } from './plot-frame.ts';

/** The point that the arrow keys are at. */
export interface KeyPoint {
  readonly id: number;
  readonly index: number;
}

const BIG_STEP = 10;

/**
 * Where a key leads from the present point: left and right along the line (ten points with Shift), up and down to the
 * line with the next value at the same x, Home and End to the ends of what is in sight. From nowhere every such key
 * leads to the newest point of the preferred line, or of the first that has one. Undefined when the key does not
 * move.
 */
export function movePoint(
  series: readonly LineSeries[],
  frame: PlotFrame,
  key: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  present: KeyPoint | undefined,
  preferredId?: number,
): KeyPoint | undefined {
  const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1, Home: -Infinity, End: Infinity }[
    key.key
  ];
  if (move === undefined) return undefined;
  const line = series.find(({ id }) => id === present?.id);
  if (!present || !line) return findStart(series, frame, preferredId);
  if (key.key === 'ArrowUp' || key.key === 'ArrowDown') {
    return moveAcross(series, frame, line, present.index, move) ?? present;
  }
  const [first, last] = findVisible(line, frame);
  let index = Math.min(last, Math.max(first, present.index + (key.shiftKey ? move * BIG_STEP : move)));
  // Points that are hidden have no x; the first and the last in sight have one.
  while (Number.isNaN(line.x[index]!)) index += Math.sign(move);
  return { id: line.id, index };
}

/**
 * What `+`, `-` and `0` make of the x range: half of it, twice as much around a centre, all. As soon as nothing is out
 * of sight any more the range is undefined, which means all. Undefined when it is none of these keys.
 */
export function zoomByKey(
  { x }: PlotFrame,
  key: string,
  centre: number,
  whole: Range,
): { readonly range: Range | undefined } | undefined {
  if (key === '0') return { range: undefined };
  const factor = { '+': 0.5, '=': 0.5, '-': 2 }[key];
  if (factor === undefined) return undefined;
  const range = zoomScale(x, x.share(centre), factor);
  return { range: range.from <= whole.from && range.to >= whole.to ? undefined : range };
}

function findStart(
  series: readonly LineSeries[],
  frame: PlotFrame,
  preferredId?: number,
): KeyPoint | undefined {
  const isInSight = (line: LineSeries): boolean => findVisible(line, frame)[1] >= 0;
  const line = series.find((each) => each.id === preferredId && isInSight(each)) ?? series.find(isInSight);
  return line && { id: line.id, index: findVisible(line, frame)[1] };
}

/** First and last index with x in sight; the last is -1 when there is none. */
function findVisible({ x }: LineSeries, frame: PlotFrame): [number, number] {
  const isVisible = (value: number): boolean => value >= frame.x.from && value <= frame.x.to;
  return [x.findIndex(isVisible), x.findLastIndex(isVisible)];
}

/** The point of the line whose value at the same x is the next one up (1) or down (-1). */
function moveAcross(
  series: readonly LineSeries[],
  frame: PlotFrame,
  from: LineSeries,
  index: number,
  direction: number,
): KeyPoint | undefined {
  const value = from.y[index]!;
  let best: KeyPoint | undefined;
  let bestDistance = Infinity;
  for (const line of series) {
    const other = line === from ? undefined : findIndexAt(line, from.x[index]!, frame);
    if (other === undefined) continue;
    const distance = (line.y[other]! - value) * direction;
    if (distance > 0 && distance < bestDistance) {
      best = { id: line.id, index: other };
      bestDistance = distance;
    }
  }
  return best;
}
