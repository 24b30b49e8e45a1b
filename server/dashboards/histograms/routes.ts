import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { HistogramsQuery, HistogramsReply } from '../../../proto/api/histograms.ts';
import { AppError } from '../../base/errors.ts';
import { jsonNumber, jsonNumbers } from '../../base/json-number.ts';
import { sampleEvenly } from '../../query/sample.ts';
import type { BlobSeries, SeriesStore } from '../../store/series-store.ts';
import type { ServerDashboard } from '../registry.ts';
import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';
import { readHistograms, visiblePoints, type HistogramAtStep } from './read-histograms.ts';

/** The histograms dashboard's HTTP side: GET /api/histograms, the buckets of one series. */
export const histograms: ServerDashboard = {
  id: 'histograms',
  routes(app, { store, blobs }) {
    const schema = {
      summary: 'Histograms of one series',
      querystring: HistogramsQuery,
      response: { 200: HistogramsReply, 400: ErrorReply, 404: ErrorReply },
    };
    app.withTypeProvider<TypeBoxTypeProvider>().get('/', { schema }, async (request) => {
      const { run, tag, max_steps: maxSteps = 0 } = request.query;
      const points = visiblePoints(findHistograms(store, run, tag));
      const chosen = sampleEvenly(points.length, maxSteps);
      const read = await readHistograms(
        blobs,
        [...chosen].flatMap((index) => points[index] ?? []),
      );
      return { run, tag, kept: points.length, histograms: read.map(histogramReply) };
    });
  },
};

function histogramReply({ point, histogram }: HistogramAtStep): HistogramsReply['histograms'][number] {
  const at = { step: point.step, wallTime: jsonNumber(point.wallTime) };
  if ('broken' in histogram) return { ...at, broken: histogram.broken };
  const { buckets } = histogram;
  const rows = Array.from({ length: buckets.length / NUMBERS_PER_BUCKET }, (_, row) =>
    jsonNumbers(buckets.subarray(row * NUMBERS_PER_BUCKET, (row + 1) * NUMBERS_PER_BUCKET)),
  );
  return { ...at, buckets: rows };
}

function findHistograms(store: SeriesStore, runName: string, tag: string): BlobSeries {
  const run = store.runByName(runName);
  if (!run) throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(runName)}.`);
  const series = run.series.get(tag);
  if (series?.kind === 'blob' && series.metadata.plugin === 'histograms') return series;
  throw new AppError(
    'TAG_NOT_FOUND',
    `Run ${JSON.stringify(runName)} has no histograms ${JSON.stringify(tag)}.`,
  );
}
