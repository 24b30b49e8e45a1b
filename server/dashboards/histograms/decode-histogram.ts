import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { decodeNumericTensor } from '../../decode/tensor.ts';
import { BLOB_FORM } from '../../store/series-store.ts';

/** Numbers of a bucket: left edge, right edge, count. */
export const NUMBERS_PER_BUCKET = 3;

/** One histogram: its buckets, row after row of left, right, count. */
export interface Histogram {
  readonly buckets: Float64Array;
  /** Written in the old form, which TensorBoard rounds to float32 when it converts it. */
  readonly isOldForm: boolean;
}

/** Decodes a payload of a histograms series. Returns a sentence when it is no histogram. */
export function decodeHistogram(payload: Uint8Array, form: number): Histogram | string {
  try {
    if (form === BLOB_FORM.histo) return fromHistogramProto(tensorboard.HistogramProto.decode(payload));
    if (form === BLOB_FORM.tensor) return fromTensor(tensorboard.TensorProto.decode(payload));
  } catch (error) {
    return `not a histogram: ${(error as Error).message}`;
  }
  return 'not a histogram: a value of another kind';
}

/** A [k, 3] tensor: left, right, count. */
function fromTensor(proto: tensorboard.ITensorProto): Histogram | string {
  const tensor = decodeNumericTensor(proto);
  if (typeof tensor === 'string') return tensor;
  const { shape, values } = tensor;
  if (shape.length !== 2 || shape[1] !== NUMBERS_PER_BUCKET)
    return `tensor of shape [${shape.join(', ')}]: not [k, 3]`;
  return { buckets: values, isOldForm: false };
}

/**
 * The old form: right edges and counts, the outermost limits often ±DBL_MAX. As in TensorBoard's conversion
 * (data_compat), empty buckets are dropped at both ends, and the least and greatest value become the outer edges.
 */
function fromHistogramProto(proto: tensorboard.IHistogramProto): Histogram | string {
  const counts = proto.bucket ?? [];
  const limits = proto.bucketLimit ?? [];
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return { buckets: new Float64Array(0), isOldForm: true };
  if (limits.length < last) return `${counts.length} counts but ${limits.length} limits`;
  const buckets = new Float64Array((last - first + 1) * NUMBERS_PER_BUCKET);
  for (let at = first; at <= last; at++) {
    const left = at === first ? proto.min : limits[at - 1];
    const right = at === last ? proto.max : limits[at];
    buckets.set([left ?? 0, right ?? 0, counts[at] ?? 0], (at - first) * NUMBERS_PER_BUCKET);
  }
  return { buckets, isOldForm: true };
}
