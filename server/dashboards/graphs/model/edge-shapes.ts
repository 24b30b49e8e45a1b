import { MALFORMED, WIRE, WireReader } from '../../../decode/wire-reader.ts';
import { EDGE_KIND, type GraphColumns } from './graph-columns.ts';

// Field tags (number × 8 + wire type) of proto/tensorboard/{graph,tensor}.proto.
const ATTR_VALUE = { list: 10 } as const;
const LIST = { shape: 58 } as const;
const SHAPE = { dim: 18, unknownRank: 24 } as const;
const DIM = { size: 8 } as const;

/** More outputs than this of one node are not looked at. */
const MAX_OUTPUTS = 10_000;
const MAX_DIMENSIONS = 32;

/** Shapes of the tensors that edges carry, each kept once. */
export interface EdgeShapes {
  /** Index into `texts` and `elements` per edge; 0 where the shape is unknown. */
  readonly ids: Int32Array;
  /** As `formatShape` writes them; "" for shape 0. */
  readonly texts: readonly string[];
  /** Number of elements, unknown sizes counted as 1. */
  readonly elements: readonly number[];
}

/** Reads the shapes that `_output_shapes` of the source nodes gives to edges. Shapes that do not parse are unknown. */
export function readEdgeShapes(graph: GraphColumns): EdgeShapes {
  const { sources, ports, kinds } = graph.edges;
  const ids = new Int32Array(sources.length);
  const shapes = new ShapeReader(graph.bytes);
  const outputsByNode = new Map<number, readonly number[]>();
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source < 0 || kinds[edge] === EDGE_KIND.control || graph.shapeEnds[source] === 0) continue;
    let outputs = outputsByNode.get(source);
    if (outputs === undefined) {
      outputs = shapes.readOutputs(graph.shapeStarts[source]!, graph.shapeEnds[source]!);
      outputsByNode.set(source, outputs);
    }
    ids[edge] = outputs[ports[edge]!] ?? 0;
  }
  return { ids, texts: shapes.names.texts, elements: shapes.names.elements };
}

/** The shape of each output of a node as `_output_shapes` gives it; "" where it is unknown. */
export function readOutputShapes({ bytes, shapeStarts, shapeEnds }: GraphColumns, node: number): string[] {
  const shapes = new ShapeReader(bytes);
  return shapes
    .readOutputs(shapeStarts[node] ?? 0, shapeEnds[node] ?? 0)
    .map((shape) => shapes.names.texts[shape] ?? '');
}

/**
 * Shapes of edges with those that a run of the graph had, which know more than what was written before it: batch sizes.
 *
 * @param measured Sizes of each output of a node; undefined where nothing is known.
 */
export function withMeasuredShapes(
  { edges: { sources, ports, kinds } }: GraphColumns,
  { ids, texts, elements }: EdgeShapes,
  measured: (node: number) => readonly (readonly number[] | undefined)[] | undefined,
): EdgeShapes {
  const table = new ShapeNames(texts, elements);
  const own = Int32Array.from(ids);
  for (let edge = 0; edge < sources.length; edge++) {
    if (sources[edge]! < 0 || kinds[edge] === EDGE_KIND.control) continue;
    const sizes = measured(sources[edge]!)?.[ports[edge]!];
    if (sizes !== undefined && sizes.length <= MAX_DIMENSIONS) own[edge] = table.id(sizes);
  }
  return { ids: own, texts: table.texts, elements: table.elements };
}

/** "28×28×3", "?×10" with a size that is negative and so unknown, "scalar". */
export function formatShape(sizes: readonly number[]): string {
  return sizes.length === 0 ? 'scalar' : sizes.map((size) => (size < 0 ? '?' : String(size))).join('×');
}

/** Numbers shapes in order of appearance; 0 is none. */
class ShapeNames {
  readonly texts: string[];
  readonly elements: number[];
  readonly #ids: Map<string, number>;

  constructor(texts: readonly string[] = [''], elements: readonly number[] = [0]) {
    this.texts = [...texts];
    this.elements = [...elements];
    this.#ids = new Map(texts.map((text, id) => [text, id]));
  }

  id(sizes: readonly number[]): number {
    const text = formatShape(sizes);
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.push(text) - 1;
      const product = sizes.reduce((elements, size) => elements * (size < 0 ? 1 : size), 1);
      this.elements.push(Math.min(product, Number.MAX_VALUE));
      this.#ids.set(text, id);
    }
    return id;
  }
}

class ShapeReader {
  readonly names = new ShapeNames();
  readonly #reader = new WireReader();

  constructor(bytes: Uint8Array) {
    this.#reader.setBytes(bytes);
  }

  /** Shape id of each output, from the AttrValue at a byte range. */
  readOutputs(start: number, end: number): number[] {
    const reader = this.#reader;
    const outputs: number[] = [];
    reader.position = start;
    try {
      this.#fields(end, ATTR_VALUE.list, (listEnd) =>
        this.#fields(listEnd, LIST.shape, (shapeEnd) => {
          const id = this.#shape(shapeEnd);
          if (outputs.length < MAX_OUTPUTS) outputs.push(id);
        }),
      );
    } catch (error) {
      if (error !== MALFORMED) throw error;
    }
    return outputs;
  }

  #shape(end: number): number {
    const reader = this.#reader;
    const sizes: number[] = [];
    while (reader.position < end) {
      reader.limit = end;
      const tag = reader.tag();
      if (tag === SHAPE.unknownRank && reader.varint() !== 0) return 0;
      else if (tag === SHAPE.dim) sizes.push(this.#size(reader.lengthEnd()));
      else if (tag !== SHAPE.unknownRank) reader.skip(tag);
    }
    return sizes.length > MAX_DIMENSIONS ? 0 : this.names.id(sizes);
  }

  #size(end: number): number {
    const reader = this.#reader;
    let size = 0;
    while (reader.position < end) {
      reader.limit = end;
      const tag = reader.tag();
      if (tag === DIM.size) size = reader.int64();
      else reader.skip(tag);
    }
    return size;
  }

  #fields(end: number, wanted: number, visit: (fieldEnd: number) => void): void {
    const reader = this.#reader;
    while (reader.position < end) {
      reader.limit = end;
      const tag = reader.tag();
      if ((tag & 7) !== WIRE.length) {
        reader.skip(tag);
        continue;
      }
      const fieldEnd = reader.lengthEnd();
      if (tag === wanted) visit(fieldEnd);
      reader.position = fieldEnd;
    }
  }
}
