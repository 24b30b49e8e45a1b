import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../../../proto/api/common.ts';
import { GroupsBody, GroupsQuery, GroupsReply } from '../../../../proto/api/scalar-groups.ts';
import { AppError } from '../../../base/errors.ts';
import { streamPieces } from '../../../base/stream-pieces.ts';
import type { BandQuery } from '../../../query/groups/group-band.ts';
import { isOn } from '../flag.ts';
import { parseSmoothing } from '../parse-smoothing.ts';
import type { BandCache } from './band-cache.ts';
import { groupSeries, memberOf, type GroupSources } from './find-members.ts';
import { RowLimit } from './row-limit.ts';
import { printCsv, printJson, type NamedBand } from './print-bands.ts';

const CONTENT = {
  'application/json': { schema: Type.Unsafe<Readable>(GroupsReply) },
  'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) },
};

/** GET and POST /api/scalars/groups: one tag over groups of runs, each a line with a band. */
export function groupsRoute(app: FastifyInstance, sources: GroupSources, cache: BandCache): void {
  const summary =
    'One tag over groups of runs: mean or median with a band, and the number of runs, at each x';
  const response = { 200: { content: CONTENT }, 400: ErrorReply, 404: ErrorReply };
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  typed.get('/groups', { schema: { summary, querystring: GroupsQuery, response } }, ({ query }, reply) =>
    answer(sources, cache, query, reply),
  );
  // For explicit lists, and selections that are too long for a URL.
  typed.post('/groups', { schema: { summary, body: GroupsBody, response } }, ({ body }, reply) =>
    answer(sources, cache, body, reply),
  );
}

async function answer(
  sources: GroupSources,
  cache: BandCache,
  request: GroupsBody,
  reply: FastifyReply,
): Promise<Readable> {
  const { tag, run, runs, axis, x_tag: xTag } = request;
  if (axis === 'tag' && xTag === undefined)
    throw new AppError('REQUEST_INVALID', 'axis=tag needs x_tag: the tag whose values are x.');
  const { groups, ungrouped } = groupSeries(sources, { run, runs, tag: [tag] }, request);
  const query = readQuery(request);
  const bands: NamedBand[] = [];
  const rows = new RowLimit();
  for (const [name, series] of groups) {
    const members = series.map((each) => memberOf(each, axis === 'tag' ? xTag : undefined));
    const band = await cache.band(members, query);
    rows.add(band);
    bands.push({ name, runs: series.map((each) => each.run.name), band });
  }
  const isCsv = request.format === 'csv';
  void reply.type(isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
  return streamPieces(isCsv ? printCsv(bands, query) : printJson(bands, ungrouped, query));
}

function readQuery(request: GroupsBody): BandQuery {
  const { axis = 'step', from, to, centre = 'mean', band = 'std', ddof = 0, align = 'last' } = request;
  return {
    axis,
    from,
    to,
    columns: request.columns || Infinity,
    smoothing: parseSmoothing(request.smoothing),
    superseded: isOn(request.superseded),
    logX: isOn(request.log_x),
    skipPauses: request.skip_pauses ?? 0,
    centre,
    band,
    ddof,
    align,
  };
}
