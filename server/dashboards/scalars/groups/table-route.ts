import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../../proto/api/common.ts';
import { GroupTableBody, GroupTableQuery, GroupTableReply } from '../../../../proto/api/scalar-groups.ts';
import { csvField } from '../../../base/csv-field.ts';
import { printJsonNumber, printNumber } from '../../../base/print-number.ts';
import { streamPieces } from '../../../base/stream-pieces.ts';
import {
  describeGroup,
  type GroupDescription,
  type GroupNumber,
} from '../../../query/groups/describe-group.ts';
import type { ScalarSeries } from '../../../store/series-store.ts';
import { groupSeries, type GroupedSeries, type GroupSources } from './find-members.ts';

const CONTENT = {
  'application/json': { schema: Type.Unsafe<Readable>(GroupTableReply) },
  'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) },
};

/** What a line says, under these names. */
const VALUES = ['last', 'min', 'max', 'at'] as const;
/** The numbers of each: names in JSON and CSV, and where they come from. */
const NUMBERS: readonly (readonly [json: string, csv: string, read: (value: GroupNumber) => number])[] = [
  ['n', 'n', ({ count }) => count],
  ['leftOut', 'left_out', ({ leftOut }) => leftOut],
  ['centre', 'centre', ({ centre }) => centre],
  ['low', 'low', ({ low }) => low],
  ['high', 'high', ({ high }) => high],
  ['spread', 'spread', ({ spread }) => spread],
];

/** A line of the table. */
interface Row {
  readonly group: string;
  readonly tag: string;
  readonly description: GroupDescription;
}

/** GET and POST /api/scalars/groups/table: a line for each group and tag. */
export function groupTableRoute(app: FastifyInstance, sources: GroupSources): void {
  const summary =
    'A line for each group of runs and tag: last, lowest, highest, and at a step, each with a band';
  const response = { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply };
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  typed.get(
    '/groups/table',
    { schema: { summary, querystring: GroupTableQuery, response } },
    async ({ query }, reply) => answer(sources, query, reply),
  );
  typed.post(
    '/groups/table',
    { schema: { summary, body: GroupTableBody, response } },
    async ({ body }, reply) => answer(sources, body, reply),
  );
}

function answer(sources: GroupSources, request: GroupTableBody, reply: FastifyReply): Readable {
  const { run, runs, tag, tags } = request;
  const grouped = groupSeries(sources, { run, runs, tag, tags }, request);
  const isCsv = request.format === 'csv';
  void reply.type(isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
  return streamPieces(isCsv ? printCsv(grouped, request) : printJson(grouped, request));
}

/** Line by line, tags in the order of their names. */
function* rowsOf({ groups }: GroupedSeries, request: GroupTableBody): Generator<Row> {
  const { centre = 'mean', band = 'std', ddof = 0, align = 'last', at } = request;
  for (const [group, all] of groups) {
    const byTag = new Map<string, ScalarSeries[]>();
    for (const series of all) {
      const known = byTag.get(series.tag);
      if (known) known.push(series);
      else byTag.set(series.tag, [series]);
    }
    for (const [tag, series] of [...byTag].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { group, tag, description: describeGroup(series, { centre, band, ddof, align, at }) };
  }
}

function* printJson(grouped: GroupedSeries, request: GroupTableBody): Generator<string> {
  yield '{"rows":[';
  let isFirst = true;
  for (const { group, tag, description } of rowsOf(grouped, request)) {
    let text = `${isFirst ? '' : ','}{"group":${JSON.stringify(group)},"tag":${JSON.stringify(tag)}`;
    text += `,"runs":${description.runs}`;
    for (const name of VALUES) {
      const value = description[name];
      if (!value) continue;
      const numbers = NUMBERS.filter(([key]) => isSaid(key, request)).map(
        ([key, , read]) => `"${key}":${printJsonNumber(read(value))}`,
      );
      text += `,"${name}":{${numbers.join(',')}}`;
    }
    yield `${text}}`;
    isFirst = false;
  }
  yield `],"ungrouped":${JSON.stringify(grouped.ungrouped)}}`;
}

function* printCsv(grouped: GroupedSeries, request: GroupTableBody): Generator<string> {
  const values = VALUES.filter((name) => name !== 'at' || request.at !== undefined);
  const numbers = NUMBERS.filter(([key]) => isSaid(key, request));
  yield `group,tag,runs,${values.flatMap((name) => numbers.map(([, key]) => `${name}_${key}`)).join(',')}\r\n`;
  for (const { group, tag, description } of rowsOf(grouped, request)) {
    const cells = values.flatMap((name) => {
      const value = description[name];
      return numbers.map(([, , read]) => (value ? printNumber(read(value)) : ''));
    });
    yield `${csvField(group)},${csvField(tag)},${description.runs},${cells.join(',')}\r\n`;
  }
}

function isSaid(key: string, { band = 'std' }: GroupTableBody): boolean {
  if (key === 'spread') return band === 'std' || band === 'sem';
  return (key !== 'low' && key !== 'high') || band !== 'none';
}
