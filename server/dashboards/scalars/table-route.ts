import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { TableQuery, TableReply } from '../../../proto/api/scalars.ts';
import { csvField } from '../../base/csv-field.ts';
import { printJsonNumber, printNumber } from '../../base/print-number.ts';
import { streamPieces } from '../../base/stream-pieces.ts';
import { describeSeries, type SeriesDescription } from '../../query/describe-series.ts';
import type { ScalarSeries, SeriesStore } from '../../store/series-store.ts';
import { selectSeries } from './select-series.ts';

/** Rows printed at a time. */
const ROWS = 1000;
/** The numbers of a row: names in JSON and CSV, and where they come from; undefined where there is none. */
const NUMBERS: readonly (readonly [
  json: string,
  csv: string,
  read: (row: SeriesDescription) => number | undefined,
])[] = [
  ['count', 'count', ({ count }) => count],
  ['firstStep', 'first_step', ({ first }) => first?.step],
  ['first', 'first', ({ first }) => first?.value],
  ['lastStep', 'last_step', ({ last }) => last?.step],
  ['lastWallTime', 'last_wall_time', ({ last }) => last?.wallTime],
  ['last', 'last', ({ last }) => last?.value],
  ['minStep', 'min_step', ({ lowest }) => lowest?.step],
  ['min', 'min', ({ lowest }) => lowest?.value],
  ['maxStep', 'max_step', ({ highest }) => highest?.step],
  ['max', 'max', ({ highest }) => highest?.value],
  ['atStep', 'at_step', ({ nearest }) => nearest?.step],
  ['at', 'at', ({ nearest }) => nearest?.value],
];

const CONTENT = {
  'application/json': { schema: Type.Unsafe<Readable>(TableReply) },
  'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) },
};

/** GET and POST /api/scalars/table: a line for each series of a selection. */
export function tableRoute(app: FastifyInstance, store: SeriesStore): void {
  const summary = 'A line for each series: count, first, last, lowest, highest, and at a step';
  const response = { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply };
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  typed.get('/table', { schema: { summary, querystring: TableQuery, response } }, async ({ query }, reply) =>
    answer(store, query, reply),
  );
  // For selections that are too long for a URL.
  typed.post('/table', { schema: { summary, body: TableQuery, response } }, async ({ body }, reply) =>
    answer(store, body, reply),
  );
}

function answer(store: SeriesStore, query: TableQuery, reply: FastifyReply): FastifyReply {
  const series = selectSeries(store, query);
  const isCsv = query.format === 'csv';
  return reply
    .type(isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
    .send(streamPieces(isCsv ? printCsv(series, query.at) : printJson(series, query.at)));
}

function* printJson(series: readonly ScalarSeries[], step: number | undefined): Generator<string> {
  yield '{"rows":[';
  for (let from = 0; from < series.length; from += ROWS) {
    let text = '';
    for (const each of series.slice(from, from + ROWS)) {
      const row = describeSeries(each, step);
      text += text === '' && from === 0 ? '{' : ',{';
      text += `"run":${JSON.stringify(each.run.name)},"tag":${JSON.stringify(each.tag)}`;
      for (const [name, , read] of NUMBERS) {
        const number = read(row);
        if (number !== undefined) text += `,"${name}":${printJsonNumber(number)}`;
      }
      text += '}';
    }
    yield text;
  }
  yield ']}';
}

function* printCsv(series: readonly ScalarSeries[], step: number | undefined): Generator<string> {
  yield `run,tag,${NUMBERS.map(([, name]) => name).join(',')}\r\n`;
  for (let from = 0; from < series.length; from += ROWS) {
    let text = '';
    for (const each of series.slice(from, from + ROWS)) {
      const row = describeSeries(each, step);
      text += `${csvField(each.run.name)},${csvField(each.tag)}`;
      for (const [, , read] of NUMBERS) {
        const number = read(row);
        text += number === undefined ? ',' : `,${printNumber(number)}`;
      }
      text += '\r\n';
    }
    yield text;
  }
}
