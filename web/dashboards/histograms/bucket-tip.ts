import { formatInteger } from '../../base/format.ts';
import { formatDuration, formatWallTime } from '../../charts/format-time.ts';
import { BUCKET_SIZE, type RidgeRow } from '../../charts/ridge-row.ts';
import type { HistogramRow } from './histogram-rows.ts';

/** What the tooltip of a bucket says. */
export interface BucketTip {
  readonly step: string;
  readonly elapsed: string;
  readonly wallTime: string;
  /** Label and text of each line. */
  readonly lines: readonly (readonly [label: string, text: string])[];
}

/** `bucket` = its number in the ridge's buckets, -1 when there is none. `origin` = wall time of the first row. */
export function buildBucketTip(
  row: HistogramRow,
  ridge: RidgeRow,
  bucket: number,
  origin: number,
): BucketTip {
  return {
    step: formatInteger(row.step),
    elapsed: formatDuration(row.wallTime - origin),
    wallTime: formatWallTime(row.wallTime),
    lines: bucket < 0 || ridge.total === 0 ? [['bucket', 'empty histogram']] : describeBucket(ridge, bucket),
  };
}

function describeBucket({ buckets, total }: RidgeRow, bucket: number): BucketTip['lines'] {
  const [left = NaN, right = NaN, count = NaN] = buckets.subarray(bucket * BUCKET_SIZE);
  const [from, to] = formatEdges(left, right);
  return [
    ['bucket', from === to ? from : `${from} to ${to}`],
    ['count', `${formatAmount(count)} of ${formatAmount(total)}`],
    ['share', `${Number(((100 * count) / total).toPrecision(3))} %`],
  ];
}

/** Both edges with as many digits as the width of the bucket asks for, at least as many as tell them apart. */
function formatEdges(left: number, right: number): readonly [string, string] {
  const size = Math.max(Math.abs(left), Math.abs(right));
  const width = right - left;
  if (width === 0 || size === 0) return [format(left, 6), format(right, 6)];
  const digits = Math.min(17, Math.max(3, Math.ceil(Math.log10(size / width)) + 3));
  return [format(left, digits), format(right, digits)];
}

function format(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

/** Counts are whole, but weighted histograms exist. */
function formatAmount(amount: number): string {
  return Number.isInteger(amount) ? formatInteger(amount) : String(Number(amount.toPrecision(6)));
}
