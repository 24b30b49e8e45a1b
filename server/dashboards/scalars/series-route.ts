import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { ScalarsQuery, ScalarsReply } from '../../../proto/api/scalars.ts';
import { AppError } from '../../base/errors.ts';
import { printJsonNumber, printNumber } from '../../base/print-number.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import { columnBytes } from '../../live/columns.ts';
import { reduce, type ReducedPoints } from '../../query/reduce.ts';
import { reachOf, type Smoothing } from '../../query/smoothing.ts';
import type { ScalarSeries, SeriesStore } from '../../store/series-store.ts';
import { isOn } from './flag.ts';
import { parseSmoothing } from './parse-smoothing.ts';

/** Values that a request may look at for smoothing: up to some seconds of one core. */
const MAX_WINDOW_VALUES = 2e8;
const POINTS_PER_COLUMN = 4;
/** Rows printed at a time. */
const ROWS = 8192;

/** What the answer may be, by media type; it is sent as it is printed. */
const CONTENT = {
  'application/json': { schema: Type.Unsafe<Readable>(ScalarsReply) },
  'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) },
  'application/octet-stream': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

type Columns = ReadonlyMap<string, Float64Array | Uint8Array>;

/** GET /api/scalars/series: the points of one series, all or reduced, as JSON, CSV or binary columns. */
export function seriesRoute(app: FastifyInstance, store: SeriesStore): void {
  const schema = {
    summary: 'Points of one series',
    description:
      'Binary: the columns of the JSON answer one after the other, little-endian float64 (superseded: uint8); the headers ' +
      'Runlight-Kept, Runlight-Drawn and Runlight-Columns say how many points there are, and which columns.',
    querystring: ScalarsQuery,
    response: { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/series', { schema }, async (request, reply) => {
    const { query } = request;
    const { kept, drawn, columns } = readSeries(store, query);
    switch (query.format ?? formatOf(request.headers.accept)) {
      case 'binary':
        void reply
          .type('application/octet-stream')
          .header('Runlight-Kept', kept)
          .header('Runlight-Drawn', drawn)
          .header('Runlight-Columns', [...columns.keys()].join(','));
        return reply.send(Buffer.concat([...columns.values()].map(columnBytes)));
      case 'csv':
        return reply.type('text/csv; charset=utf-8').send(streamPieces(printCsv(drawn, columns)));
      default:
        return reply
          .type('application/json; charset=utf-8')
          .send(streamPieces(printJson(kept, drawn, columns)));
    }
  });
}

function readSeries(
  store: SeriesStore,
  query: ScalarsQuery,
): { kept: number; drawn: number; columns: Columns } {
  const series = findScalars(store, query.run, query.tag);
  const { axis = 'step', from, to } = query;
  const columns = query.columns || Infinity;
  const xSeries = axis === 'tag' ? findScalars(store, query.run, requireXTag(query)) : undefined;
  const smoothing = parseSmoothing(query.smoothing);
  refuseEndless(series, columns, smoothing);
  const superseded = isOn(query.superseded);
  const logX = isOn(query.log_x);
  const skipPauses = query.skip_pauses ?? 0;
  const asked = { axis, from, to, columns, smoothing, superseded, logX, skipPauses, xSeries };
  const { points, survey } = reduce(series, asked);
  const inRange = cutNeighbours(points, from, to);
  const all = new Map<string, Float64Array | Uint8Array>([
    ['step', inRange(points.steps)],
    ['wallTime', inRange(points.wallTimes)],
    ['value', inRange(points.values)],
  ]);
  if (points.smoothed) all.set('smoothed', inRange(points.smoothed));
  if (axis !== 'step' && axis !== 'wall') all.set('x', inRange(points.xs));
  if (superseded) all.set('superseded', inRange(points.superseded ?? new Uint8Array(points.steps.length)));
  return { kept: survey.kept, drawn: all.get('step')?.length ?? 0, columns: all };
}

/** Leaves out the points that `reduce` gives beside the range, so that a line goes to the edge. */
function cutNeighbours(
  { xs }: ReducedPoints,
  from = -Infinity,
  to = Infinity,
): <Column extends Float64Array | Uint8Array>(column: Column) => Column {
  const isInside = (_: number, at: number): boolean => xs[at]! >= from && xs[at]! <= to;
  if (xs.every((x) => x >= from && x <= to)) return (column) => column;
  return <Column extends Float64Array | Uint8Array>(column: Column) => column.filter(isInside) as Column;
}

function* printJson(kept: number, drawn: number, columns: Columns): Generator<string> {
  yield `{"kept":${kept},"drawn":${drawn}`;
  for (const [name, column] of columns) {
    yield `,"${name}":[`;
    for (let at = 0; at < drawn; at += ROWS)
      yield (at > 0 ? ',' : '') + Array.from(column.subarray(at, at + ROWS), printJsonNumber).join(',');
    yield ']';
  }
  yield '}';
}

/** The columns under the names of the JSON answer, words joined by "_". */
function* printCsv(drawn: number, columns: Columns): Generator<string> {
  yield `${[...columns.keys()].map((name) => (name === 'wallTime' ? 'wall_time' : name)).join(',')}\r\n`;
  const all = [...columns.values()];
  for (let at = 0; at < drawn;) {
    let text = '';
    for (const end = Math.min(drawn, at + ROWS); at < end; at++)
      text += `${all.map((column) => printNumber(column[at]!)).join(',')}\r\n`;
    yield text;
  }
}

function formatOf(accept: string | undefined): 'json' | 'csv' | 'binary' {
  if (accept?.includes('application/octet-stream')) return 'binary';
  return accept?.includes('text/csv') ? 'csv' : 'json';
}

function refuseEndless({ length }: ScalarSeries, columns: number, smoothing: Smoothing | undefined): void {
  const window = smoothing ? 2 * reachOf(smoothing) + 1 : 0;
  if (Math.min(length, columns * POINTS_PER_COLUMN) * window <= MAX_WINDOW_VALUES) return;
  throw invalid(
    `A window of ${window} points at each of ${length} takes too long: give columns, or a shorter one.`,
  );
}

function requireXTag({ x_tag: tag }: ScalarsQuery): string {
  if (tag === undefined) throw invalid('axis=tag needs x_tag: the tag whose values are x.');
  return tag;
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

function invalid(message: string): AppError {
  return new AppError('REQUEST_INVALID', message);
}
