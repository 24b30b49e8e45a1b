import type { GraphCosts } from '../../../proto/api/graph-costs.ts';
import type { GraphChoice, GraphSearch } from '../../../proto/api/graphs.ts';
import type { GraphAddress } from './graph-address.ts';
import type { GraphClient } from './graph-client.ts';
import { refOf } from './view-request.ts';

/** What the server is asked about the shown graph as a whole, whatever of it is open. */
export class GraphQuestions {
  readonly #client: GraphClient;
  readonly #address: GraphAddress;
  readonly #chosen: () => GraphChoice | undefined;

  /** @param chosen The shown graph; undefined when there is none. */
  constructor(client: GraphClient, address: GraphAddress, chosen: () => GraphChoice | undefined) {
    this.#client = client;
    this.#address = address;
    this.#chosen = chosen;
  }

  /** Equal as long as the shown graph is, and how it is looked at. */
  get key(): string {
    const chosen = this.#chosen();
    return chosen === undefined ? '' : JSON.stringify(refOf(this.#address, chosen));
  }

  /** Looks for nodes. Throws what GraphClient throws. */
  async search(query: string, signal: AbortSignal): Promise<GraphSearch> {
    const chosen = this.#chosen();
    return chosen === undefined
      ? { matches: [], total: 0, groups: [] }
      : this.#client.search(refOf(this.#address, chosen), query, signal);
  }

  /** Every node that the profile knows, the costliest first. Throws what GraphClient throws. */
  async costs(signal: AbortSignal): Promise<GraphCosts | undefined> {
    const chosen = this.#chosen();
    return chosen === undefined ? undefined : this.#client.costs(refOf(this.#address, chosen), signal);
  }

  /** Address of the graph as a file. */
  fileUrl(format: 'pb' | 'pbtxt'): string {
    const chosen = this.#chosen();
    return chosen === undefined ? '' : this.#client.fileUrl(refOf(this.#address, chosen), format);
  }
}
