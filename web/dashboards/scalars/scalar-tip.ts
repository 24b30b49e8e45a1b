import { formatInteger } from '../../base/format.ts';
import { formatDerived, formatExact } from '../../charts/format-number.ts';
import { formatDuration, formatWallTime } from '../../charts/format-time.ts';
import type { PointOnLine } from '../../charts/nearest-point.ts';
import type { ScalarColumns, ScalarPoint } from './scalar-columns.ts';

/** One run in the tooltip, as text. */
export interface ScalarTipRow {
  readonly run: number;
  readonly smoothed: string | undefined;
  readonly value: string;
  readonly step: string;
  /** The one that is pointed at. */
  readonly isNearest: boolean;
}

/** What the tooltip says. */
export interface ScalarTip {
  /** Of the point that is pointed at. */
  readonly step: string;
  readonly elapsed: string;
  readonly wallTime: string;
  readonly rows: readonly ScalarTipRow[];
  /** Runs that reach this x, shown or not. */
  readonly runCount: number;
  /** Whether the rows stand at different steps, so that each has to say its own. */
  readonly hasSteps: boolean;
}

/** More rows do not fit beside a pointer. */
const MAX_ROWS = 7;

/** The tooltip for these points, the nearest first; its rows in the order of their values. Undefined without points. */
export function buildScalarTip(
  points: readonly PointOnLine[],
  columnsOf: (run: number) => ScalarColumns | undefined,
): ScalarTip | undefined {
  const nearest: { run: number; point: ScalarPoint; columns: ScalarColumns }[] = [];
  for (const { id, index } of points) {
    const columns = columnsOf(id);
    const point = columns?.pointAt(index);
    if (columns && point) nearest.push({ run: id, point, columns });
    if (nearest.length === MAX_ROWS) break;
  }
  const [first] = nearest;
  if (!first) return undefined;
  return {
    step: formatInteger(first.point.step),
    elapsed: formatDuration(first.point.elapsedSec),
    wallTime: formatWallTime(first.point.wallTime),
    rows: nearest
      .toSorted((a, b) => shownValue(a.point) - shownValue(b.point))
      .map(({ run, point, columns }) => ({
        run,
        smoothed: point.smoothed === undefined ? undefined : formatDerived(point.smoothed),
        value: formatExact(point.value, columns.isFloat32),
        step: formatInteger(point.step),
        isNearest: run === first.run,
      })),
    runCount: points.length,
    hasSteps: nearest.some(({ point }) => point.step !== first.point.step),
  };
}

/** What the line shows. */
function shownValue({ smoothed, value }: ScalarPoint): number {
  return smoothed ?? value;
}
