import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { MeasuresQuery, MeasuresReply } from '../../../proto/api/histograms.ts';
import { jsonNumber } from '../../base/json-number.ts';
import { printNumber } from '../../base/print-number.ts';
import type { BlobSeries, SeriesStore } from '../../store/series-store.ts';
import { chooseSteps, findStep } from './choose-steps.ts';
import { findHistograms } from './find-histograms.ts';
import type { HistogramReader } from './histogram-reader.ts';
import { parseMeasures } from './measures.ts';

const CONTENT = {
  'application/json': { schema: MeasuresReply },
  'text/csv': { schema: Type.Unsafe<Readable | string>({ type: 'string' }) },
};

/** GET /api/histograms/series: statistics, percentiles and drift of each step, computed from the buckets. */
export function measuresRoute(app: FastifyInstance, store: SeriesStore, reader: HistogramReader): void {
  const schema = {
    summary: 'Numbers computed from the buckets of each step',
    description:
      'Estimates: a value counts as the middle of its bucket, (left + right) / 2, weighted with the count; buckets that ' +
      'are empty or not finite are left out. mean is numpy.average(mid, weights=count), std the square root of ' +
      'numpy.average((mid - mean) ** 2, weights=count), drift scipy.stats.wasserstein_distance. Percentiles are those of ' +
      "TensorBoard's distributions. CSV has a line for each step: step, wall_time and the measures.",
    querystring: MeasuresQuery,
    response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/series', { schema }, async ({ query }, reply) => {
    const answer = await readMeasures(findHistograms(store, query.run, query.tag), reader, query);
    if (query.format !== 'csv') return answer;
    return reply.type('text/csv; charset=utf-8').send(printCsv(answer));
  });
}

async function readMeasures(
  series: BlobSeries,
  reader: HistogramReader,
  query: MeasuresQuery,
): Promise<MeasuresReply> {
  const { run, tag, from, to, max_steps: maxSteps = 0, against } = query;
  const measures = parseMeasures(query.measure);
  const { indexes, kept } = chooseSteps(series, { from, to, maxSteps });
  const reference = against === undefined ? undefined : findStep(series, against);
  const columns: MeasuresReply['measures'] = Object.fromEntries(measures.names.map((name) => [name, []]));
  const answer: MeasuresReply = {
    run,
    tag,
    kept,
    estimates: measures.names.filter((name) => name !== 'count'),
    brokenSteps: [],
    step: [],
    wallTime: [],
    measures: columns,
  };
  for await (const rows of reader.measure(series, indexes, measures, reference)) {
    for (const { point, numbers } of rows) {
      if ('broken' in numbers) {
        answer.brokenSteps.push(point.step);
        continue;
      }
      answer.step.push(point.step);
      answer.wallTime.push(jsonNumber(point.wallTime));
      for (const [at, name] of measures.names.entries()) columns[name]?.push(jsonNumber(numbers[at] ?? NaN));
    }
  }
  return answer;
}

function printCsv({ step, wallTime, measures }: MeasuresReply): string {
  const columns = [step, wallTime, ...Object.values(measures)];
  const lines = [['step', 'wall_time', ...Object.keys(measures)].join(',')];
  for (const row of step.keys())
    lines.push(columns.map((column) => printNumber(Number(column[row]))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
