import type { GraphLevel, GraphNodeInfo, GraphSearch, GraphView } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { graphLevel } from './level.ts';
import { namedNodeInfo, nodeInfo } from './node-info.ts';
import { searchGraph } from './search-graph.ts';
import { computeView, type ViewQuery } from './view.ts';

/** What the page asks of one graph. */
export type GraphQuery =
  | { readonly kind: 'view'; readonly view: ViewQuery }
  | { readonly kind: 'level'; readonly path: string }
  | { readonly kind: 'node'; readonly path: string }
  | { readonly kind: 'named-node'; readonly name: string }
  | { readonly kind: 'search'; readonly text: string; readonly limit?: number };

/** The answer to each kind of query. */
export interface GraphAnswers {
  readonly view: GraphView;
  readonly level: GraphLevel;
  readonly node: GraphNodeInfo;
  readonly 'named-node': GraphNodeInfo;
  readonly search: GraphSearch;
}

/** Answers a query. Throws what the kinds throw: NODE_NOT_FOUND, REQUEST_INVALID. */
export function answerQuery(model: GraphModel, query: GraphQuery): GraphAnswers[GraphQuery['kind']] {
  switch (query.kind) {
    case 'view':
      return computeView(model, query.view);
    case 'level':
      return graphLevel(model, query.path);
    case 'named-node':
      return namedNodeInfo(model, query.name);
    case 'node':
      return nodeInfo(model, query.path);
    case 'search':
      return searchGraph(model, query.text, query.limit);
  }
}
