import type { AxisScale } from './axis-scale.ts';
import type { LineAxisKind } from './axis-ticks.ts';
import type { LineSeries, XSelection } from './line-series.ts';
import { findNearestIndex } from './nearest-point.ts';

/** Which end of a selection: the only one of a single x is its start. */
export type SelectionEnd = 'from' | 'to';

/** Steps are whole; elsewhere a place may lie anywhere. */
export function snapX(axis: LineAxisKind, value: number): number {
  return axis === 'step' || axis === 'relative-step' ? Math.round(value) : value;
}

/** The selection with one end moved, as far as the other lets it. */
export function moveEnd(selection: XSelection, end: SelectionEnd, value: number): XSelection {
  if (selection.to === undefined) return { from: value, to: undefined };
  return end === 'from'
    ? { from: Math.min(value, selection.to), to: selection.to }
    : { from: selection.from, to: Math.max(value, selection.from) };
}

/** What a click on the axis makes of the selection: the nearer end moves, a second one comes where there may be one. */
export function selectByClick(
  selection: XSelection | undefined,
  mode: 'step' | 'range',
  value: number,
  scale: AxisScale,
): XSelection {
  if (!selection) return { from: value, to: undefined };
  if (mode === 'step') return { from: value, to: undefined };
  if (selection.to === undefined) {
    return { from: Math.min(selection.from, value), to: Math.max(selection.from, value) };
  }
  const at = scale.share(value);
  const isNearStart = Math.abs(scale.share(selection.from) - at) <= Math.abs(scale.share(selection.to) - at);
  return moveEnd(selection, isNearStart ? 'from' : 'to', value);
}

/** The selection without one of its ends; undefined when it has no other. */
export function removeEnd({ from, to }: XSelection, end: SelectionEnd): XSelection | undefined {
  if (to === undefined) return undefined;
  return { from: end === 'from' ? to : from, to: undefined };
}

/** The x of the next point of any line on the way from a place in a direction (1 or -1); undefined at the end. */
export function findNextX(
  series: readonly LineSeries[],
  from: number,
  direction: number,
): number | undefined {
  let best: number | undefined;
  for (const line of series) {
    const nearest = findNearestIndex(line, from);
    // The points around the nearest one, also in other stretches of the line, are few enough to look at.
    for (let k = nearest - 2; k <= nearest + 2; k++) {
      const x = line.x[k];
      if (x === undefined || !((x - from) * direction > 0)) continue;
      if (best === undefined || (best - x) * direction > 0) best = x;
    }
  }
  return best;
}
