import { buildScale, type AxisScale, type ScaleKind } from './axis-scale.ts';
import { computeXRange, computeYRange, type LineSeries, type Range } from './line-series.ts';
import { selectNth } from './select-nth.ts';
import { computeStep } from './ticks.ts';

/** Air above and below the data, as a share of its height; as TensorBoard's. */
const Y_PADDING = 0.05;
/** What is left out at each end when outliers are ignored. */
const OUTLIER_SHARE = 0.05;
/** A y axis ends at a multiple of a round step, of which it holds about so many. */
const NICE_STEPS = 10;
/** Where a log axis begins when it is told to begin at zero or below, in decades under its end. */
const LOG_DECADES = 6;

/** The scale of an x axis: what has been chosen, else from the least to the largest x. */
export function computeXScale(
  series: readonly LineSeries[],
  kind: ScaleKind,
  chosen: Range | undefined,
): AxisScale {
  const least = kind === 'log' ? Number.MIN_VALUE : -Number.MAX_VALUE;
  const data = chosen ?? computeXRange(series, least) ?? defaultRange(kind);
  return buildScale(kind, fitToScale(kind, data, widenX));
}

/**
 * The scale of a y axis for these lines: what has been chosen, else what the finite values need whose x is visible, with
 * some air. Where there is none in sight it is what all need, since the lines between them may cross the range.
 *
 * @param ignoresOutliers TensorBoard's rule: of more than two values the lowest and the highest 5 % are left out, and
 *   values behind a smoothed line do not count
 */
export function computeYScale(
  series: readonly LineSeries[],
  visible: Range,
  kind: ScaleKind,
  chosen: Range | undefined,
  ignoresOutliers: boolean,
): AxisScale {
  const largest = kind === 'symlog' ? findLargest(series) : 1;
  if (chosen) return buildScale(kind, fitToScale(kind, chosen, widenY), largest);
  const least = kind === 'log' ? Number.MIN_VALUE : -Number.MAX_VALUE;
  const inner = ignoresOutliers ? findInnerRange(series, visible, least) : undefined;
  const range = inner ?? computeYRange(series, visible, least);
  if (!range) return buildScale(kind, defaultRange(kind), largest);
  const fitted = fitToScale(kind, range, widenY);
  if (range.from === range.to) return buildScale(kind, fitted, largest);
  return buildScale(kind, pad(buildScale(kind, fitted, largest)), largest);
}

/** What an axis shows that has nothing to show. */
function defaultRange(kind: ScaleKind): Range {
  return kind === 'log' ? { from: 1, to: 10 } : { from: 0, to: 1 };
}

/** The largest magnitude among all values. */
function findLargest(series: readonly LineSeries[]): number {
  const { from, to } = computeYRange(series, { from: -Infinity, to: Infinity }) ?? { from: 0, to: 0 };
  return Math.max(Math.abs(from), Math.abs(to)) || 1;
}

/** What is left between the outliers. */
function findInnerRange(series: readonly LineSeries[], visible: Range, least: number): Range | undefined {
  // Of a line with a band its edges count; what comes and goes with the pointer does not.
  const columns = series.flatMap(({ x, y, band = [y], isFaint }) =>
    isFaint ? [] : band.map((column) => ({ x, column })),
  );
  const values = new Float64Array(columns.reduce((sum, { column }) => sum + column.length, 0));
  let count = 0;
  for (const { x, column } of columns) {
    for (let k = 0; k < column.length; k++) {
      const value = column[k]!;
      if (value >= least && value <= Number.MAX_VALUE && x[k]! >= visible.from && x[k]! <= visible.to) {
        values[count++] = value;
      }
    }
  }
  if (count === 0) return undefined;
  // Sorting the points of a thousand lines would take longer than drawing them.
  const nth = (place: number): number => selectNth(values, count, place);
  if (count <= 2) return { from: nth(0), to: nth(count - 1) };
  const from = nth(Math.ceil((count - 1) * OUTLIER_SHARE));
  const to = nth(Math.floor((count - 1) * (1 - OUTLIER_SHARE)));
  return { from, to: Math.max(from, to) };
}

/** A range that the scale can show: not empty, and positive where it is logarithmic. */
function fitToScale(kind: ScaleKind, { from, to }: Range, widen: (value: number) => Range): Range {
  if (kind === 'log') {
    if (!(to > 0)) return { from: 1, to: 10 };
    if (from === to) return clampRange(Math.max(from / 10, Number.MIN_VALUE), to * 10);
    return from > 0 ? { from, to } : { from: Math.max(to * 10 ** -LOG_DECADES, Number.MIN_VALUE), to };
  }
  return from < to ? { from, to } : widen(from);
}

/** Air on both sides as the scale sees it; a linear axis then ends at round numbers. */
function pad(scale: AxisScale): Range {
  const from = scale.valueAt(-Y_PADDING);
  const to = scale.valueAt(1 + Y_PADDING);
  if (scale.kind !== 'linear') return clampRange(from, to);
  const step = computeStep(to / 2 - from / 2, NICE_STEPS / 2);
  const niceFrom = Math.floor(from / step) * step;
  const niceTo = Math.ceil(to / step) * step;
  // Far from zero the step can be less than the distance between two doubles.
  return niceFrom < niceTo ? clampRange(niceFrom, niceTo) : clampRange(from, to);
}

/** Around one x, wide enough that floating point can tell its ends apart. */
function widenX(value: number): Range {
  const half = Math.max(0.5, Math.abs(value) * 1e-12);
  return clampRange(value - half, value + half);
}

/** TensorBoard's for a line that is flat: from zero to twice the value. */
function widenY(value: number): Range {
  if (value === 0) return { from: -1, to: 1 };
  return value > 0 ? clampRange(0, 2 * value) : clampRange(2 * value, 0);
}

function clampRange(from: number, to: number): Range {
  return { from: Math.max(from, -Number.MAX_VALUE), to: Math.min(to, Number.MAX_VALUE) };
}
