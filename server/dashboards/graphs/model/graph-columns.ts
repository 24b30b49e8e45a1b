/** Kind of an edge. */
export const EDGE_KIND = { data: 0, control: 1, reference: 2 } as const;
/** The names of EDGE_KIND by number. */
export const EDGE_KIND_NAMES = ['data', 'control', 'reference'] as const;

/**
 * A graph in columns. Node i of `nodeCount`: those of functions come after the `mainNodeCount` of the graph itself.
 * Edge e = one input of one node, those of node i from `inputStarts[i]` to `inputStarts[i + 1]`.
 */
export interface GraphColumns {
  /** The serialized GraphDef. */
  readonly bytes: Uint8Array;
  readonly nodeCount: number;
  readonly mainNodeCount: number;
  readonly functionCount: number;
  /** As written: may be empty, or the same twice. */
  readonly names: readonly string[];
  /** The first node of each name. */
  readonly nodeByName: ReadonlyMap<string, number>;
  /** Index into `ops` per node; op 0 is "", of nodes without one. */
  readonly opIds: Int32Array;
  readonly ops: readonly string[];
  /** Index into `devices` per node; device 0 is "", of nodes without one. */
  readonly deviceIds: Int32Array;
  readonly devices: readonly string[];
  /** Index into `clusters` per node, from its attribute `_XlaCluster`; cluster 0 is "", of nodes in none. */
  readonly clusterIds: Int32Array;
  readonly clusters: readonly string[];
  /** Byte range of each NodeDef; empty for arguments and results of functions. */
  readonly nodeStarts: Int32Array;
  readonly nodeEnds: Int32Array;
  /** Byte range of the attribute `_output_shapes`, an AttrValue; empty when absent. */
  readonly shapeStarts: Int32Array;
  readonly shapeEnds: Int32Array;
  readonly inputStarts: Int32Array;
  readonly edges: EdgeColumns;
  /** What a reader should know: damage, absent inputs, names used twice, cycles. */
  readonly warnings: readonly string[];
}

/** One entry per edge. */
export interface EdgeColumns {
  /** Node it comes from; -1 when no node has that name. */
  readonly sources: Int32Array;
  /** Which output of the source; 0 for control edges. */
  readonly ports: Int32Array;
  /** One of EDGE_KIND. */
  readonly kinds: Uint8Array;
}
