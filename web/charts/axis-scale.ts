import type { Range } from './line-series.ts';

/**
 * How numbers become places along an axis: in proportion, by their logarithm (which those ≤ 0 do not have), or by a
 * logarithm that is linear around zero and takes every number.
 */
export type ScaleKind = 'linear' | 'log' | 'symlog';

/** The numbers at the ends of an axis and how those between them are spread over it. */
export interface AxisScale extends Range {
  readonly kind: ScaleKind;
  /** Where the value lies: 0 = at `from`, 1 = at `to`, beyond them outside; NaN where the scale has no place for it. */
  share(value: number): number;
  /** The value at a share. */
  valueAt(share: number): number;
}

/** Symlog is linear up to so small a part of the largest value. */
const LINEAR_PART = 1e-3;

/**
 * A scale over a range. The ends of a log scale must be positive.
 *
 * @param largest the largest magnitude in the data, by which symlog knows where to begin to be logarithmic; unlike the
 *   ends it stays as a person zooms, so that the curves keep their shape
 */
export function buildScale(kind: ScaleKind, { from, to }: Range, largest = 1): AxisScale {
  if (kind === 'linear') return buildLinear({ from, to });
  const [bend, unbend] =
    kind === 'log' ? ([Math.log10, (place: number) => 10 ** place] as const) : symlog(largest);
  const start = bend(from);
  const span = bend(to) - start;
  return {
    kind,
    from,
    to,
    share: (value) => (kind === 'log' && value <= 0 ? NaN : (bend(value) - start) / span),
    valueAt: (share) => {
      if (share === 0) return from;
      return share === 1 ? to : unbend(start + share * span);
    },
  };
}

function buildLinear({ from, to }: Range): AxisScale {
  const span = to - from;
  if (Number.isFinite(span)) {
    const share = (value: number): number => (value - from) / span;
    return { kind: 'linear', from, to, share, valueAt: (at) => (at === 1 ? to : from + at * span) };
  }
  // From -1.7e308 to 1.7e308 is further than a double can say.
  const half = to / 2 - from / 2;
  return {
    kind: 'linear',
    from,
    to,
    share: (value) => (value / 2 - from / 2) / half,
    valueAt: (at) => 2 * (from / 2 + at * half),
  };
}

/** Where the value lies in a linear range: 0 = at its start, 1 = at its end. */
export function shareOf(range: Range, value: number): number {
  return buildLinear(range).share(value);
}

/** sign(v) · log₁₀(1 + |v| / c) and back. */
function symlog(largest: number): readonly [(value: number) => number, (place: number) => number] {
  const linear = Math.max(largest * LINEAR_PART, Number.MIN_VALUE * 1e16);
  return [
    (value) => Math.sign(value) * Math.log10(1 + Math.abs(value) / linear),
    (place) => Math.sign(place) * linear * (10 ** Math.abs(place) - 1),
  ];
}
