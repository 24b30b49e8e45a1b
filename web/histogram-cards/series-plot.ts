import { formatInteger } from '../base/format.ts';
import type { AxisKind } from '../charts/axis-ticks.ts';
import { buildCurvePlot } from '../charts/curve-plot.ts';
import { formatDerived } from '../charts/format-number.ts';
import { formatDuration, formatWallTime } from '../charts/format-time.ts';
import { buildHeatPlot } from '../charts/heat-plot.ts';
import type { PlotBuilder, PlotHit } from '../charts/plot.ts';
import { findBucket } from '../charts/ridge-lookup.ts';
import { buildRidgePlot } from '../charts/ridge-plot.ts';
import type { RidgeRow } from '../charts/ridge-row.ts';
import type { ValueView } from '../charts/value-view.ts';
import type { StepRange } from '../data/card-choice.ts';
import type { Bands, SeriesView } from '../data/setting-list.ts';
import { describeBucket } from './describe-bucket.ts';
import type { HistogramRow, HistogramRows } from './histogram-rows.ts';
import { buildPercentileCurves, measuresOf, nameOf } from './percentiles.ts';
import type { TipContent } from './rl-plot-tip.ts';

/** How the steps of one series are shown: as histograms, or as percentiles. */
export type CardView = SeriesView | 'bands';

/** What a plot of one series is made from. */
export interface SeriesPlotInput {
  readonly view: CardView;
  readonly rows: HistogramRows;
  /** A step that is drawn beside those of `rows`, because it is selected. */
  readonly extra: HistogramRow | undefined;
  readonly selected: StepRange | undefined;
  readonly depthKind: AxisKind;
  readonly values: ValueView;
  readonly bands: Bands;
  readonly colourToken: string;
}

/** A plot, and the steps whose numbers its hits name. */
export interface SeriesPlot {
  readonly build: PlotBuilder;
  readonly steps: readonly HistogramRow[];
  readonly ridges: readonly RidgeRow[];
}

export function buildSeriesPlot(input: SeriesPlotInput): SeriesPlot {
  return input.view === 'bands' ? buildBands(input) : buildBuckets(input);
}

/** What the tooltip says of a hit; undefined when its step is gone. */
export function describeHit(
  { steps, ridges }: SeriesPlot,
  { view, rows, bands }: Pick<SeriesPlotInput, 'view' | 'rows' | 'bands'>,
  hit: PlotHit,
): TipContent | undefined {
  const row = steps[hit.row];
  if (!row) return undefined;
  const elapsed = formatDuration(row.wallTime - rows.origin);
  const head = [`Step ${formatInteger(row.step)}`, elapsed, formatWallTime(row.wallTime)];
  const ridge = ridges[hit.row];
  if (view !== 'bands') return ridge && { head, lines: describeBucket(ridge, findBucket(ridge, hit.value)) };
  const lines = measuresOf(bands).map((measure, at) => ({
    label: nameOf(measure),
    text: formatDerived(row.numbers[at] ?? NaN),
    isNearest: at === hit.line,
  }));
  return { head, lines: lines.toReversed() };
}

function buildBuckets(input: SeriesPlotInput): SeriesPlot {
  const { view, rows, extra, depthKind, values, colourToken } = input;
  let ridges: readonly RidgeRow[] = rows.buildRidges(depthKind);
  let steps = rows.rows;
  if (extra && !steps.some(({ step }) => step === extra.step)) {
    const ridge = rows.buildRidge(extra, depthKind);
    const after = steps.findIndex(({ step }) => step > extra.step);
    const at = after < 0 ? steps.length : after;
    steps = steps.toSpliced(at, 0, extra);
    ridges = ridges.toSpliced(at, 0, ridge);
  }
  const brokenDepths = rows.findDepths(rows.brokenSteps, depthKind);
  const common = { depthKind, values, colourToken, brokenDepths };
  if (view === 'heat') {
    const options = { ...common, selectedDepths: findSelectedDepths(input) };
    return {
      steps,
      ridges,
      build: (size, palette, limits) => buildHeatPlot(ridges, options, size, palette, limits),
    };
  }
  const options = {
    ...common,
    mode: view === 'overlay' ? 'overlay' : 'offset',
    selected: findSelectedRows(steps, ridges, input.selected),
  } as const;
  return {
    steps,
    ridges,
    build: (size, palette, limits) => buildRidgePlot(ridges, options, size, palette, limits),
  };
}

function buildBands(input: SeriesPlotInput): SeriesPlot {
  const { rows, depthKind, values, bands, colourToken } = input;
  const depths = Float64Array.from(rows.rows, (row) => rows.depthOf(row, depthKind));
  const curves = buildPercentileCurves(rows.rows, depths, bands, colourToken);
  const partial = depths.filter((_, at) => hasNumberMissing(rows.rows[at]));
  const options = {
    depthKind,
    scale: values.kind,
    clip: values.clip,
    brokenDepths: [...rows.findDepths(rows.brokenSteps, depthKind), ...partial],
    selectedDepths: findSelectedDepths(input),
    marksAll: true,
  };
  return {
    steps: rows.rows,
    ridges: [],
    build: (size, palette, limits) => buildCurvePlot(curves, options, size, palette, limits),
  };
}

/** Whether a percentile is not finite, so that it has no place. */
function hasNumberMissing(row: HistogramRow | undefined): boolean {
  return row?.numbers.some((number) => !Number.isFinite(number)) === true;
}

/** The rows in the selected range; of a single step the nearest. */
function findSelectedRows(
  steps: readonly HistogramRow[],
  ridges: readonly RidgeRow[],
  selected: StepRange | undefined,
): ReadonlySet<RidgeRow> {
  if (!selected) return new Set();
  const { from, to } = selected;
  const nearest = Math.min(...steps.map(({ step }) => Math.abs(step - from)));
  return new Set(
    ridges.filter((_, index) => {
      const step = steps[index]?.step ?? NaN;
      return to === undefined ? Math.abs(step - from) === nearest : step >= from && step <= to;
    }),
  );
}

/** Where a line marks what is selected: the ends of a range, or the step that is nearest. */
function findSelectedDepths({ rows, selected, depthKind }: SeriesPlotInput): number[] {
  if (!selected) return [];
  const ends = selected.to === undefined ? [selected.from] : [selected.from, selected.to];
  return ends.flatMap((step) => {
    const row = rows.findNearest(step);
    return row ? [rows.depthOf(row, depthKind)] : [];
  });
}
