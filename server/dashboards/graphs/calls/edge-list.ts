import type { EdgeColumns } from '../model/graph-columns.ts';

/** Edges in columns that grow: a graph may have millions. */
export class EdgeList {
  #sources: Int32Array;
  #ports: Int32Array;
  #kinds: Uint8Array;
  #shapeIds: Int32Array;
  #length = 0;

  /** @param expected About as many as there will be. */
  constructor(expected: number) {
    const capacity = Math.ceil(expected * 1.1) + 64;
    this.#sources = new Int32Array(capacity);
    this.#ports = new Int32Array(capacity);
    this.#kinds = new Uint8Array(capacity);
    this.#shapeIds = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(source: number, port: number, kind: number, shapeId: number): void {
    if (this.#length === this.#sources.length) this.#grow();
    const edge = this.#length++;
    this.#sources[edge] = source;
    this.#ports[edge] = port;
    this.#kinds[edge] = kind;
    this.#shapeIds[edge] = shapeId;
  }

  /** All edges. Nothing may be added after it. */
  take(): { columns: EdgeColumns; shapeIds: Int32Array } {
    const end = this.#length;
    return {
      columns: {
        sources: this.#sources.subarray(0, end),
        ports: this.#ports.subarray(0, end),
        kinds: this.#kinds.subarray(0, end),
      },
      shapeIds: this.#shapeIds.subarray(0, end),
    };
  }

  #grow(): void {
    const capacity = 2 * this.#length;
    this.#sources = grown(this.#sources, new Int32Array(capacity));
    this.#ports = grown(this.#ports, new Int32Array(capacity));
    this.#kinds = grown(this.#kinds, new Uint8Array(capacity));
    this.#shapeIds = grown(this.#shapeIds, new Int32Array(capacity));
  }
}

function grown<A extends Int32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
