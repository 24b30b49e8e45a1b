/** Where an axis of numbers is marked. */
export interface Ticks {
  /** Ascending, all inside the range that was asked for. */
  readonly values: readonly number[];
  /** Distance between two neighbours; also decides how many digits a label needs. */
  readonly step: number;
}

/** More ticks than this are never useful; also bounds the loop when floating point has run out of digits. */
const MAX_TICKS = 64;
/** What fits the left gutter at 10.5 px; dots and signs are narrow, the ellipsis is wide. */
const MAX_LABEL_LENGTH = 7;
const ELIDED_LENGTH = 5;

const UNITS = [
  { from: 1e12, divisor: 1e12, suffix: 'T' },
  { from: 1e9, divisor: 1e9, suffix: 'G' },
  { from: 1e6, divisor: 1e6, suffix: 'M' },
  { from: 1e4, divisor: 1e3, suffix: 'k' },
] as const;

/** The member of 1, 2, 5 × 10ⁿ that divides `span` into about `count` parts. */
export function computeStep(span: number, count: number): number {
  const raw = span / count;
  if (!(raw > 0) || !Number.isFinite(raw)) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  // Below about 1e-308 the power underflows and there is nothing rounder than the distance itself.
  if (power === 0) return raw;
  const factor = raw / power;
  return (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10) * power;
}

/** Ticks at multiples of a 1-2-5 step inside [lo, hi], about `count` of them. Empty when lo > hi. */
export function computeTicks(lo: number, hi: number, count: number): Ticks {
  // Halves, since the distance of the largest doubles is more than a double can say.
  const step = computeStep(hi / 2 - lo / 2, count / 2);
  return { values: computeMultiples(lo, hi, step), step };
}

/**
 * Labels of all ticks of one axis, in one unit: "0", "20k", "40k"; "1.5M"; "2e-3". As many digits as tell
 * neighbours apart. A label that would not fit the gutter keeps its end, where neighbours differ: "…93147".
 */
export function formatTicks({ values, step }: Ticks): string[] {
  const largest = Math.max(step, ...values.map(Math.abs));
  if (largest >= 1e15 || largest < 1e-3) return values.map((value) => formatExponent(value, step));
  const unit = UNITS.find(({ from }) => largest >= from) ?? { divisor: 1, suffix: '' };
  const digits = countDecimals(step / unit.divisor);
  return values.map((value) => {
    if (value === 0) return '0';
    return elideStart((value / unit.divisor).toFixed(digits) + unit.suffix);
  });
}

/** Ticks at the multiples of a given step inside [lo, hi], at most 64. */
export function computeMultiples(lo: number, hi: number, step: number): number[] {
  const values: number[] = [];
  const first = Math.ceil(lo / step - 1e-9);
  const last = Math.floor(hi / step + 1e-9);
  for (let k = first; k <= last && values.length < MAX_TICKS; k++) {
    const value = k * step;
    // Far from zero the step can be less than the distance between two doubles.
    if (values.at(-1) === value) break;
    values.push(value === 0 ? 0 : value);
  }
  return values;
}

/** Decimals that show a multiple of `step`, where step is 1, 2 or 5 × 10ⁿ. */
export function countDecimals(step: number): number {
  return Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

function formatExponent(value: number, step: number): string {
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const digits = Math.min(6, Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9)));
  return value.toExponential(digits).replace(/\.0*e/, 'e').replace('e+', 'e');
}

function elideStart(label: string): string {
  return label.length <= MAX_LABEL_LENGTH ? label : `…${label.slice(-ELIDED_LENGTH)}`;
}
