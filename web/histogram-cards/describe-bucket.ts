import { formatInteger } from '../base/format.ts';
import { formatExact } from '../charts/format-number.ts';
import { BUCKET_SIZE, type RidgeRow } from '../charts/ridge-row.ts';
import type { TipLine } from './rl-plot-tip.ts';

/** What a tooltip says of a bucket; `bucket` = its number in the ridge's buckets, -1 when there is none. */
export function describeBucket({ buckets, total }: RidgeRow, bucket: number): TipLine[] {
  if (bucket < 0 || total === 0) return [{ label: 'bucket', text: 'empty histogram' }];
  const [left = NaN, right = NaN, count = NaN] = buckets.subarray(bucket * BUCKET_SIZE);
  return [
    // Without width it is the value that was written.
    left === right
      ? { label: 'value', text: formatExact(left, Math.fround(left) === left) }
      : { label: 'bucket', text: formatEdges(left, right) },
    { label: 'count', text: `${formatAmount(count)} of ${formatAmount(total)}` },
    { label: 'share', text: formatShare(count / total) },
  ];
}

/** "7.25 %". */
export function formatShare(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/** Both edges with as many digits as it takes to tell them apart, and two more. */
export function formatEdges(left: number, right: number): string {
  const size = Math.max(Math.abs(left), Math.abs(right));
  const digits = Math.min(17, Math.max(3, Math.ceil(Math.log10(size / (right - left))) + 3));
  return [left, right].map((edge) => String(Number(edge.toPrecision(digits)))).join(' to ');
}

/** Counts are whole, but weighted histograms exist. */
function formatAmount(amount: number): string {
  return Number.isInteger(amount) ? formatInteger(amount) : String(Number(amount.toPrecision(6)));
}
