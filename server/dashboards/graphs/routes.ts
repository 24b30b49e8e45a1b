import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ErrorReply } from '../../../proto/api/common.ts';
import { GraphCosts, GraphCostsQuery } from '../../../proto/api/graph-costs.ts';
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
import { fileRoutes } from './file-routes.ts';
import { graphSpec, type GraphRef } from './graph-spec.ts';
import { instrumentRoute } from './instrument-route.ts';
import { graphVersionsOf, profilesOf, type GraphSource } from './source/graph-sources.ts';

const errors = { 400: ErrorReply, 404: ErrorReply, 422: ErrorReply };

/** The graph dashboard's HTTP side: which graphs there are, and what is to be seen of one. */
export const graphs: ServerDashboard = {
  id: 'graphs',
  routes(app, { store, blobs }) {
    const routes = app.withTypeProvider<TypeBoxTypeProvider>();
    const worker = new GraphWorker();
    app.addHook('onClose', () => worker.close());

    const ask = <K extends GraphQuery['kind']>(
      graph: GraphRef,
      query: Extract<GraphQuery, { kind: K }>,
    ): Promise<GraphAnswers[K]> => worker.ask(graphSpec({ store, blobs }, graph), query);

    routes.get(
      '/',
      { schema: { summary: 'Every graph and profile of every run', response: { 200: GraphList } } },
      () => ({
        graphs: store.runs().flatMap((run) => graphVersionsOf(run).map(graphChoice)),
        profiles: store
          .runs()
          .flatMap((run) => profilesOf(run).map(({ point: _point, ...profile }) => profile)),
      }),
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
      ({ body }) => ask(body, { kind: 'view', view: body }),
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
    routes.get(
      '/costs',
      {
        schema: {
          summary: 'The nodes that cost most time or memory in a profile',
          querystring: GraphCostsQuery,
          response: { 200: GraphCosts, ...errors },
        },
      },
      ({ query }) => ask(query, { kind: 'costs', costs: query }),
    );
    instrumentRoute(app, { store, blobs }, worker);
    fileRoutes(app, { store, blobs }, worker);
  },
};

function graphChoice({ plugin: _plugin, point: _point, wallTime, ...choice }: GraphSource): GraphChoice {
  return { ...choice, wallTime: Number.isFinite(wallTime) ? wallTime : 0 };
}
