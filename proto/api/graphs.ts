import { Type, type Static } from 'typebox';

/** One graph that can be shown. */
export const GraphChoice = Type.Object({
  run: Type.String(),
  /** Tag of the series: "__run_graph__" for the run's own graph. */
  tag: Type.String(),
  kind: Type.Union([Type.Literal('op'), Type.Literal('conceptual')]),
  step: Type.Integer(),
  /** Seconds since the epoch. */
  wallTime: Type.Number(),
  /** Serialized size. */
  bytes: Type.Integer(),
});
export type GraphChoice = Static<typeof GraphChoice>;

/** GET /api/graphs: every graph of every run. */
export const GraphList = Type.Object({ graphs: Type.Array(GraphChoice) });
export type GraphList = Static<typeof GraphList>;

/** Which graph: query of the other routes. */
export const GraphQuery = Type.Object({
  run: Type.String(),
  tag: Type.Optional(Type.String()),
});
export type GraphQuery = Static<typeof GraphQuery>;

/** A node of the name-scope hierarchy that the view shows. */
export const GraphNode = Type.Object({
  /** Full path, unique: "linear_model/weights". A node that is also a scope ("a" beside "a/b") is "a/(a)". */
  path: Type.String(),
  /** Path of the scope it is in; "" for the root. */
  parent: Type.String(),
  /** What to show: the last part of the path. */
  label: Type.String(),
  kind: Type.Union([Type.Literal('scope'), Type.Literal('op'), Type.Literal('const'), Type.Literal('summary')]),
  /** Op type; absent for scopes. */
  op: Type.Optional(Type.String()),
  /** Nodes inside, at any depth; 0 for ops. */
  size: Type.Integer(),
  /** A scope that is open: its children are in the view too. */
  open: Type.Boolean(),
  device: Type.Optional(Type.String()),
  /** Equal for scopes of equal structure and for ops of equal type: colour by it. Absent when unique. */
  structure: Type.Optional(Type.Integer()),
});
export type GraphNode = Static<typeof GraphNode>;

/** All edges between two visible nodes, neither of which is an open scope. */
export const GraphEdge = Type.Object({
  from: Type.String(),
  to: Type.String(),
  kind: Type.Union([Type.Literal('data'), Type.Literal('control'), Type.Literal('reference')]),
  /** Edges of the graph that it stands for. */
  count: Type.Integer(),
  /** Shape of the tensor ("28×28×3", "?" unknown, "scalar") when it stands for one edge of known shape. */
  shape: Type.Optional(Type.String()),
  /** Sum of the elements of all tensors of known shape. */
  elements: Type.Optional(Type.Number()),
});
export type GraphEdge = Static<typeof GraphEdge>;

/** POST /api/graphs/view: which scopes are open. */
export const GraphViewRequest = Type.Object({
  run: Type.String(),
  tag: Type.Optional(Type.String()),
  /** Paths of open scopes; a scope whose parent is not open is ignored. */
  open: Type.Array(Type.String()),
});
export type GraphViewRequest = Static<typeof GraphViewRequest>;

/** What is visible when those scopes are open. */
export const GraphView = Type.Object({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  totals: Type.Object({
    nodes: Type.Integer(),
    edges: Type.Integer(),
    scopes: Type.Integer(),
    functions: Type.Integer(),
    devices: Type.Array(Type.String()),
    bytes: Type.Integer(),
  }),
  /** Absent inputs, duplicate names, cycles, attributes that do not parse: what a reader should know. */
  warnings: Type.Array(Type.String()),
  /** Children left out of scopes with too many of them, per scope. */
  truncated: Type.Array(Type.Object({ path: Type.String(), hidden: Type.Integer() })),
});
export type GraphView = Static<typeof GraphView>;

/** An input or output in the info panel. */
export const GraphPort = Type.Object({
  path: Type.String(),
  kind: GraphEdge.properties.kind,
  shape: Type.Optional(Type.String()),
  count: Type.Integer(),
});
export type GraphPort = Static<typeof GraphPort>;

/** GET /api/graphs/node?run=&tag=&path=: everything about one node or scope. */
export const GraphNodeInfo = Type.Object({
  path: Type.String(),
  kind: GraphNode.properties.kind,
  op: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  /** Attribute name and its value as protobuf text, long ones cut. */
  attributes: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  inputs: Type.Array(GraphPort),
  outputs: Type.Array(GraphPort),
  /** For scopes: nodes and edges inside and the op types by count. */
  inside: Type.Optional(
    Type.Object({
      nodes: Type.Integer(),
      edges: Type.Integer(),
      ops: Type.Array(Type.Object({ op: Type.String(), count: Type.Integer() })),
    }),
  ),
});
export type GraphNodeInfo = Static<typeof GraphNodeInfo>;

/** GET /api/graphs/search?run=&tag=&query=: names that match (case-insensitive regular expression or words). */
export const GraphSearch = Type.Object({
  matches: Type.Array(Type.Object({ path: Type.String(), op: Type.Optional(Type.String()) })),
  total: Type.Integer(),
});
export type GraphSearch = Static<typeof GraphSearch>;
