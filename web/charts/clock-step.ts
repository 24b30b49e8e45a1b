import { computeStep } from './ticks.ts';

export const MINUTE_SEC = 60;
export const HOUR_SEC = 3_600;
export const DAY_SEC = 86_400;

const SECONDS = [1, 2, 5, 10, 15, 30];
const HOURS = [1, 2, 3, 6, 12, 24];
const ROUND_STEPS_SEC = [
  ...SECONDS,
  ...SECONDS.map((count) => count * MINUTE_SEC),
  ...HOURS.map((count) => count * HOUR_SEC),
];

/**
 * A step in seconds that people count time in and that divides the span into about `count` parts: 1-2-5 below a
 * second, 1, 2, 5, 10, 15, 30 s and min, 1, 2, 3, 6, 12 h, and 1-2-5 days.
 */
export function computeClockStep(spanSec: number, count: number): number {
  // A step a quarter smaller than asked for still leaves room between the labels.
  const least = (spanSec / count) * 0.75;
  if (!(least > 0.5)) return computeStep(spanSec, count);
  return ROUND_STEPS_SEC.find((step) => step >= least) ?? computeStep(spanSec / DAY_SEC, count) * DAY_SEC;
}
