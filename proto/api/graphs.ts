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
  /** "function": the body of a library function; "rest": children of a scope that are too many to be shown. */
  kind: Type.Union([
    Type.Literal('scope'),
    Type.Literal('function'),
    Type.Literal('op'),
    Type.Literal('const'),
    Type.Literal('summary'),
    Type.Literal('rest'),
  ]),
  /** Op type, or the class of a Keras layer; absent for scopes. */
  op: Type.Optional(Type.String()),
  /** Nodes inside, at any depth; 0 for ops. */
  size: Type.Integer(),
  /** A scope that is open: its children are in the view too. */
  open: Type.Boolean(),
  device: Type.Optional(Type.String()),
  /** Equal for scopes of equal structure: colour by it. Absent for a scope like no other, and for ops. */
  structure: Type.Optional(Type.Integer()),
});
export type GraphNode = Static<typeof GraphNode>;

/** All edges of one kind between two visible nodes, neither of which is an open scope. */
export const GraphEdge = Type.Object({
  from: Type.String(),
  to: Type.String(),
  /** "reference": `to` writes to `from`, a variable. */
  kind: Type.Union([Type.Literal('data'), Type.Literal('control'), Type.Literal('reference')]),
  /** Edges of the graph that it stands for. */
  count: Type.Integer(),
  /** Shape of the tensors, when all have one: "28×28×3", "?" for an unknown size, "scalar". */
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
  open: Type.Array(Type.String(), { maxItems: 10_000 }),
  /** Path of a node that must be shown even where its scope has too many children. */
  reveal: Type.Optional(Type.String()),
});
export type GraphViewRequest = Static<typeof GraphViewRequest>;

/** What is visible when those scopes are open. */
export const GraphView = Type.Object({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  /** Of the whole graph; `functions` are counted apart from the rest. */
  totals: Type.Object({
    nodes: Type.Integer(),
    edges: Type.Integer(),
    scopes: Type.Integer(),
    functions: Type.Integer(),
    devices: Type.Array(Type.String()),
    bytes: Type.Integer(),
  }),
  /** Damage, absent inputs, names used twice, cycles: what a reader should know. */
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
  /** False for an input from a node that is not in the graph. */
  exists: Type.Boolean(),
});
export type GraphPort = Static<typeof GraphPort>;

/** Which node: query of GET /api/graphs/node. */
export const GraphNodeQuery = Type.Object({ ...GraphQuery.properties, path: Type.String() });
export type GraphNodeQuery = Static<typeof GraphNodeQuery>;

/** GET /api/graphs/node?run=&tag=&path=: everything about one node or scope. */
export const GraphNodeInfo = Type.Object({
  path: Type.String(),
  kind: GraphNode.properties.kind,
  op: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  /** Attribute name and its value in short: "DT_FLOAT", "100×1", "[a, b]"; long ones cut. */
  attributes: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  /** The first ones of `inputCount`: of a scope, what comes from outside. */
  inputs: Type.Array(GraphPort),
  inputCount: Type.Integer(),
  outputs: Type.Array(GraphPort),
  outputCount: Type.Integer(),
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

/** What to look for: query of GET /api/graphs/search. */
export const GraphSearchQuery = Type.Object({
  ...GraphQuery.properties,
  query: Type.String({ maxLength: 1000 }),
});
export type GraphSearchQuery = Static<typeof GraphSearchQuery>;

/**
 * GET /api/graphs/search?run=&tag=&query=: nodes and scopes whose path or op holds all words of the query, or, after
 * "re:", matches a regular expression. Case does not matter.
 */
export const GraphSearch = Type.Object({
  /** The first ones of `total`, shallow ones first. */
  matches: Type.Array(Type.Object({ path: Type.String(), op: Type.Optional(Type.String()) })),
  total: Type.Integer(),
});
export type GraphSearch = Static<typeof GraphSearch>;
