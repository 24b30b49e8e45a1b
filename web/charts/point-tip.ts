import { compareNaturally } from '../base/natural-order.ts';

/** One line at the pointer, as a tooltip needs it; its owner knows what it is called. */
export interface TipRow {
  /** `id` and index of the point, as PointOnLine. */
  readonly id: number;
  readonly index: number;
  readonly colourToken: string;
  readonly dash: readonly number[];
  /** What the line is called. */
  readonly name: string;
  /** A second name where lines differ in more than one way: the tag of a chart with several. */
  readonly subname?: string;
  readonly value: number;
  readonly isFloat32: boolean;
  /** Of a line that stands for several: how many count there, and the band around it where there is one. */
  readonly spread?: {
    readonly count: number;
    readonly low: number | undefined;
    readonly high: number | undefined;
  };
  /** Undefined when nothing is smoothed. */
  readonly smoothed: number | undefined;
  readonly step: number;
  /** Seconds since the epoch; NaN for a line that stands for several. */
  readonly wallTime: number;
  /** Seconds since the first point of the line. */
  readonly elapsedSec: number;
  /** Distance in px of the pointer from the line; Infinity when it has no value there. */
  readonly distancePx: number;
  /** How far above the pointer the point lies, in px; negative below. NaN when it has no value. */
  readonly abovePx: number;
}

/**
 * The order of a tooltip's rows. `nearest`: nearest in the plane first; `nearest-y`: nearest in height; `ascending`,
 * `descending`: by the value that is drawn; `alphabetical`: by name, numbers in it as numbers.
 */
export type TipOrder = 'nearest' | 'nearest-y' | 'alphabetical' | 'ascending' | 'descending';

/** The row of the line that is pointed at. */
export function findNearestRow(rows: readonly TipRow[]): TipRow | undefined {
  return rows.reduce<TipRow | undefined>(
    (best, row) => (best && best.distancePx <= row.distancePx ? best : row),
    undefined,
  );
}

/** The rows of the lines nearest to the pointer, at most `limit`, in the order that was asked for. */
export function orderTipRows(rows: readonly TipRow[], order: TipOrder, limit: number): TipRow[] {
  const nearest = rows.toSorted(byDistance).slice(0, limit);
  switch (order) {
    case 'nearest':
      return nearest;
    case 'nearest-y':
      return nearest.toSorted((a, b) => compareNumbers(Math.abs(a.abovePx), Math.abs(b.abovePx)));
    case 'alphabetical':
      return nearest.toSorted(byName);
    case 'ascending':
      return nearest.toSorted((a, b) => compareNumbers(drawnValue(a), drawnValue(b)));
    case 'descending':
      return nearest.toSorted((a, b) => compareNumbers(-drawnValue(a), -drawnValue(b)));
  }
}

function byDistance(a: TipRow, b: TipRow): number {
  return compareNumbers(a.distancePx, b.distancePx);
}

function byName(a: TipRow, b: TipRow): number {
  return compareNaturally(a.name, b.name) || compareNaturally(a.subname ?? '', b.subname ?? '');
}

function drawnValue({ smoothed, value }: TipRow): number {
  return smoothed ?? value;
}

/** NaN comes last, whatever the direction. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
