import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { ScalarsQuery, ScalarsReply } from '../../../proto/api/scalars.ts';
import { AppError } from '../../base/errors.ts';
import { jsonNumbers } from '../../base/json-number.ts';
import { columnBytes } from '../../live/columns.ts';
import { reduce } from '../../query/reduce.ts';
import type { ScalarSeries, SeriesStore } from '../../store/series-store.ts';
import type { ServerDashboard } from '../registry.ts';

/** Columns of a plot so wide that nothing is reduced. */
const ALL_COLUMNS = Number.MAX_SAFE_INTEGER;

/** What the answer may be, by media type. */
const CONTENT = {
  'application/json': { schema: ScalarsReply },
  'text/csv': { schema: Type.String() },
  'application/octet-stream': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

/** The scalars dashboard's HTTP side: GET /api/scalars, the points of one series as JSON, CSV or binary columns. */
export const scalars: ServerDashboard = {
  id: 'scalars',
  routes(app, { store }) {
    const schema = {
      summary: 'Points of one series',
      querystring: ScalarsQuery,
      response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
    };
    app.withTypeProvider<TypeBoxTypeProvider>().get('/', { schema }, (request, reply) => {
      const {
        run,
        tag,
        axis = 'step',
        from,
        to,
        columns = ALL_COLUMNS,
        smoothing = 0,
        superseded = false,
      } = request.query;
      const series = findScalars(store, run, tag);
      const { points, survey } = reduce(series, {
        axis,
        from,
        to,
        columns,
        smoothing: smoothing > 0 ? { kind: 'ema', parameter: smoothing } : undefined,
        superseded,
      });
      const { steps, wallTimes, values, smoothed } = points;
      switch (request.query.format ?? formatOf(request.headers.accept)) {
        case 'binary': {
          const all = [steps, wallTimes, values, ...(smoothed ? [smoothed] : [])];
          void reply.type('application/octet-stream');
          return Buffer.concat(all.map(columnBytes));
        }
        case 'csv': {
          const header = `wall_time,step,value${smoothed ? ',smoothed' : ''}\r\n`;
          const row = (at: number): string =>
            [wallTimes[at], steps[at], values[at], ...(smoothed ? [smoothed[at]] : [])].join(',');
          const rows = Array.from({ length: steps.length }, (_, at) => `${row(at)}\r\n`);
          void reply.type('text/csv; charset=utf-8');
          return header + rows.join('');
        }
        default:
          return {
            run,
            tag,
            kept: survey.kept,
            keptInRange: survey.keptInRange,
            steps: [...steps],
            wallTimes: jsonNumbers(wallTimes),
            values: jsonNumbers(values),
            ...(smoothed ? { smoothed: jsonNumbers(smoothed) } : {}),
          };
      }
    });
  },
};

function formatOf(accept: string | undefined): 'json' | 'csv' | 'binary' {
  if (accept?.includes('application/octet-stream')) return 'binary';
  return accept?.includes('text/csv') ? 'csv' : 'json';
}

function findScalars(store: SeriesStore, runName: string, tag: string): ScalarSeries {
  const run = store.runByName(runName);
  if (!run) throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(runName)}.`);
  const series = run.series.get(tag);
  if (series?.kind === 'scalar') return series;
  throw new AppError(
    'TAG_NOT_FOUND',
    `Run ${JSON.stringify(runName)} has no scalars ${JSON.stringify(tag)}.`,
  );
}
