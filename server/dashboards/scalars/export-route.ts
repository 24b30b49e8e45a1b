import { parse as parseQuery } from 'node:querystring';
import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { ExportQuery } from '../../../proto/api/scalars.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import type { ScalarSeries } from '../../store/series-store.ts';
import { EXPORT_FORMATS, type ExportWriter } from './export/export-formats.ts';
import { isOn } from './flag.ts';
import { selectRows } from './export/select-rows.ts';
import type { GroupSources } from './groups/find-members.ts';

const BYTES = { schema: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }) };
const CONTENT = {
  'text/csv': BYTES,
  'application/json': BYTES,
  'application/vnd.apache.parquet': BYTES,
  'application/vnd.apache.arrow.stream': BYTES,
};

/** GET and POST /api/scalars/export: every point of a selection as a file, made while it is sent. */
export function exportRoute(app: FastifyInstance, sources: GroupSources): void {
  const about = {
    summary: 'Every point of a selection as a file',
    description:
      'One row for each point: run, tag, step (exact, int64), wall_time (wallTime in JSON; seconds since the epoch) and ' +
      'value (float64, exact). With group_by also the group of the run, "" for a run that is in none; a run that is in several ' +
      'has its points in each. Arrow is an IPC stream.',
    response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
  };
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  typed.get('/export', { schema: { ...about, querystring: ExportQuery } }, ({ query }, reply) =>
    answer(sources, query, reply),
  );
  // For selections that are too long for a URL: as JSON, and as a form, whose answer a browser saves while it comes.
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string) => parseQuery(body),
  );
  typed.post('/export', { schema: { ...about, body: ExportQuery } }, ({ body }, reply) =>
    answer(sources, body, reply),
  );
}

async function answer(sources: GroupSources, query: ExportQuery, reply: FastifyReply): Promise<Readable> {
  const { series, groups } = selectRows(sources, query);
  const format = EXPORT_FORMATS[query.format ?? 'csv'];
  const write: ExportWriter = await format.load();
  void reply
    .type(format.mediaType)
    .header('Content-Disposition', `attachment; filename="${fileName(series)}${format.extension}"`);
  return streamPieces(write(series, isOn(query.superseded), groups));
}

/** Of one series its run and tag, in letters that every system and header takes. */
function fileName(series: readonly ScalarSeries[]): string {
  const [first, second] = series;
  if (!first || second) return 'scalars';
  const name = `${first.run.name}-${first.tag}`.replace(/[^\w.=-]+/g, '_').replace(/^[._-]+/, '');
  return name.slice(0, 100) || 'scalars';
}
