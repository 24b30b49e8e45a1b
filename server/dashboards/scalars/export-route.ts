import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { ExportQuery } from '../../../proto/api/scalars.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import type { ScalarSeries } from '../../store/series-store.ts';
import { EXPORT_FORMATS, type ExportWriter } from './export/export-formats.ts';
import { isOn } from './flag.ts';
import { groupSeries, type GroupSources } from './groups/find-members.ts';
import { selectSomeSeries } from './select-series.ts';

const BYTES = { schema: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }) };
const CONTENT = {
  'text/csv': BYTES,
  'application/json': BYTES,
  'application/vnd.apache.parquet': BYTES,
  'application/vnd.apache.arrow.stream': BYTES,
};

/** GET /api/scalars/export: every point of a selection as a file, made while it is sent. */
export function exportRoute(app: FastifyInstance, sources: GroupSources): void {
  const schema = {
    summary: 'Every point of a selection as a file',
    description:
      'One row for each point: run, tag, step (exact, int64), wall_time (wallTime in JSON; seconds since the epoch) and ' +
      'value (float64, exact). With group_by also the group of the run, "" for a run that is in none; a run that is in several ' +
      'has its points in each. Arrow is an IPC stream.',
    querystring: ExportQuery,
    response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/export', { schema }, async ({ query }, reply) => {
    const { series, groups } = readSelection(sources, query);
    const format = EXPORT_FORMATS[query.format ?? 'csv'];
    const write: ExportWriter = await format.load();
    return reply
      .type(format.mediaType)
      .header('Content-Disposition', `attachment; filename="${fileName(series)}${format.extension}"`)
      .send(streamPieces(write(series, isOn(query.superseded), groups)));
  });
}

/** The series to write, and, when groups are asked for, the group of each. */
function readSelection(
  sources: GroupSources,
  query: ExportQuery,
): { series: readonly ScalarSeries[]; groups?: readonly string[] } {
  if (query.group_by === undefined) return { series: selectSomeSeries(sources.store, query) };
  const { groups, rest } = groupSeries(sources, query, query);
  const all = [...groups, ['', rest] as const];
  return {
    series: all.flatMap(([, series]) => series),
    groups: all.flatMap(([group, series]) => series.map(() => group)),
  };
}

/** Of one series its run and tag, in letters that every system and header takes. */
function fileName(series: readonly ScalarSeries[]): string {
  const [first, second] = series;
  if (!first || second) return 'scalars';
  const name = `${first.run.name}-${first.tag}`.replace(/[^\w.=-]+/g, '_').replace(/^[._-]+/, '');
  return name.slice(0, 100) || 'scalars';
}
