import type { GraphInstrument } from '../../../proto/api/graph-costs.ts';
import { Observable } from '../../base/observable.ts';
import type { GraphAddress } from './graph-address.ts';
import type { GraphClient, GraphRef } from './graph-client.ts';
import { InstrumentClient } from './instrument-client.ts';
import { InstrumentValues } from './instruments.ts';
import type { Scene } from './scene.ts';

/** The run's tags that belong to nodes of the shown graph, and the numbers that colours are made of. Changes with them. */
export class NodeNumbers extends Observable {
  readonly client: InstrumentClient;
  readonly #graphs: GraphClient;
  readonly #address: GraphAddress;
  #reading: AbortController | undefined;
  #values: { readonly arrangement: string; readonly values: InstrumentValues } | undefined;
  /** What was read last. */
  #seen: { readonly scene: Scene; readonly key: string } | undefined;

  instruments: readonly GraphInstrument[] = [];
  /** By path of visible nodes, of the colourings by tags. */
  byNode: ReadonlyMap<string, number> = new Map();

  /** @param base URL prefix of the server's API, ending in "/". */
  constructor(base: string, graphs: GraphClient, address: GraphAddress) {
    super();
    this.client = new InstrumentClient(base);
    this.#graphs = graphs;
    this.#address = address;
  }

  /** Which kinds of tags belong to nodes. */
  get kinds(): { readonly scalars: boolean; readonly histograms: boolean } {
    const has = (kind: GraphInstrument['kind']): boolean => this.instruments.some((one) => one.kind === kind);
    return { scalars: has('scalars'), histograms: has('histograms') };
  }

  /** Steps that the tags of nodes span; undefined without any. */
  get steps(): { readonly first: number; readonly last: number } | undefined {
    const first = Math.min(...this.instruments.map(({ firstStep = Infinity }) => firstStep));
    const last = Math.max(...this.instruments.map(({ lastStep = -Infinity }) => lastStep));
    return last >= first ? { first, last } : undefined;
  }

  /** Whether colours are made of these numbers now. */
  get isColouring(): boolean {
    const { colouring } = this.#address;
    return colouring === 'value' || colouring === 'mean' || colouring === 'std';
  }

  /** Reads tags for another graph, and numbers for another scene, colouring or step. */
  async follow(scene: Scene, ref: GraphRef, arrangement: string): Promise<void> {
    const { colouring, step } = this.#address;
    const key = JSON.stringify([arrangement, colouring, step]);
    if (this.#seen?.scene === scene && this.#seen.key === key) return;
    this.#seen = { scene, key };
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      if (this.#values?.arrangement !== arrangement) {
        const { instruments } = await this.#graphs.instruments(ref, signal);
        this.instruments = instruments;
        this.#values = { arrangement, values: new InstrumentValues(this.client, scene.choice.run) };
        this.changed();
      }
      if (!this.isColouring) return;
      this.byNode = await this.#values.values.valuesOf(scene, this.instruments, colouring, step, signal);
      this.changed();
    } catch {
      // Without the numbers the graph is still there.
      if (!signal.aborted) this.byNode = new Map();
    }
  }

  stop(): void {
    this.#reading?.abort();
  }
}
