import { formatCount, formatInteger } from '../base/format.ts';
import type { AxisKind } from '../charts/axis-ticks.ts';
import { buildComparePlot, type ComparedHistogram } from '../charts/compare-plot.ts';
import { buildCurvePlot, type Curve } from '../charts/curve-plot.ts';
import { formatDerived } from '../charts/format-number.ts';
import { formatDuration, formatWallTime } from '../charts/format-time.ts';
import type { PlotBuilder, PlotHit } from '../charts/plot.ts';
import { findBucket } from '../charts/ridge-lookup.ts';
import { BUCKET_SIZE, buildRidgeRow, type RidgeRow } from '../charts/ridge-row.ts';
import type { ValueView } from '../charts/value-view.ts';
import type { StepRange } from '../data/card-choice.ts';
import type { RunInfo } from '../data/types.ts';
import { formatEdges, formatShare } from './describe-bucket.ts';
import type { HistogramRow, HistogramRows } from './histogram-rows.ts';
import type { TipContent, TipLine } from './rl-plot-tip.ts';

/** One run of a card of a tag, and what has come of it. */
export interface RunRows {
  readonly run: RunInfo;
  /** What a person calls it. */
  readonly label: string;
  readonly rows: HistogramRows;
  readonly colourToken: string;
  readonly dash: readonly number[];
}

/** A plot of several runs, what its hits mean, and its runs by the numbers of its lines. */
export interface RunsPlot {
  readonly build: PlotBuilder;
  readonly describe: (hit: PlotHit) => TipContent | undefined;
  readonly runOf: (hit: PlotHit) => RunInfo | undefined;
  readonly stepOf: (hit: PlotHit) => number | undefined;
  /** What the plot shows, in a word or two: "step 48,200". */
  readonly note: string;
  /** Whether there is anything to draw. */
  readonly isEmpty: boolean;
}

interface CompareOptions {
  /** ∞ = the newest of each run. */
  readonly step: number;
  /** The step that is compared with; undefined = none. */
  readonly reference: number | undefined;
  readonly isDifference: boolean;
  readonly values: ValueView;
}

/** The histograms of several runs at one step, or of one step and another, above each other or as differences. */
export function buildRunsCompare(runs: readonly RunRows[], options: CompareOptions): RunsPlot {
  const { step, reference, isDifference, values } = options;
  const lines = listCompared(runs, options);
  const compared = lines.map(({ histogram }) => histogram);
  return {
    build: (size, palette, limits) => buildComparePlot(compared, values, size, palette, limits),
    describe: (hit) => ({
      head: [`Value ${formatDerived(hit.value)}`, isDifference ? 'difference of shares' : ''].filter(Boolean),
      lines: lines.map(({ histogram, step: at }, line) =>
        describeCompared(histogram, at, hit.value, {
          isNearest: line === hit.line,
          isNamed: reference !== undefined && !isDifference,
        }),
      ),
    }),
    runOf: (hit) => lines[hit.line]?.run,
    stepOf: () => undefined,
    note:
      (step === Infinity ? 'newest step' : `step ${formatCount(step)}`) +
      (reference === undefined ? '' : ` ${isDifference ? '−' : 'and'} ${formatCount(reference)}`),
    isEmpty: compared.length === 0,
  };
}

interface Compared {
  readonly run: RunInfo;
  readonly step: number;
  readonly histogram: ComparedHistogram;
}

function listCompared(runs: readonly RunRows[], options: CompareOptions): Compared[] {
  const { step, reference, isDifference } = options;
  const found = runs.flatMap(({ run, label: name, rows, colourToken }) => {
    const row = rows.findNearest(step);
    if (!row) return [];
    const other = reference === undefined ? undefined : rows.findNearest(reference);
    return [{ run, name, colourToken, row, other }];
  });
  const first = found[0];
  return found.flatMap(({ run, name, colourToken, row, other }, at) => {
    const build = (
      of: HistogramRow,
      minus: HistogramRow | undefined,
      label: string,
      isReference = false,
    ): Compared => ({
      run,
      step: of.step,
      histogram: { row: toRidge(of), minus: minus && toRidge(minus), label, colourToken, isReference },
    });
    if (!isDifference) {
      if (!other) return [build(row, undefined, isEmpty(row) ? `${name}, empty` : name)];
      const named = `${name}, step ${formatCount(other.step)}`;
      return [
        build(row, undefined, `${name}, step ${formatCount(row.step)}`),
        build(other, undefined, named, true),
      ];
    }
    if (reference !== undefined) return other ? [build(row, other, name)] : [];
    // Of several runs each is measured against the first.
    return at === 0 || !first ? [] : [build(row, first.row, `${name} − ${first.name}`)];
  });
}

function describeCompared(
  { row, minus, label, colourToken }: ComparedHistogram,
  step: number,
  value: number,
  { isNearest, isNamed }: { isNearest: boolean; isNamed: boolean },
): TipLine {
  const share = shareAt(row, value);
  const text = minus
    ? formatSigned(share.share - shareAt(minus, value).share)
    : `${share.edges}: ${formatShare(share.share)}`;
  return {
    label: isNamed ? label : `${label}, step ${formatInteger(step)}`,
    text,
    colourToken,
    isNearest,
  };
}

function shareAt(row: RidgeRow, value: number): { share: number; edges: string } {
  const bucket = findBucket(row, value);
  const [left = NaN, right = NaN, count = 0] =
    bucket < 0 ? [] : row.buckets.subarray(bucket * BUCKET_SIZE, (bucket + 1) * BUCKET_SIZE);
  if (bucket < 0 || value < left || value > right) return { share: 0, edges: 'outside' };
  return {
    share: row.total > 0 ? count / row.total : 0,
    edges: left === right ? String(left) : formatEdges(left, right),
  };
}

function formatSigned(share: number): string {
  return share < 0 ? `−${formatShare(-share)}` : `+${formatShare(share)}`;
}

interface CurveOptions {
  readonly name: string;
  readonly depthKind: AxisKind;
  readonly values: ValueView;
  readonly selected: StepRange | undefined;
}

/** One number of each step, a curve for each run. */
export function buildRunsCurves(runs: readonly RunRows[], options: CurveOptions): RunsPlot {
  const { name, depthKind, values, selected } = options;
  const curves = runs.map(({ rows, colourToken, dash }): Curve => ({
    depths: Float64Array.from(rows.rows, (row) => rows.depthOf(row, depthKind)),
    values: Float64Array.from(rows.rows, ({ numbers }) => numbers[0] ?? NaN),
    colourToken,
    dash,
  }));
  const first = runs.find(({ rows }) => rows.rows.length > 0)?.rows;
  const plotOptions = {
    depthKind,
    scale: values.kind,
    clip: values.clip,
    brokenDepths: runs.flatMap(({ rows }) => rows.findDepths(rows.brokenSteps, depthKind)),
    selectedDepths: selected && first ? first.findDepths([selected.from], depthKind) : [],
    marksAll: false,
  };
  const rowOf = (hit: PlotHit): HistogramRow | undefined => runs[hit.line]?.rows.rows[hit.row];
  return {
    build: (size, palette, limits) => buildCurvePlot(curves, plotOptions, size, palette, limits),
    describe: (hit) => {
      const row = rowOf(hit);
      const at = runs[hit.line];
      if (!row || !at) return undefined;
      const head = [
        `Step ${formatInteger(row.step)}`,
        formatDuration(row.wallTime - at.rows.origin),
        formatWallTime(row.wallTime),
      ];
      const depth = at.rows.depthOf(row, depthKind);
      return {
        head,
        lines: runs.flatMap((each, line) => describeCurve(each, depth, depthKind, line === hit.line)),
      };
    },
    runOf: (hit) => runs[hit.line]?.run,
    stepOf: (hit) => rowOf(hit)?.step,
    note: name,
    isEmpty: curves.every(({ depths }) => depths.length === 0),
  };
}

function describeCurve(
  { label, rows, colourToken }: RunRows,
  depth: number,
  kind: AxisKind,
  isNearest: boolean,
): TipLine[] {
  let nearest: HistogramRow | undefined;
  let distance = Infinity;
  for (const row of rows.rows) {
    const away = Math.abs(rows.depthOf(row, kind) - depth);
    if (away <= distance) [nearest, distance] = [row, away];
  }
  if (!nearest) return [];
  return [{ label, text: formatDerived(nearest.numbers[0] ?? NaN), colourToken, isNearest }];
}

function isEmpty({ buckets }: HistogramRow): boolean {
  for (let at = 2; at < buckets.length; at += BUCKET_SIZE) if (buckets[at]! > 0) return false;
  return true;
}

function toRidge(row: HistogramRow): RidgeRow {
  return buildRidgeRow(row.step, row.buckets);
}
