import type { Range } from '../../charts/line-series.ts';
import type { Limits } from '../../data/card-choice.ts';

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
