import { computeClockStep, DAY_SEC, HOUR_SEC, MINUTE_SEC } from './clock-step.ts';
import { computeMultiples, countDecimals } from './ticks.ts';

const UNITS = [
  { suffix: 'd', length: DAY_SEC, perNext: Infinity },
  { suffix: 'h', length: HOUR_SEC, perNext: 24 },
  { suffix: 'm', length: MINUTE_SEC, perNext: 60 },
  { suffix: 's', length: 1, perNext: 60 },
] as const;

/** Ticks of an axis of elapsed seconds, with labels such as "0", "30s", "1m 30s", "2h", "3d". */
export function computeDurationTicks(
  lo: number,
  hi: number,
  count: number,
): { values: number[]; labels: string[] } {
  const step = computeClockStep(hi - lo, count);
  const values = computeMultiples(lo, hi, step);
  return { values, labels: values.map((value) => formatElapsed(value, step)) };
}

/** Elapsed seconds as short as a tick, as exact as a multiple of `step` needs: "1m 30s", "0.25s", "3d". */
export function formatElapsed(seconds: number, step: number): string {
  if (seconds === 0) return '0';
  if (seconds < 0) return `−${formatElapsed(-seconds, step)}`;
  if (step < 1e-3) return `${(seconds * 1e3).toFixed(countDecimals(step * 1e3))}ms`;
  if (step < 1) return `${seconds.toFixed(countDecimals(step))}s`;
  return UNITS.map(({ suffix, length, perNext }) => {
    const part = Math.floor(Math.round(seconds) / length) % perNext;
    return part > 0 ? `${part.toLocaleString('en')}${suffix}` : '';
  })
    .filter((part) => part !== '')
    .join(' ');
}
