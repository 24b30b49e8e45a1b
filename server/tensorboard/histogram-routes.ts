import type { FastifyInstance } from 'fastify';
import { compressHistogram } from '../dashboards/histograms/compress-histogram.ts';
import { histogramRows, mapBuckets } from './histogram-rows.ts';
import { PythonFloat, pythonRepr, type PythonValue } from './python-json.ts';
import { sendInvalid, sendJson, sendNotFound } from './reply.ts';
import { addRoute, queryOf } from './request.ts';
import { findBlobs, HISTOGRAMS } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** TensorBoard's `/data/plugin/histograms/…` and `/data/plugin/distributions/…`: two views of the same series. */
export function histogramRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  seriesRoutes(app, context, 'histograms', (buckets) =>
    mapBuckets(buckets, (...bucket) => bucket.map((number) => new PythonFloat(number))),
  );
  seriesRoutes(app, context, 'distributions', (buckets) =>
    compressHistogram(buckets).map(({ basisPoint, value }) => [basisPoint, new PythonFloat(value)]),
  );
}

function seriesRoutes(
  app: FastifyInstance,
  { store, blobs, tagLists, limit }: TensorBoardContext,
  plugin: 'histograms' | 'distributions',
  show: (buckets: Float64Array) => PythonValue,
): void {
  addRoute(app, `/data/plugin/${plugin}/tags`, (_request, reply) => sendJson(reply, tagLists.of(HISTOGRAMS)));
  addRoute(app, `/data/plugin/${plugin}/${plugin}`, async (request, reply) => {
    const query = queryOf(request);
    const run = query.get('run');
    const tag = query.get('tag');
    if (run === null || tag === null) {
      const detail = `Both run and tag must be specified: tag=${pythonRepr(tag)}, run=${pythonRepr(run)}`;
      return sendInvalid(reply, detail);
    }
    const series = findBlobs(store, HISTOGRAMS, run, tag);
    if (!series) {
      return sendNotFound(reply, `No histogram tag ${pythonRepr(tag)} for run ${pythonRepr(run)}`);
    }
    const rows = await histogramRows(blobs, series, limit(plugin));
    return sendJson(
      reply,
      rows.map(({ wallTime, step, buckets }) => [new PythonFloat(wallTime), step, show(buckets)]),
    );
  });
}
