import { computeClockStep, DAY_SEC, MINUTE_SEC } from './clock-step.ts';
import { computeMultiples, computeStep, countDecimals } from './ticks.ts';

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const MONTH_AND_YEAR = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
const MONTH_SEC = 30.44 * DAY_SEC;
const MAX_TICKS = 64;

/**
 * Ticks of an axis of wall times in seconds since the epoch, at round times of the local clock and calendar, with
 * labels such as "14:30", "14:30:05", "24 Nov", "Nov 2026", "2026". Both ends must be dates (`isDate`).
 */
export function computeWallTicks(
  lo: number,
  hi: number,
  count: number,
): { values: number[]; labels: string[] } {
  const step = computeClockStep(hi - lo, count);
  if (step > 14 * DAY_SEC) return computeMonthTicks(lo, hi, (hi - lo) / count / MONTH_SEC);
  const midnight = new Date(lo * 1000);
  midnight.setHours(0, 0, 0, 0);
  const values =
    step >= DAY_SEC
      ? computeDates(midnight, lo, hi, (date) => date.setDate(date.getDate() + step / DAY_SEC))
      : computeSinceMidnight(midnight.getTime() / 1000, lo, hi, step);
  return { values, labels: values.map((value) => formatClock(value, step)) };
}

function computeMonthTicks(lo: number, hi: number, least: number): { values: number[]; labels: string[] } {
  const months =
    [1, 2, 3, 6].find((step) => step >= least * 0.75) ?? 12 * Math.max(1, computeStep(least / 12, 1));
  const start = new Date(lo * 1000);
  const year = Math.floor(start.getFullYear() / (months / 12)) * (months / 12);
  const january = new Date(months > 12 ? year : start.getFullYear(), 0, 1);
  const values = computeDates(january, lo, hi, (date) => date.setMonth(date.getMonth() + months));
  const format = (value: number): string =>
    months >= 12 ? String(new Date(value * 1000).getFullYear()) : MONTH_AND_YEAR.format(value * 1000);
  return { values, labels: values.map(format) };
}

/** By the calendar, since some days have 23 hours and some months 31 days. */
function computeDates(date: Date, lo: number, hi: number, advance: (date: Date) => void): number[] {
  const values: number[] = [];
  for (; date.getTime() <= hi * 1000 && values.length < MAX_TICKS; advance(date)) {
    if (date.getTime() >= lo * 1000) values.push(date.getTime() / 1000);
  }
  return values;
}

/** Multiples of the step from local midnight on, so that "06:00" is six o'clock here. */
function computeSinceMidnight(midnight: number, lo: number, hi: number, step: number): number[] {
  return computeMultiples(lo - midnight, hi - midnight, step).map((offset) => midnight + offset);
}

function formatClock(value: number, step: number): string {
  const date = new Date(value * 1000);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (step >= DAY_SEC || (isMidnight && step >= MINUTE_SEC)) return DAY_AND_MONTH.format(date);
  const minute = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  if (step >= MINUTE_SEC) return minute;
  if (step >= 1) return `${minute}:${twoDigits(date.getSeconds())}`;
  const digits = countDecimals(step);
  return `:${(((value % 60) + 60) % 60).toFixed(digits).padStart(digits + 3, '0')}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
