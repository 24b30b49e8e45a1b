import {
  computeXRange,
  computeYRange,
  type ChosenLimits,
  type LineSeries,
  type Range,
} from '../../charts/line-series.ts';
import type { CardChoice, Limits } from '../../data/card-choice.ts';

const EVERYTHING: Range = { from: -Infinity, to: Infinity };

/** What of the axes shows: what was zoomed to, else what was typed in for the card, with open ends from the data. */
export function computeLimits(
  { range, yRange, rightYRange }: ChosenLimits,
  { x, y }: CardChoice,
  series: readonly LineSeries[],
): ChosenLimits {
  return {
    range: range ?? resolveLimits(x, () => computeXRange(series)),
    yRange: yRange ?? resolveLimits(y, () => computeYRange(series, EVERYTHING)),
    rightYRange,
  };
}

/** Typed limits as a range, an open end where the data ends. Undefined without limits, or when nothing is left. */
export function resolveLimits(limits: Limits | undefined, data: () => Range | undefined): Range | undefined {
  if (!limits) return undefined;
  const { from, to } = limits;
  if (from !== undefined && to !== undefined) return from < to ? { from, to } : undefined;
  const known = data();
  const range = { from: from ?? known?.from, to: to ?? known?.to };
  if (range.from === undefined || range.to === undefined || range.from >= range.to) return undefined;
  return { from: range.from, to: range.to };
}
