import type { FastifyInstance, FastifyReply } from 'fastify';
import { pythonRepr, type PythonValue } from './python-json.ts';
import { sendError, sendInvalid, sendJson, sendNotFound, sendText } from './reply.ts';
import { addRoute, formOf, queryOf } from './request.ts';
import { scalarsCsv, scalarsJson } from './scalar-rows.ts';
import { findScalars, SCALARS } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** TensorBoard's `/data/plugin/scalars/…`: tags, the points of one series as JSON or CSV, of one tag in several runs. */
export function scalarRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store, tagLists, limit } = context;
  addRoute(app, '/data/plugin/scalars/tags', (_request, reply) => sendJson(reply, tagLists.of(SCALARS)));

  addRoute(app, '/data/plugin/scalars/scalars', (request, reply) =>
    sendScalars(reply, context, queryOf(request)),
  );

  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/data/plugin/scalars/scalars_multirun',
    handler: async (request, reply) => {
      if (request.method !== 'POST')
        return sendError(reply.header('Allow', 'POST'), 405, 'Method not allowed');
      const form = await formOf(request);
      const tags = form.getAll('tag');
      if (tags.length !== 1) {
        return sendInvalid(reply, `tag must be specified exactly once`);
      }
      const tag = String(tags[0]);
      const runs = new Map<string, PythonValue>();
      for (const run of form.getAll('runs').map(String)) {
        const series = findScalars(store, run, tag);
        if (series) runs.set(run, scalarsJson(series, limit('scalars')));
      }
      return sendJson(reply, runs);
    },
  });
}

/** The points of the series that a query names, in the format that it names. */
export function sendScalars(
  reply: FastifyReply,
  { store, limit }: TensorBoardContext,
  query: URLSearchParams,
): Promise<FastifyReply> {
  const run = query.get('run');
  const tag = query.get('tag');
  if (run === null || tag === null) {
    const detail = `Both run and tag must be specified: tag=${pythonRepr(tag)}, run=${pythonRepr(run)}`;
    return sendInvalid(reply, detail);
  }
  const series = findScalars(store, run, tag);
  if (!series) {
    return sendNotFound(reply, `No scalar data for run=${pythonRepr(run)}, tag=${pythonRepr(tag)}`);
  }
  if (query.get('format') === 'csv') return sendText(reply, 'text/csv', scalarsCsv(series, limit('scalars')));
  return sendJson(reply, scalarsJson(series, limit('scalars')));
}
