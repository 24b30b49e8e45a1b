import type { GraphCosts, GraphInstruments, GraphUpload } from '../../../proto/api/graph-costs.ts';
import type {
  GraphList,
  GraphNodeInfo,
  GraphQuery,
  GraphSearch,
  GraphView,
  GraphViewRequest,
} from '../../../proto/api/graphs.ts';
import { fetchJson, postJson } from '../../data/http-client.ts';

/** Which graph, and how it is looked at. */
export type GraphRef = Readonly<GraphQuery>;

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
    graph: GraphRef,
    wanted: Omit<GraphViewRequest, keyof GraphQuery>,
    signal: AbortSignal,
  ): Promise<GraphView> {
    return postJson(`${this.#base}/view`, { ...graph, ...wanted }, { signal });
  }

  node(graph: GraphRef, path: string, signal: AbortSignal): Promise<GraphNodeInfo> {
    return fetchJson(this.#url('node', graph, { path }), { signal });
  }

  search(graph: GraphRef, query: string, signal: AbortSignal): Promise<GraphSearch> {
    return fetchJson(this.#url('search', graph, { q: query }), { signal });
  }

  costs(graph: GraphRef, signal: AbortSignal): Promise<GraphCosts> {
    return fetchJson(this.#url('costs', graph, { limit: '10000' }), { signal });
  }

  instruments(graph: GraphRef, signal: AbortSignal): Promise<GraphInstruments> {
    return fetchJson(this.#url('instruments', graph, {}), { signal });
  }

  /** Address of the graph as a file. */
  fileUrl(graph: GraphRef, format: 'pb' | 'pbtxt'): string {
    return this.#url('file', graph, { format });
  }

  upload(file: Blob, signal: AbortSignal): Promise<GraphUpload> {
    const headers = { 'content-type': 'application/octet-stream' };
    return fetchJson(`${this.#base}/uploads`, { method: 'POST', body: file, headers, signal });
  }

  #url(route: string, graph: GraphRef, query: Record<string, string>): string {
    const parameters = new URLSearchParams(query);
    for (const [name, value] of Object.entries(graph)) parameters.set(name, String(value));
    return `${this.#base}/${route}?${parameters.toString()}`;
  }
}
