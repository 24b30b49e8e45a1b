import type {
  GraphChoice,
  GraphList,
  GraphNodeInfo,
  GraphSearch,
  GraphView,
  GraphViewRequest,
} from '../../../proto/api/graphs.ts';
import { fetchJson, postJson } from '../../data/http-client.ts';

/** Which graph. */
export type GraphRef = Pick<GraphChoice, 'run' | 'tag'>;

/** The server's graph routes. All throw RequestError, or the signal's reason. */
export class GraphClient {
  readonly #base: string;

  /** @param base URL prefix of the server's API, ending in "/". */
  constructor(base: string) {
    this.#base = `${base}api/graphs`;
  }

  list(signal: AbortSignal): Promise<GraphList> {
    return fetchJson(this.#base, { signal });
  }

  view(
    { run, tag }: GraphRef,
    wanted: Omit<GraphViewRequest, 'run' | 'tag'>,
    signal: AbortSignal,
  ): Promise<GraphView> {
    return postJson(`${this.#base}/view`, { run, tag, ...wanted }, { signal });
  }

  node(graph: GraphRef, path: string, signal: AbortSignal): Promise<GraphNodeInfo> {
    return fetchJson(this.#url('node', graph, { path }), { signal });
  }

  search(graph: GraphRef, query: string, signal: AbortSignal): Promise<GraphSearch> {
    return fetchJson(this.#url('search', graph, { q: query }), { signal });
  }

  #url(route: string, { run, tag }: GraphRef, query: Record<string, string>): string {
    return `${this.#base}/${route}?${new URLSearchParams({ run, tag, ...query }).toString()}`;
  }
}
