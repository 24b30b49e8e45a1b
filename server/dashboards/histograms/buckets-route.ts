import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ErrorReply } from '../../../proto/api/common.ts';
import { HistogramsQuery, HistogramsReply } from '../../../proto/api/histograms.ts';
import { jsonNumber, jsonNumbers } from '../../base/json-number.ts';
import type { SeriesStore } from '../../store/series-store.ts';
import { chooseSteps } from './choose-steps.ts';
import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';
import { findHistograms } from './find-histograms.ts';
import type { HistogramReader } from './histogram-reader.ts';
import type { HistogramAtStep } from './read-histograms.ts';

/** GET /api/histograms: the buckets of one series. */
export function bucketsRoute(app: FastifyInstance, store: SeriesStore, reader: HistogramReader): void {
  const schema = {
    summary: 'Histograms of one series',
    querystring: HistogramsQuery,
    response: { 200: HistogramsReply, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/', { schema }, async ({ query }) => {
    const { run, tag, from, to, max_steps: maxSteps = 0, step: atSteps } = query;
    const series = findHistograms(store, run, tag);
    const { indexes, kept } = chooseSteps(series, { from, to, maxSteps, atSteps });
    const read = await reader.read(series, indexes);
    return { run, tag, kept, histograms: read.map(histogramReply) };
  });
}

function histogramReply({ point, histogram }: HistogramAtStep): HistogramsReply['histograms'][number] {
  const at = { step: point.step, wallTime: jsonNumber(point.wallTime) };
  if ('broken' in histogram) return { ...at, broken: histogram.broken };
  const { buckets } = histogram;
  const rows = Array.from({ length: buckets.length / NUMBERS_PER_BUCKET }, (_, row) =>
    jsonNumbers(buckets.subarray(row * NUMBERS_PER_BUCKET, (row + 1) * NUMBERS_PER_BUCKET)),
  );
  return { ...at, buckets: rows };
}
