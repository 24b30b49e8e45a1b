import { tensorboard } from '../../proto/generated/tensorboard.js';
import { decodeHistogram, NUMBERS_PER_BUCKET } from '../dashboards/histograms/decode-histogram.ts';
import { BLOB_FORM } from '../store/series-store.ts';

const { TensorProto, DataType } = tensorboard;

/**
 * A payload of a tensor series as a serialized TensorProto: one as it is, an old-style histogram as float32 rows of
 * left, right, count, a scalar as a tensor of rank 0, nothing (hyperparameters) as an empty tensor. Undefined for other
 * forms, and for a histogram that is none.
 */
export function tensorPayload(payload: Uint8Array, form: number): Uint8Array | undefined {
  switch (form) {
    case BLOB_FORM.tensor:
      return payload;
    case BLOB_FORM.histo: {
      const histogram = decodeHistogram(payload, form);
      if (typeof histogram === 'string') return undefined;
      return floatTensor(
        [histogram.buckets.length / NUMBERS_PER_BUCKET, NUMBERS_PER_BUCKET],
        histogram.buckets,
      );
    }
    case BLOB_FORM.simpleValue:
      return floatTensor([], [new DataView(payload.buffer, payload.byteOffset).getFloat32(0, true)]);
    case BLOB_FORM.none:
      return floatTensor([0], []);
    default:
      return undefined;
  }
}

function floatTensor(shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  return TensorProto.encode({
    dtype: DataType.DT_FLOAT,
    tensorShape: { dim: shape.map((size) => ({ size })) },
    tensorContent: new Uint8Array(Float32Array.from(values).buffer),
  }).finish();
}
