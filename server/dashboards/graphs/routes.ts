import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import {
  GraphLevel,
  GraphLevelQuery,
  GraphList,
  GraphNodeInfo,
  GraphNodeQuery,
  GraphSearch,
  GraphSearchQuery,
  GraphView,
  GraphViewRequest,
  type GraphChoice,
} from '../../../proto/api/graphs.ts';
import { AppError } from '../../base/errors.ts';
import type { ServerDashboard } from '../registry.ts';
import { GraphWorker } from './graph-worker.ts';
import type { GraphAnswers, GraphQuery } from './query/graph-query.ts';
import { findGraph, graphsOf, readPayload, type GraphSource } from './source/graph-sources.ts';

const errors = { 400: ErrorReply, 404: ErrorReply, 422: ErrorReply };

/** The graph dashboard's HTTP side: which graphs there are, and what is to be seen of one. */
export const graphs: ServerDashboard = {
  id: 'graphs',
  routes(app, { store, blobs }) {
    const routes = app.withTypeProvider<TypeBoxTypeProvider>();
    const worker = new GraphWorker();
    app.addHook('onClose', () => worker.close());

    const ask = <K extends GraphQuery['kind']>(
      { run, tag }: { run: string; tag?: string },
      query: Extract<GraphQuery, { kind: K }>,
    ): Promise<GraphAnswers[K]> => {
      const source = findGraph(store, run, tag);
      return worker.ask(graphKey(source), () => readPayload(blobs, source), query);
    };

    routes.get(
      '/',
      { schema: { summary: 'Every graph of every run', response: { 200: GraphList } } },
      () => ({ graphs: store.runs().flatMap((run) => graphsOf(run).map(graphChoice)) }),
    );
    routes.post(
      '/view',
      {
        schema: {
          summary: 'What is visible when some scopes are open',
          body: GraphViewRequest,
          response: { 200: GraphView, ...errors },
        },
      },
      ({ body: { run, tag, ...view } }) => ask(graphRef(run, tag), { kind: 'view', view }),
    );
    routes.get(
      '/level',
      {
        schema: {
          summary: 'The children of one group, and the edges among them',
          querystring: GraphLevelQuery,
          response: { 200: GraphLevel, ...errors },
        },
      },
      ({ query: { path = '', ...graph } }) => ask(graph, { kind: 'level', path }),
    );
    routes.get(
      '/node',
      {
        schema: {
          summary: 'Everything about one node or scope',
          querystring: GraphNodeQuery,
          response: { 200: GraphNodeInfo, ...errors },
        },
      },
      ({ query: { name, path, ...graph } }) => {
        if (name !== undefined) return ask(graph, { kind: 'named-node', name });
        if (path !== undefined) return ask(graph, { kind: 'node', path });
        throw new AppError('REQUEST_INVALID', 'The query needs a name or a path.');
      },
    );
    routes.get(
      '/search',
      {
        schema: {
          summary: 'Nodes and scopes by words, fields or a regular expression',
          querystring: GraphSearchQuery,
          response: { 200: GraphSearch, ...errors },
        },
      },
      ({ query: { q, limit, ...graph } }) =>
        ask(graph, { kind: 'search', text: q, ...(limit === undefined ? {} : { limit }) }),
    );
  },
};

function graphRef(run: string, tag: string | undefined): { run: string; tag?: string } {
  return tag === undefined ? { run } : { run, tag };
}

function graphChoice({ run, tag, kind, step, wallTime, bytes }: GraphSource): GraphChoice {
  return { run, tag, kind, step, wallTime: Number.isFinite(wallTime) ? wallTime : 0, bytes };
}

/** Equal for equal bytes: a file may be replaced by another of its name. */
function graphKey({ plugin, point }: GraphSource): string {
  return [plugin, point.form, point.length, point.crc, point.offset, point.file].join(' ');
}
