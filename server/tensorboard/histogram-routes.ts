import type { FastifyInstance } from 'fastify';
import { NUMBERS_PER_BUCKET, type Histogram } from '../dashboards/histograms/decode-histogram.ts';
import { readHistograms, visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { sampleEvenly } from '../query/sample.ts';
import { PythonFloat, pythonRepr, type PythonValue } from './python-json.ts';
import { sendInvalid, sendJson, sendNotFound } from './reply.ts';
import { findHistograms, HISTOGRAMS, listTags } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** Steps that TensorBoard keeps when no other number is asked for; it then answers with 51 of them, we with all. */
const DEFAULT_SAMPLES = 500;

/** TensorBoard's `/data/plugin/histograms/…`: tags, and the histograms of one series. */
export function histogramRoutes(
  app: FastifyInstance,
  { store, blobs, samplesPerPlugin }: TensorBoardContext,
): void {
  app.get('/data/plugin/histograms/tags', (_request, reply) => sendJson(reply, listTags(store, HISTOGRAMS)));

  app.get<{ Querystring: { run?: string; tag?: string } }>(
    '/data/plugin/histograms/histograms',
    async (request, reply) => {
      const { run, tag } = request.query;
      if (run === undefined || tag === undefined) {
        return sendInvalid(
          reply,
          `Both run and tag must be specified: tag=${pythonRepr(tag)}, run=${pythonRepr(run)}`,
        );
      }
      const series = findHistograms(store, run, tag);
      if (!series)
        return sendNotFound(reply, `No histogram tag ${pythonRepr(tag)} for run ${pythonRepr(run)}`);
      const points = visiblePoints(series);
      const chosen = sampleEvenly(points.length, samplesPerPlugin.get('histograms') ?? DEFAULT_SAMPLES);
      const read = await readHistograms(
        blobs,
        [...chosen].flatMap((index) => points[index] ?? []),
      );
      const rows: PythonValue[] = [];
      for (const { point, histogram } of read) {
        // TensorBoard answers 500 for the whole tag; what can be read is shown here.
        if ('broken' in histogram) continue;
        rows.push([new PythonFloat(point.wallTime), point.step, buckets(histogram)]);
      }
      return sendJson(reply, rows);
    },
  );
}

/** TensorBoard converts the old form through float32. */
function buckets({ buckets: numbers, isOldForm }: Histogram): PythonValue {
  const rows: PythonValue[] = [];
  for (let at = 0; at < numbers.length; at += NUMBERS_PER_BUCKET) {
    const row = numbers.subarray(at, at + NUMBERS_PER_BUCKET);
    rows.push(Array.from(isOldForm ? Float32Array.from(row) : row, (number) => new PythonFloat(number)));
  }
  return rows;
}
