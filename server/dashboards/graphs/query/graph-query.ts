import type { GraphNodeInfo, GraphSearch, GraphView } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { nodeInfo } from './node-info.ts';
import { searchGraph } from './search-graph.ts';
import { computeView } from './view.ts';

/** What the page asks of one graph. */
export type GraphQuery =
  | { readonly kind: 'view'; readonly open: readonly string[]; readonly reveal?: string }
  | { readonly kind: 'node'; readonly path: string }
  | { readonly kind: 'search'; readonly text: string };

/** The answer to each kind of query. */
export interface GraphAnswers {
  readonly view: GraphView;
  readonly node: GraphNodeInfo;
  readonly search: GraphSearch;
}

/** Answers a query. Throws what the kinds throw: NODE_NOT_FOUND, REQUEST_INVALID. */
export function answerQuery(model: GraphModel, query: GraphQuery): GraphAnswers[GraphQuery['kind']] {
  switch (query.kind) {
    case 'view':
      return computeView(model, query.open, query.reveal);
    case 'node':
      return nodeInfo(model, query.path);
    case 'search':
      return searchGraph(model, query.text);
  }
}
