import type { FastifyInstance, FastifyReply } from 'fastify';
import { blobSteps } from './blob-sequence.ts';
import { keyOfBlob } from './blob-key.ts';
import { blobOfKey } from './blob-of-key.ts';
import { imageType } from './image-type.ts';
import { PythonFloat, pythonRepr } from './python-json.ts';
import { sendBlob, sendJson, sendNotFound } from './reply.ts';
import { addRoute, countOf, queryOf, required } from './request.ts';
import { IMAGE_HEADER_BLOBS, listSampledTags } from './sampled-tags.ts';
import { findBlobs, IMAGES } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** TensorBoard's `/data/plugin/images/…`: tags, the steps of one series, one image. */
export function imageRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store, blobs, counts, limit } = context;
  addRoute(app, '/data/plugin/images/tags', async (_request, reply) =>
    sendJson(reply, await listSampledTags(context, IMAGES)),
  );

  addRoute(app, '/data/plugin/images/images', async (request, reply) => {
    const query = queryOf(request);
    const run = query.get('run');
    const tag = query.get('tag');
    const index = countOf(query, 'sample') + IMAGE_HEADER_BLOBS;
    const series = findBlobs(store, IMAGES, run, tag);
    if (!series)
      return sendNotFound(reply, `No image data for run=${pythonRepr(run)}, tag=${pythonRepr(tag)}`);
    const steps = await blobSteps(blobs, counts, series, limit('images'));
    return sendJson(
      reply,
      steps
        .filter(({ count }) => index < count)
        .map(({ point: { step, wallTime } }) => {
          const key = keyOfBlob(series, step, index);
          return { wall_time: new PythonFloat(wallTime), step, query: `blob_key=${key}` };
        }),
    );
  });

  addRoute(app, '/data/plugin/images/individualImage', (request, reply) =>
    sendImage(reply, context, required(queryOf(request), 'blob_key')),
  );
}

/** The image of a blob key, of the type that its first bytes tell. */
export async function sendImage(
  reply: FastifyReply,
  context: TensorBoardContext,
  key: string,
): Promise<FastifyReply> {
  const bytes = await blobOfKey(context, key);
  return sendBlob(reply, imageType(bytes), bytes);
}
