import { buildScale, type AxisScale, type ScaleKind } from './axis-scale.ts';
import type { Range } from './line-series.ts';
import { BUCKET_SIZE, computeValueRange, type RidgeRow } from './ridge-row.ts';

/** How the values of histograms are laid out along their axis. */
export interface ValueView {
  readonly kind: ScaleKind;
  /**
   * Share of the values that is left out at each end; 0 = none. Empty outer buckets are left out anyway. "auto": none on
   * axes that are not linear, else as little as it takes that the rest is not squeezed (MAX_SQUEEZE).
   */
  readonly clip: number | 'auto';
  /** What a person has zoomed to; undefined = what the data needs. */
  readonly chosen: Range | undefined;
}

type Buckets = Pick<RidgeRow, 'buckets'>;

/** A log axis that would begin at zero or below begins so many decades under its end. */
const LOG_DECADES = 6;
/** What "auto" may leave out, and how much narrower the range must become by it. */
const AUTO_CLIPS = [0.01, 0.05] as const;
export const MAX_SQUEEZE = 8;
/** A range that is one number is widened by this share of it to both sides. */
const WIDENING = 0.05;

/** The axis for the values of these histograms; `air` = room beside the data, as a share of its range. */
export function buildValueScale(rows: readonly Buckets[], view: ValueView, air = 0): AxisScale {
  const { kind, clip, chosen } = view;
  const whole = computeValueRange(rows);
  const data = chosen ?? clipRange(rows, clip === 'auto' && kind !== 'linear' ? 0 : clip, whole);
  const range = kind === 'log' ? makePositive(data, rows) : data;
  const half = range.from < range.to ? (chosen ? 0 : (range.to - range.from) * air) : widening(range);
  const from = kind === 'log' ? range.from / (half > 0 ? 1 + WIDENING : 1) : range.from - half;
  const largest = Math.max(Math.abs(whole?.from ?? 1), Math.abs(whole?.to ?? 1)) || 1;
  return buildScale(kind, { from, to: range.to + half }, largest);
}

/** Whether a histogram reaches beyond the axis. */
export function reachesBeyond(rows: readonly Buckets[], { from, to }: Range): boolean {
  const whole = computeValueRange(rows);
  return whole !== undefined && (whole.from < from || whole.to > to);
}

function clipRange(rows: readonly Buckets[], clip: ValueView['clip'], whole: Range | undefined): Range {
  if (!whole) return { from: 0, to: 1 };
  if (clip !== 'auto') return clip > 0 ? (computeClippedRange(rows, clip) ?? whole) : whole;
  let range = whole;
  for (const share of AUTO_CLIPS) {
    const inner = computeClippedRange(rows, share) ?? whole;
    if (inner.to > inner.from && range.to - range.from > MAX_SQUEEZE * (inner.to - inner.from)) range = inner;
  }
  return range;
}

/**
 * From the value below which lies the share `clip` of all values to that above which it lies, with each histogram
 * counting as much as any other; to the edges of buckets. Undefined when all are empty.
 */
export function computeClippedRange(rows: readonly Buckets[], clip: number): Range | undefined {
  const buckets: { left: number; right: number; share: number }[] = [];
  let total = 0;
  for (const row of rows) {
    const sum = sumCounts(row.buckets);
    if (sum === 0) continue;
    total++;
    for (let at = 0; at < row.buckets.length; at += BUCKET_SIZE) {
      const count = row.buckets[at + 2]!;
      if (count > 0)
        buckets.push({ left: row.buckets[at]!, right: row.buckets[at + 1]!, share: count / sum });
    }
  }
  if (total === 0) return undefined;
  const limit = clip * total;
  buckets.sort((a, b) => a.left - b.left);
  const from = findPassing(buckets, limit)?.left ?? 0;
  buckets.sort((a, b) => b.right - a.right);
  const to = findPassing(buckets, limit)?.right ?? 0;
  return from <= to ? { from, to } : { from: to, to: from };
}

function findPassing<Bucket extends { share: number }>(
  buckets: readonly Bucket[],
  limit: number,
): Bucket | undefined {
  let sum = 0;
  return buckets.find(({ share }) => (sum += share) > limit) ?? buckets.at(-1);
}

function sumCounts(buckets: Float64Array): number {
  let sum = 0;
  for (let at = 2; at < buckets.length; at += BUCKET_SIZE) sum += buckets[at]!;
  return sum;
}

/** The part of a range that a log axis has places for: from the least edge above zero. */
function makePositive({ from, to }: Range, rows: readonly Buckets[]): Range {
  if (from > 0) return { from, to };
  if (to <= 0) return { from: 1, to: 10 };
  let least = Infinity;
  for (const { buckets } of rows)
    for (let at = 0; at < buckets.length; at += BUCKET_SIZE) {
      if (!(buckets[at + 2]! > 0)) continue;
      for (const edge of [buckets[at]!, buckets[at + 1]!]) if (edge > 0 && edge < least) least = edge;
    }
  return { from: Math.max(least < to ? least : 0, to * 10 ** -LOG_DECADES), to };
}

function widening({ from }: Range): number {
  return Math.abs(from) * WIDENING || 0.5;
}
