import { tensorboard } from '../../proto/generated/tensorboard.js';
import { visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { decodeNumericTensor, type NumericTensor } from '../decode/tensor.ts';
import { sampleEvenly } from '../query/sample.ts';
import { BLOB_FORM, type BlobReader, type BlobSeries } from '../store/series-store.ts';

/** A tensor of numbers at its step. */
export interface TensorStep {
  /** Seconds since the epoch. */
  readonly wallTime: number;
  readonly step: number;
  readonly tensor: NumericTensor;
}

/** At most `limit` tensors of a series, in the order of the file; 0 = all. Those that cannot be read are left out. */
export async function readTensors(
  blobs: BlobReader,
  series: BlobSeries,
  limit: number,
): Promise<TensorStep[]> {
  const points = visiblePoints(series);
  const chosen = [...sampleEvenly(points.length, limit)].flatMap((index) => points[index] ?? []);
  const payloads = await blobs.readAll(chosen);
  return chosen.flatMap(({ wallTime, step, form }, index) => {
    const payload = payloads[index];
    const tensor =
      form === BLOB_FORM.tensor && payload instanceof Uint8Array ? decodeTensor(payload) : undefined;
    return tensor === undefined ? [] : [{ wallTime, step, tensor }];
  });
}

function decodeTensor(payload: Uint8Array): NumericTensor | undefined {
  try {
    const tensor = decodeNumericTensor(tensorboard.TensorProto.decode(payload));
    return typeof tensor === 'string' ? undefined : tensor;
  } catch {
    return undefined;
  }
}
