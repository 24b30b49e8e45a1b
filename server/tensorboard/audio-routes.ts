import type { FastifyInstance } from 'fastify';
import { tensorboard } from '../../proto/generated/plugin-data.js';
import { AppError } from '../base/errors.ts';
import type { SeriesMetadata } from '../store/series-store.ts';
import { blobSteps } from './blob-sequence.ts';
import { keyOfBlob } from './blob-key.ts';
import { blobOfKey } from './blob-of-key.ts';
import { PythonFloat, pythonRepr } from './python-json.ts';
import { sendBlob, sendJson, sendNotFound } from './reply.ts';
import { addRoute, countOf, queryOf, required } from './request.ts';
import { listSampledTags } from './sampled-tags.ts';
import { AUDIO, findBlobs } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

const WAV_TYPE = 'audio/wav';
const BYTES_TYPE = 'application/octet-stream';

const { plugins } = tensorboard;

/** TensorBoard's `/data/plugin/audio/…`: tags, the steps of one series, one clip. */
export function audioRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store, blobs, counts, limit } = context;
  addRoute(app, '/data/plugin/audio/tags', async (_request, reply) =>
    sendJson(reply, await listSampledTags(context, AUDIO)),
  );

  addRoute(app, '/data/plugin/audio/audio', async (request, reply) => {
    const query = queryOf(request);
    const run = query.get('run');
    const tag = query.get('tag');
    const index = countOf(query, 'sample');
    const series = findBlobs(store, AUDIO, run, tag);
    if (!series)
      return sendNotFound(reply, `No audio data for run=${pythonRepr(run)}, tag=${pythonRepr(tag)}`);
    const contentType = audioType(series.metadata);
    const steps = await blobSteps(blobs, counts, series, limit('audio'));
    return sendJson(
      reply,
      steps
        .filter(({ count }) => index < count)
        .map(({ point: { step, wallTime } }) => {
          const key = keyOfBlob(series, step, index);
          return {
            wall_time: new PythonFloat(wallTime),
            label: '',
            step,
            contentType,
            query: String(new URLSearchParams({ blob_key: key, content_type: contentType })),
          };
        }),
    );
  });

  addRoute(app, '/data/plugin/audio/individualAudio', async (request, reply) => {
    const query = queryOf(request);
    const type = required(query, 'content_type');
    if (type !== WAV_TYPE && type !== BYTES_TYPE)
      throw new AppError('REQUEST_INVALID', `Illegal mime type ${pythonRepr(type)}`);
    return sendBlob(reply, type, await blobOfKey(context, required(query, 'blob_key')));
  });
}

function audioType({ content }: SeriesMetadata): string {
  try {
    return plugins.AudioPluginData.decode(content).encoding === plugins.AudioPluginData.Encoding.WAV
      ? WAV_TYPE
      : BYTES_TYPE;
  } catch {
    return BYTES_TYPE;
  }
}
