import { formatInteger } from '../../base/format.ts';
import { formatExact } from '../../charts/format-number.ts';
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
  return [
    // Without width it is the value that was written.
    left === right
      ? ['value', formatExact(left, Math.fround(left) === left)]
      : ['bucket', formatEdges(left, right)],
    ['count', `${formatAmount(count)} of ${formatAmount(total)}`],
    ['share', `${Number(((100 * count) / total).toPrecision(3))} %`],
  ];
}

/** Both edges with as many digits as it takes to tell them apart, and two more. */
function formatEdges(left: number, right: number): string {
  const size = Math.max(Math.abs(left), Math.abs(right));
  const digits = Math.min(17, Math.max(3, Math.ceil(Math.log10(size / (right - left))) + 3));
  return [left, right].map((edge) => String(Number(edge.toPrecision(digits)))).join(' to ');
}

/** Counts are whole, but weighted histograms exist. */
function formatAmount(amount: number): string {
  return Number.isInteger(amount) ? formatInteger(amount) : String(Number(amount.toPrecision(6)));
}
