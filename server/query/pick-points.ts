import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import type { SeriesAxis } from './axis.ts';
import { forEachRun, searchNear, type AxisRange } from './axis-runs.ts';
import { ColumnPicks } from './column-picks.ts';
import { IndexList } from './index-list.ts';
import { forEachStretch, type Visibility } from './scalar-cursor.ts';

/** What is being picked: one series after the other, each before the next begins. Only copies of it leave this file. */
const picks = new IndexList();

/** Takes the points of a range, in the order of the file. */
interface Picker {
  /** Takes the points [from, to) of a chunk. */
  add(chunk: ScalarChunk, from: number, to: number): void;
  /** What comes next is not next to what came before. */
  finish(): void;
}

/** Indexes in the series of all visible points in a range, and of the nearest outside each end of each stretch of them. */
export function pickAll(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  range: AxisRange,
): Uint32Array {
  picks.clear();
  const picker: Picker = {
    add: ({ start }, from, to) => {
      for (let at = from; at < to; at++) picks.add(start + at);
    },
    finish: () => {},
  };
  return pickWithNeighbours(series, visibility, axis, range, picker);
}

/** Like `pickAll`, but of each column of the range, which grows with x, only what `ColumnPicks` chooses. */
export function pickColumns(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  range: AxisRange,
  columnOf: (x: number) => number,
): Uint32Array {
  picks.clear();
  const chosen = new ColumnPicks(picks);
  const picker: Picker = {
    add: (chunk, from, to) => {
      const extent = axis.extentOf(chunk);
      if (extent && columnOf(extent.lowest) === columnOf(extent.highest))
        return chosen.add(columnOf(extent.lowest), chunk, from, to);
      const placeOf = axis.placesOf(chunk);
      for (let at = from; at < to;) {
        const column = columnOf(placeOf(at));
        let end = at + 1;
        if (extent?.isAscending) end = searchNear(end, to, (index) => columnOf(placeOf(index)) !== column);
        else while (end < to && columnOf(placeOf(end)) === column) end++;
        chosen.add(column, chunk, at, end);
        at = end;
      }
    },
    finish: () => chosen.finish(),
  };
  return pickWithNeighbours(series, visibility, axis, range, picker);
}

function pickWithNeighbours(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  range: AxisRange,
  picker: Picker,
): Uint32Array {
  let wasInside = false;
  let previous = -1;
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    forEachRun(chunk, [from, to], axis, range, (start, end, isInside) => {
      if (isInside) {
        if (!wasInside && previous >= 0) picks.add(previous);
        picker.add(chunk, start, end);
      } else if (wasInside) {
        picker.finish();
        picks.add(chunk.start + start);
      }
      wasInside = isInside;
      previous = chunk.start + end - 1;
    });
  });
  picker.finish();
  return picks.toArray();
}

/** Indexes of the two visible points around a range that holds none, so that the line through it is drawn. */
export function pickAround(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  low: number,
): Uint32Array {
  let firstBefore = -1;
  let before = -1;
  let after = -1;
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    forEachRun(chunk, [from, to], axis, { low: -Infinity, high: low }, (start, end, isBefore) => {
      if (!isBefore) return;
      if (firstBefore < 0) firstBefore = chunk.start + start;
      before = chunk.start + end - 1;
    });
    if (firstBefore < 0 || after >= 0) return;
    forEachRun(chunk, [from, to], axis, { low, high: Infinity }, (start, _, isAfter) => {
      if (isAfter && after < 0 && chunk.start + start > firstBefore) after = chunk.start + start;
    });
  });
  return Uint32Array.from([before, after].filter((pick) => pick >= 0)).sort();
}
