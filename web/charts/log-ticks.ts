import type { AxisScale } from './axis-scale.ts';
import { formatTicks } from './ticks.ts';

/** Neighbours are never nearer than this part of the distance that was asked for. */
const CROWDED = 0.62;
const MAX_EXPONENT = 308;
const MIN_EXPONENT = -323;

/**
 * Ticks of a logarithmic or symlog axis, about `count` of them at most: powers of ten, then 2 and 5 times them where
 * there is room. Fewer than two when the axis spans too little for that: then linear ticks tell more.
 */
export function computeLogTicks(scale: AxisScale, count: number): number[] {
  const largest = Math.max(Math.abs(scale.from), Math.abs(scale.to));
  const powers = listPowers(scale, largest);
  const stride = Math.max(1, Math.ceil(powers.length / (2 * count)));
  const signs = scale.from < 0 ? [1, -1] : [1];
  const candidates: number[] = scale.from <= 0 && scale.kind === 'symlog' ? [0] : [];
  // Large powers first: on a symlog axis those near zero stand close together.
  const thinned = powers.filter((exponent) => exponent % stride === 0).toReversed();
  for (const factor of [1, 2, 5]) {
    if (factor > 1 && powers.length * 3 > count * 2.2) break;
    for (const exponent of thinned)
      for (const sign of signs) candidates.push(sign * toNumber(factor, exponent));
  }
  return pickApart(candidates, scale, count);
}

/** Labels of ticks that differ in magnitude: each by itself, "1e-3", "0.02", "500", "20k". */
export function formatLogTicks(values: readonly number[]): string[] {
  return values.map((value) => {
    if (value === 0) return '0';
    const size = Math.abs(value);
    const step = 10 ** Math.floor(Math.log10(size) + 1e-9);
    return formatTicks({ values: [value], step: step > 0 ? step : size })[0] ?? '';
  });
}

/** Of the candidates, the first ones first, those that lie inside the axis and not too near to one another; ascending. */
export function pickApart(candidates: readonly number[], scale: AxisScale, count: number): number[] {
  const least = CROWDED / count;
  const picked: { value: number; share: number }[] = [];
  for (const value of candidates) {
    const share = scale.share(value);
    if (!(share >= -1e-9 && share <= 1 + 1e-9)) continue;
    if (picked.every((other) => Math.abs(other.share - share) >= least)) picked.push({ value, share });
  }
  return picked.map(({ value }) => value).sort((a, b) => a - b);
}

/** Exponents of the powers of ten that the axis shows, ascending. */
function listPowers({ kind, from, to }: AxisScale, largest: number): number[] {
  const last = Math.min(MAX_EXPONENT, Math.floor(Math.log10(largest) + 1e-9));
  // Symlog: below a thousandth of the largest it is nearly linear.
  const least = kind === 'log' ? from : largest * 1e-4;
  const first = Math.max(MIN_EXPONENT, Math.floor(Math.log10(Math.max(least, Number.MIN_VALUE))));
  const powers: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    const value = toNumber(1, exponent);
    // 5 × the power may be in sight where the power is not.
    if (value * 5 >= from || -value <= to) powers.push(exponent);
  }
  return powers;
}

/** As it is written, since 10 ** -5 is not 1e-5 to the last digit. */
function toNumber(factor: number, exponent: number): number {
  return Number(`${factor}e${exponent}`);
}
