import type { ScalarSeries } from '../store/series-store.ts';
import type { AxisRange } from './axis-runs.ts';
import type { SeriesAxis } from './axis.ts';
import { ColumnPicks } from './column-picks.ts';
import { IndexList } from './index-list.ts';
import { forEachStretch, type Visibility } from './scalar-cursor.ts';

/**
 * Like `pickColumns` for an axis on which points next to each other in the series may be anywhere: a column's points are
 * all of them, wherever in the series they are. There are no neighbours outside the range.
 */
export function pickScattered(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  { low, high }: AxisRange,
  columnOf: (x: number) => number,
): Uint32Array {
  const columns = new Map<number, { picks: IndexList; chosen: ColumnPicks }>();
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    const placeOf = axis.placesOf(chunk);
    for (let at = from; at < to; at++) {
      const x = placeOf(at);
      if (!(x >= low && x <= high)) continue;
      const number = columnOf(x);
      let column = columns.get(number);
      if (!column) {
        const picks = new IndexList(8);
        column = { picks, chosen: new ColumnPicks(picks) };
        columns.set(number, column);
      }
      column.chosen.add(number, chunk, at, at + 1);
    }
  });
  const all: number[] = [];
  for (const { picks, chosen } of columns.values()) {
    chosen.finish();
    all.push(...picks.toArray());
  }
  return Uint32Array.from(all).sort();
}
