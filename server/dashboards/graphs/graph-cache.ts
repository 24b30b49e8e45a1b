import type { GraphModel } from './model/graph-model.ts';

/** Bounds of the graphs that are kept parsed: the columns and names take a few times the bytes of the GraphDef. */
const MAX_GRAPHS = 8;
const MAX_BYTES = 128 * 2 ** 20;

/** The graphs that were asked for last; at least one, whatever its size. */
export class GraphCache {
  readonly #models = new Map<string, GraphModel>();
  #bytes = 0;

  get(key: string): GraphModel | undefined {
    const model = this.#models.get(key);
    if (model !== undefined) {
      this.#models.delete(key);
      this.#models.set(key, model);
    }
    return model;
  }

  set(key: string, model: GraphModel): void {
    this.#models.set(key, model);
    this.#bytes += model.columns.bytes.length;
    for (const [oldest, { columns }] of this.#models) {
      if (oldest === key || (this.#models.size <= MAX_GRAPHS && this.#bytes <= MAX_BYTES)) return;
      this.#models.delete(oldest);
      this.#bytes -= columns.bytes.length;
    }
  }
}
