import type { FastifyInstance } from 'fastify';
import { AppError } from '../base/errors.ts';
import type { BlobReader, SeriesStore } from '../store/series-store.ts';
import { audioRoutes } from './audio-routes.ts';
import type { BlobCounts } from './blob-sequence.ts';
import { coreRoutes } from './core-routes.ts';
import { customScalarRoutes } from './custom-scalar-routes.ts';
import { checkFeatureFlags } from './feature-flags.ts';
import { graphRoutes } from './graph-routes.ts';
import { histogramRoutes } from './histogram-routes.ts';
import { hparamsRoutes } from './hparams/hparams-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { meshRoutes } from './mesh-routes.ts';
import { prCurveRoutes } from './pr-curve-routes.ts';
import { sendError, sendInvalid, sendNotFound } from './reply.ts';
import { sampleLimits, type SampleLimit } from './samples.ts';
import { scalarRoutes } from './scalar-routes.ts';
import { TagLists } from './tag-lists.ts';
import { textRoutes } from './text-routes.ts';
import { timeseriesRoutes } from './timeseries-routes.ts';

/** What the server knows of itself and of its logs. */
export interface TensorBoardOptions {
  readonly store: SeriesStore;
  readonly blobs: BlobReader;
  readonly logdirText: string;
  readonly windowTitle: string;
  /** What stands before every path: "" or "/x". */
  readonly pathPrefix: string;
  /** Points of a series that a plugin's routes answer with at most; 0 = all. */
  readonly samplesPerPlugin: ReadonlyMap<string, number>;
  /** How many blobs steps have, as far as that is known. */
  readonly counts: BlobCounts;
}

/** What TensorBoard's routes need. */
export interface TensorBoardContext extends TensorBoardOptions {
  readonly limit: SampleLimit;
  readonly tagLists: TagLists;
}

/** A form names some thousands of runs at most. */
const BODY_LIMIT_BYTES = 16 * 2 ** 20;

/** TensorBoard's own HTTP API, over our store: same paths, parameters, shapes and number formats. */
export async function tensorBoardRoutes(app: FastifyInstance, options: TensorBoardOptions): Promise<void> {
  const context = {
    ...options,
    limit: sampleLimits(options.samplesPerPlugin),
    tagLists: new TagLists(options.store),
  };
  // Each route reads its body by itself: a form, JSON, or nothing, whatever type the client names.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    async (_: unknown, body: unknown) => body,
  );
  app.addHook('onRequest', async (request) => checkFeatureFlags(request));
  app.setErrorHandler(async (error, _request, reply) => {
    if (!(error instanceof AppError)) throw error;
    if (error.statusCode === 400) return sendInvalid(reply, error.message);
    if (error.statusCode === 404) return sendNotFound(reply, error.message);
    return sendError(reply, error.statusCode, error.message);
  });
  coreRoutes(app, context);
  timeseriesRoutes(app, context);
  scalarRoutes(app, context);
  customScalarRoutes(app, context);
  imageRoutes(app, context);
  audioRoutes(app, context);
  graphRoutes(app, context);
  histogramRoutes(app, context);
  textRoutes(app, context);
  prCurveRoutes(app, context);
  hparamsRoutes(app, context);
  meshRoutes(app, context);
}
