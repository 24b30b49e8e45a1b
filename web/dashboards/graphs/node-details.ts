import type { GraphNodeInfo } from '../../../proto/api/graphs.ts';
import { Observable } from '../../base/observable.ts';
import type { GraphClient, GraphRef } from './graph-client.ts';

/** What the server tells about the chosen node. Changes when it has told. */
export class NodeDetails extends Observable {
  readonly #client: GraphClient;
  #asking: AbortController | undefined;
  /** What the info is about. */
  #key = '';

  /** About the node that was followed last; about the one before while that is on its way. */
  info: GraphNodeInfo | undefined;

  constructor(client: GraphClient) {
    super();
    this.#client = client;
  }

  /** Asks about a node, unless that is known; of none there is no info at once. */
  async follow(graph: GraphRef, path: string | undefined): Promise<void> {
    const key = path === undefined ? '' : JSON.stringify([graph, path]);
    if (key === this.#key) return;
    this.#key = key;
    this.#asking?.abort();
    if (path === undefined) {
      this.info = undefined;
      return;
    }
    const { signal } = (this.#asking = new AbortController());
    try {
      this.info = await this.#client.node(graph, path, signal);
    } catch {
      if (signal.aborted) return;
      // A node of an old address, or one that stands for many: there is nothing to tell.
      this.info = undefined;
    }
    this.changed();
  }

  /** Asks again the next time, whatever is known. */
  forget(): void {
    this.#key = '';
  }

  stop(): void {
    this.#asking?.abort();
  }
}
