import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { RunValuesQuery, RunValuesReply } from '../../../proto/api/run-values.ts';
import { printJsonNumber } from '../../base/print-number.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import { columnBytes } from '../../live/columns.ts';
import { describeSeries } from '../../query/describe-series.ts';
import type { SeriesStore } from '../../store/series-store.ts';

/** The answer may be sent as it is printed. */
const CONTENT = {
  'application/json': { schema: Type.Unsafe<Readable>(RunValuesReply) },
  'application/octet-stream': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

type Columns = Readonly<Record<string, readonly number[]>>;

/** GET /api/scalars/values: last, lowest and highest value of one tag in every run that has it. */
export function valuesRoute(app: FastifyInstance, store: SeriesStore): void {
  const schema = {
    summary: 'Numbers of one tag in every run',
    querystring: RunValuesQuery,
    response: { 200: { content: CONTENT }, 400: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/values', { schema }, async ({ query }, reply) => {
    const columns = readColumns(store, query);
    if (query.format !== 'binary') {
      void reply.type('application/json; charset=utf-8');
      return streamPieces(printJson(columns));
    }
    void reply.type('application/octet-stream').header('Runlight-Columns', Object.keys(columns).join(','));
    return Buffer.concat(Object.values(columns).map((column) => columnBytes(Float64Array.from(column))));
  });
}

function readColumns(store: SeriesStore, { tag, at }: RunValuesQuery): Columns {
  const columns = {
    run: [] as number[],
    last: [] as number[],
    lastStep: [] as number[],
    min: [] as number[],
    max: [] as number[],
    ...(at !== undefined && { at: [] as number[] }),
  };
  for (const { id, series } of store.runs()) {
    const found = series.get(tag);
    if (found?.kind !== 'scalar') continue;
    const { last, lowest, highest, nearest } = describeSeries(found, at);
    if (!last) continue;
    columns.run.push(id);
    columns.last.push(last.value);
    columns.lastStep.push(last.step);
    columns.min.push(lowest?.value ?? NaN);
    columns.max.push(highest?.value ?? NaN);
    columns.at?.push(nearest?.value ?? NaN);
  }
  return columns;
}

function* printJson(columns: Columns): Generator<string> {
  const printed = Object.entries(columns).map(
    ([name, column]) => `"${name}":[${column.map(printJsonNumber).join(',')}]`,
  );
  yield `{${printed.join(',')}}`;
}
