import type { GraphCosts } from '../../../../proto/api/graph-costs.ts';
import type { GraphLevel, GraphNodeInfo, GraphSearch, GraphView } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import type { Profile } from '../model/profile.ts';
import { printMessage } from '../text/text-format.ts';
import { costTable, type CostQuery } from './cost-table.ts';
import { instrumentPaths } from './instrument-path.ts';
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
  | { readonly kind: 'costs'; readonly costs: CostQuery }
  | { readonly kind: 'instruments'; readonly tags: readonly string[] }
  | { readonly kind: 'file'; readonly isText: boolean }
  | { readonly kind: 'search'; readonly text: string; readonly limit?: number };

/** The answer to each kind of query. */
export interface GraphAnswers {
  readonly view: GraphView;
  readonly level: GraphLevel;
  readonly node: GraphNodeInfo;
  readonly 'named-node': GraphNodeInfo;
  readonly costs: GraphCosts;
  /** Per tag the paths of the nodes and scopes that it belongs to. */
  readonly instruments: readonly (readonly string[])[];
  readonly file: Uint8Array;
  readonly search: GraphSearch;
}

/** Answers a query. Throws what the kinds throw: NODE_NOT_FOUND, REQUEST_INVALID. */
export function answerQuery(
  model: GraphModel,
  query: GraphQuery,
  profile?: Profile,
): GraphAnswers[GraphQuery['kind']] {
  switch (query.kind) {
    case 'view':
      return computeView(model, query.view, profile);
    case 'level':
      return graphLevel(model, query.path);
    case 'named-node':
      return namedNodeInfo(model, query.name, profile);
    case 'node':
      return nodeInfo(model, query.path, profile);
    case 'costs':
      return costTable(model, profile, query.costs);
    case 'instruments':
      return query.tags.map((tag) => instrumentPaths(model, tag));
    case 'file':
      return query.isText
        ? Buffer.from(printMessage('GraphDef', model.columns.bytes))
        : Uint8Array.from(model.columns.bytes);
    case 'search':
      return searchGraph(model, query.text, query.limit);
  }
}
