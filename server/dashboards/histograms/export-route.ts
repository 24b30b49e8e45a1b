import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { HistogramExportQuery } from '../../../proto/api/histograms.ts';
import { AppError } from '../../base/errors.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import type { BlobReader, BlobSeries, SeriesStore } from '../../store/series-store.ts';
import { exportedHistograms } from './export/bucket-rows.ts';
import { writeCsv, writeJson } from './export/text-formats.ts';
import { findHistograms } from './find-histograms.ts';

const FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', load: async () => writeCsv },
  json: { mediaType: 'application/json; charset=utf-8', load: async () => writeJson },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    load: async () => (await import('./export/parquet.ts')).writeParquet,
  },
} as const;

const BYTES = { schema: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }) };
const CONTENT = { 'text/csv': BYTES, 'application/json': BYTES, 'application/vnd.apache.parquet': BYTES };

/** GET /api/histograms/export: every bucket of some series as a file, made while it is sent. */
export function exportRoute(app: FastifyInstance, store: SeriesStore, blobs: BlobReader): void {
  const schema = {
    summary: 'Every bucket of a selection as a file',
    description:
      'CSV and Parquet have a row for each bucket: run, tag, step, wall_time, bucket (its number), left, right, count. JSON ' +
      'has an object for each histogram, with buckets as rows of left, right, count.',
    querystring: HistogramExportQuery,
    response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/export', { schema }, async ({ query }, reply) => {
    const format = query.format ?? 'csv';
    const { mediaType, load } = FORMATS[format];
    const series = selectSeries(store, query);
    const write = await load();
    return reply
      .type(mediaType)
      .header('Content-Disposition', `attachment; filename="${fileName(series)}.${format}"`)
      .send(streamPieces(write(exportedHistograms(blobs, series))));
  });
}

/** Each named run with each named tag that it has. */
function selectSeries(store: SeriesStore, { run: runs, tag: tags }: HistogramExportQuery): BlobSeries[] {
  for (const run of runs)
    if (!store.runByName(run)) throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(run)}.`);
  return tags.flatMap((tag) => {
    const having = runs.filter((run) => store.runByName(run)?.series.has(tag));
    return (having.length > 0 ? having : runs.slice(0, 1)).map((run) => findHistograms(store, run, tag));
  });
}

/** Of one series its run and tag, in letters that every system and header takes. */
function fileName(series: readonly BlobSeries[]): string {
  const [first, second] = series;
  if (!first || second) return 'histograms';
  const name = `${first.run.name}-${first.tag}`.replace(/[^\w.=-]+/g, '_').replace(/^[._-]+/, '');
  return name.slice(0, 100) || 'histograms';
}
