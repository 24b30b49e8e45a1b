import type { LineAxisKind } from './axis-ticks.ts';
import type { KeyPoint } from './line-keyboard.ts';
import type { LineSeries } from './line-series.ts';
import { formatAxisValue } from './parse-axis-value.ts';

/** A point in words, for those who cannot see it: "run-7: 0.8153 at 27,400". */
export function describePoint(series: readonly LineSeries[], point: KeyPoint, axis: LineAxisKind): string {
  const line = series.find(({ id }) => id === point.id);
  const x = line?.x[point.index];
  const y = line?.y[point.index];
  if (x === undefined || y === undefined) return '';
  const value = Number.isFinite(y) ? Number(y.toPrecision(6)) : y;
  return `${line?.label === undefined ? '' : `${line.label}: `}${value} at ${formatAxisValue(axis, x)}`;
}
