import type { AxisKind } from '../charts/axis-ticks.ts';
import type { PlotLimits } from '../charts/plot.ts';
import type { ValueView } from '../charts/value-view.ts';
import type { CardChoice, Limits } from '../data/card-choice.ts';
import { RUNS_VIEWS, SETTINGS, type RunsView } from '../data/setting-list.ts';
import type { Settings } from '../data/types.ts';
import type { HistogramRows } from './histogram-rows.ts';

/** The axis that scalars and histograms share; what histograms have no depth for counts as steps. */
export function readDepthKind(settings: Settings): AxisKind {
  const axis = settings.get(SETTINGS.axis);
  return axis === 'relative' || axis === 'wall' ? axis : 'step';
}

/** How cards of several runs show them; undefined while each run has its own card. */
export function readRunsView(settings: Settings): RunsView | undefined {
  const view = settings.get(SETTINGS.histogramView);
  return RUNS_VIEWS.find((each) => each === view);
}

/** How values are laid out on a card. */
export function readValueView(settings: Settings, { scale }: CardChoice): ValueView {
  const clip = settings.get(SETTINGS.histogramClip);
  return {
    kind: scale ?? settings.get(SETTINGS.histogramScale),
    clip: clip === 'auto' ? clip : Number(clip) / 100,
    chosen: undefined,
  };
}

/** The step that histograms are compared with, and drift is measured from; undefined = none, and the step before. */
export function readReference(settings: Settings): number | undefined {
  const text = settings.get(SETTINGS.histogramReference);
  const step = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(step) ? step : undefined;
}

/** The values that a card is zoomed to. */
export function readLimits({ y }: CardChoice): PlotLimits {
  if (y?.from === undefined || y.to === undefined) return {};
  return { values: { from: y.from, to: y.to } };
}

/**
 * What a card is to remember of a zoom: values as `y`, and the steps that lie in the range of depth as `x`, so that the
 * server can be asked for all of them.
 */
export function toChoice(
  { values, depth }: PlotLimits,
  rows: HistogramRows,
  kind: AxisKind,
): Pick<CardChoice, 'x' | 'y'> {
  return { y: values && { ...values }, x: depth && toSteps(depth, rows, kind) };
}

function toSteps(
  { from, to }: { readonly from: number; readonly to: number },
  rows: HistogramRows,
  kind: AxisKind,
): Limits | undefined {
  let limits: Limits;
  if (kind === 'step') limits = { from: Math.ceil(from), to: Math.floor(to) };
  else {
    const depthOf = (row: (typeof rows.rows)[number]): number => rows.depthOf(row, kind);
    const inside = rows.rows.filter((row) => depthOf(row) >= from && depthOf(row) <= to);
    // Beyond what is loaded the end is open.
    const isBefore = rows.rows[0] !== undefined && depthOf(rows.rows[0]) > from;
    const isAfter = rows.rows.at(-1) !== undefined && depthOf(rows.rows.at(-1)!) < to;
    limits = {
      from: isBefore ? undefined : inside[0]?.step,
      to: isAfter ? undefined : inside.at(-1)?.step,
    };
  }
  if (limits.from !== undefined && limits.to !== undefined && limits.from > limits.to) {
    const nearest = rows.findNearest((limits.from + limits.to) / 2)?.step;
    limits = { from: nearest, to: nearest };
  }
  const isAll =
    (limits.from === undefined || limits.from <= rows.firstStep) &&
    (limits.to === undefined || limits.to >= rows.lastStep);
  return isAll ? undefined : limits;
}
