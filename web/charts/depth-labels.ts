import { formatCount } from '../base/format.ts';
import type { AxisKind } from './axis-ticks.ts';
import { DAY_SEC, HOUR_SEC, MINUTE_SEC } from './clock-step.ts';
import { isDate } from './format-time.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_AND_HOUR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', hour: '2-digit', minute: '2-digit' });

/**
 * Labels of rows at any depths, short enough for the gutter: steps "9,600", "19.3k"; elapsed seconds "45s", "1.7h";
 * wall times by how much they span "14:30:05", "24, 14:30", "24 Nov".
 */
export function formatDepths(kind: AxisKind, depths: readonly number[]): string[] {
  if (kind === 'step') return depths.map((step) => (step < 0 ? `−${formatCount(-step)}` : formatCount(step)));
  if (kind === 'relative') return depths.map(formatElapsed);
  const span = (depths.at(-1) ?? 0) - (depths[0] ?? 0);
  const format = span < DAY_SEC ? CLOCK : span < 14 * DAY_SEC ? DAY_AND_HOUR : DAY;
  return depths.map((time) => (isDate(time) ? format.format(time * 1000) : String(time)));
}

function formatElapsed(seconds: number): string {
  if (seconds < 0) return `−${formatElapsed(-seconds)}`;
  if (seconds >= DAY_SEC) return `${shorten(seconds / DAY_SEC)}d`;
  if (seconds >= HOUR_SEC) return `${shorten(seconds / HOUR_SEC)}h`;
  if (seconds >= MINUTE_SEC) return `${shorten(seconds / MINUTE_SEC)}m`;
  return seconds === 0 || seconds >= 1 ? `${shorten(seconds)}s` : `${shorten(seconds * 1000)}ms`;
}

function shorten(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
