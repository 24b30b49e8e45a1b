import { AppError } from '../base/errors.ts';
import { DATA_CLASS } from '../decode/series-metadata.ts';
import { decodeBlobKey } from './blob-key.ts';
import { pointsByStep, readBlobs } from './blob-sequence.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/**
 * The bytes that a blob key names. It can only name what the store knows: no part of it becomes a path.
 * Throws REQUEST_INVALID, BLOB_NOT_FOUND, BLOB_UNREADABLE.
 */
export async function blobOfKey(
  { store, blobs }: Pick<TensorBoardContext, 'store' | 'blobs'>,
  text: string,
): Promise<Uint8Array> {
  const { run, tag, step, index } = decodeBlobKey(text);
  const series = store.runByName(run)?.series.get(tag);
  if (series?.kind !== 'blob' || series.metadata.dataClass !== DATA_CLASS.blobSequence)
    throw new AppError('BLOB_NOT_FOUND', `there are no blobs of this run and tag`);
  const point = pointsByStep(series).find((each) => each.step === step);
  const blob = point && (await readBlobs(blobs, point))[index];
  if (blob === undefined) throw new AppError('BLOB_NOT_FOUND', `there is no blob ${index} at step ${step}`);
  return blob;
}
