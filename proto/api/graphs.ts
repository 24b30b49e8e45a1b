import { Type, type Static } from 'typebox';

/** One graph that can be shown. */
export const GraphChoice = Type.Object({
  run: Type.String(),
  /** Tag of the series: "__run_graph__" for the run's own graph. */
  tag: Type.String(),
  kind: Type.Union([Type.Literal('op'), Type.Literal('conceptual')]),
  /** Place among the graphs of this tag, from 0, as they were written. */
  version: Type.Integer(),
  /** Whether it is the one that a query without a version means. */
  isShown: Type.Boolean(),
  step: Type.Integer(),
  /** Seconds since the epoch. */
  wallTime: Type.Number(),
  /** Serialized size. */
  bytes: Type.Integer(),
});
export type GraphChoice = Static<typeof GraphChoice>;

/** Run metadata that can be laid over a graph. */
export const GraphProfile = Type.Object({ run: Type.String(), tag: Type.String(), step: Type.Integer() });
export type GraphProfile = Static<typeof GraphProfile>;

/** GET /api/graphs: every graph and profile of every run. */
export const GraphList = Type.Object({
  graphs: Type.Array(GraphChoice),
  profiles: Type.Array(GraphProfile),
});
export type GraphList = Static<typeof GraphList>;

/** Which graph, and how it is looked at: part of the query of the other routes. */
export const GraphQuery = Type.Object({
  run: Type.String(),
  tag: Type.Optional(Type.String()),
  /** Which of several graphs under the tag, see GraphChoice; the shown one when absent. */
  version: Type.Optional(Type.Integer({ minimum: 0 })),
  /** "device": what is on one device is in a scope of its own. */
  by: Type.Optional(Type.Literal('device')),
  /** Tag of run metadata: its times, bytes and devices belong to the nodes. */
  profile: Type.Optional(Type.String()),
  /**
   * Names of the devices whose executions count in the profile, separated by commas. By default those that are named
   * "…device:TYPE:NUMBER": their queues and copiers tell of the same nodes again.
   */
  profileDevices: Type.Optional(Type.String({ maxLength: 10_000 })),
  /** Another graph, to be compared with: what it has and this one has not is there, too. */
  againstRun: Type.Optional(Type.String()),
  againstTag: Type.Optional(Type.String()),
});
export type GraphQuery = Static<typeof GraphQuery>;

/** The end of an edge whose other end is an auxiliary node. */
export const GraphStub = Type.Object({
  /** The other end. */
  path: Type.String(),
  label: Type.String(),
  kind: Type.Union([Type.Literal('data'), Type.Literal('control'), Type.Literal('reference')]),
  count: Type.Integer(),
});
export type GraphStub = Static<typeof GraphStub>;

/** A node of the name-scope hierarchy that the view shows. */
export const GraphNode = Type.Object({
  /** Full path, unique: "linear_model/weights". A node that is also a scope ("a" beside "a/b") is "a/(a)". */
  path: Type.String(),
  /** Path of the scope it is in; "" for the root. */
  parent: Type.String(),
  /** What to show: the last part of the path. */
  label: Type.String(),
  /**
   * "function": the body of a library function; "call": a node that calls such functions and opens to copies of them;
   * "series": things that are alike, mostly numbered ("layer_[0-63]");
   * "rest": children of a scope that are too many to be shown.
   */
  kind: Type.Union([
    Type.Literal('scope'),
    Type.Literal('function'),
    Type.Literal('call'),
    Type.Literal('series'),
    Type.Literal('op'),
    Type.Literal('const'),
    Type.Literal('summary'),
    Type.Literal('rest'),
  ]),
  /** Op type, or the class of a Keras layer; absent for scopes. */
  op: Type.Optional(Type.String()),
  /** Nodes inside, at any depth, of a call those of the functions; 0 for ops. */
  size: Type.Integer(),
  /** A scope that is open: its children are in the view too. */
  open: Type.Boolean(),
  device: Type.Optional(Type.String()),
  /** Equal for scopes of equal structure: colour by it. Absent for a scope like no other, and for ops. */
  structure: Type.Optional(Type.Integer()),
  /** Taken out of the picture's middle: its edges are stubs of the other ends. */
  auxiliary: Type.Optional(Type.Union([Type.Literal('in'), Type.Literal('out')])),
  /** What a view's `colour` is about: values and how many nodes inside have each, most first. */
  shares: Type.Optional(Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))),
  /** From the profile: of a scope the sum of bytes, and the time from its first start to its last end. */
  cost: Type.Optional(Type.Object({ us: Type.Number(), bytes: Type.Number() })),
  /** Nodes inside that the trace goes through. */
  traced: Type.Optional(Type.Integer()),
  /** Its own input. */
  hasLoop: Type.Optional(Type.Boolean()),
  /** Inputs from nodes that are not in the graph. */
  absentInputs: Type.Optional(Type.Integer()),
  /** Ends of edges to and from auxiliary nodes, the first ones of their number. */
  stubs: Type.Optional(
    Type.Object({
      inputs: Type.Array(GraphStub),
      inputCount: Type.Integer(),
      outputs: Type.Array(GraphStub),
      outputCount: Type.Integer(),
    }),
  ),
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
  /** The trace goes along it. */
  traced: Type.Optional(Type.Boolean()),
  /** Its ends are on different devices. */
  crossesDevices: Type.Optional(Type.Boolean()),
});
export type GraphEdge = Static<typeof GraphEdge>;

/** What to follow through the graph. */
export const GraphTrace = Type.Object({
  /** "path": the shortest way from one to the other, whichever comes first. "consumers": what takes one output. */
  kind: Type.Union([
    Type.Literal('inputs'),
    Type.Literal('outputs'),
    Type.Literal('both'),
    Type.Literal('path'),
    Type.Literal('consumers'),
  ]),
  /** Path of a node or scope. */
  from: Type.String(),
  /** The other end of a path. */
  to: Type.Optional(Type.String()),
  /** Which output's consumers, from 0. */
  port: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type GraphTrace = Static<typeof GraphTrace>;

/** POST /api/graphs/view: which scopes are open. */
export const GraphViewRequest = Type.Object({
  ...GraphQuery.properties,
  /** Paths of open scopes; a scope whose parent is not open is ignored. */
  open: Type.Array(Type.String(), { maxItems: 10_000 }),
  /** Paths of series that are not as by default: ungrouped, or those of less than 5 grouped. */
  regrouped: Type.Optional(Type.Array(Type.String(), { maxItems: 10_000 })),
  /** Which page of their children scopes show that have too many, from 0. */
  pages: Type.Optional(
    Type.Array(Type.Object({ path: Type.String(), page: Type.Integer({ minimum: 0 }) }), {
      maxItems: 10_000,
    }),
  ),
  /** Path of a node that must be shown: the scopes around it are opened, too, and it is on any page. */
  reveal: Type.Optional(Type.String()),
  /** Whether nodes with very many neighbours are taken out of the picture's middle; by default they are. */
  extract: Type.Optional(Type.Boolean()),
  /** Paths of nodes to be taken out, and of nodes not to be. */
  auxiliary: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
  main: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
  /** What the shares of nodes tell. */
  colour: Type.Optional(
    Type.Union([
      Type.Literal('device'),
      Type.Literal('cluster'),
      Type.Literal('tpu'),
      Type.Literal('change'),
    ]),
  ),
  trace: Type.Optional(GraphTrace),
});
export type GraphViewRequest = Static<typeof GraphViewRequest>;

/** Counts of a whole graph; those of its functions are apart. */
export const GraphTotals = Type.Object({
  /** NodeDefs of the graph itself. */
  nodes: Type.Integer(),
  /** Inputs whose source exists, control inputs among them. */
  edges: Type.Integer(),
  controlEdges: Type.Integer(),
  /** Inputs from nodes that are not there. */
  absentInputs: Type.Integer(),
  /** Name scopes: proper prefixes of node names. */
  scopes: Type.Integer(),
  functions: Type.Integer(),
  /** NodeDefs in functions. */
  functionNodes: Type.Integer(),
  devices: Type.Array(Type.String()),
  bytes: Type.Integer(),
});
export type GraphTotals = Static<typeof GraphTotals>;

/** What is visible when those scopes are open. */
export const GraphView = Type.Object({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  totals: GraphTotals,
  /** Damage, absent inputs, names used twice, cycles: what a reader should know. */
  warnings: Type.Array(Type.String()),
  /** Scopes with too many children: how many of those are not shown, and which page of how many is. */
  truncated: Type.Array(
    Type.Object({
      path: Type.String(),
      hidden: Type.Integer(),
      page: Type.Integer(),
      pages: Type.Integer(),
    }),
  ),
  /** Nodes on the trace, in the whole graph; of a path that does not exist 0. */
  tracedCount: Type.Optional(Type.Integer()),
  /** The largest costs of the root's children. */
  maxCost: Type.Optional(Type.Object({ us: Type.Number(), bytes: Type.Number() })),
  /** The devices that the profile tells of, and whether their executions count. */
  profileDevices: Type.Optional(Type.Array(Type.Object({ name: Type.String(), isCounted: Type.Boolean() }))),
  /** Whether any node belongs to an XLA cluster. */
  hasClusters: Type.Boolean(),
  /** How the graph differs from the one it is compared with. */
  changes: Type.Optional(
    Type.Object({
      added: Type.Integer(),
      removed: Type.Integer(),
      reattributed: Type.Integer(),
      rewired: Type.Integer(),
      renamed: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), nodes: Type.Integer() })),
    }),
  ),
});
export type GraphView = Static<typeof GraphView>;

/** An input or output in the info panel. */
export const GraphPort = Type.Object({
  path: Type.String(),
  kind: GraphEdge.properties.kind,
  shape: Type.Optional(Type.String()),
  count: Type.Integer(),
  /** Which output of the source it is, from 0; absent where it stands for several. */
  output: Type.Optional(Type.Integer()),
  /** False for an input from a node that is not in the graph. */
  exists: Type.Boolean(),
});
export type GraphPort = Static<typeof GraphPort>;

/** Which node: query of GET /api/graphs/node. One of the two is needed. */
export const GraphNodeQuery = Type.Object({
  ...GraphQuery.properties,
  /** Name of a NodeDef, as written; else a path. */
  name: Type.Optional(Type.String()),
  /** Path of a node or scope. */
  path: Type.Optional(Type.String()),
});
export type GraphNodeQuery = Static<typeof GraphNodeQuery>;

/** GET /api/graphs/node?run=&tag=&name=: everything about one node or scope. */
export const GraphNodeInfo = Type.Object({
  path: Type.String(),
  /** As written; of nodes only. */
  name: Type.Optional(Type.String()),
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
  /** Shape of each output of a node, as far as the profile or `_output_shapes` says; "" where it is unknown. */
  outputShapes: Type.Optional(Type.Array(Type.String())),
  /** From the profile. */
  cost: Type.Optional(Type.Object({ us: Type.Number(), bytes: Type.Number() })),
  /**
   * Functions that a node calls, by their paths in the library; of a scope in a call the function that it is a copy of. `as` is the attribute that names one ("body"; "branches_0" of
   * a list), "" where the op does.
   */
  calls: Type.Optional(Type.Array(Type.Object({ as: Type.String(), path: Type.String() }))),
  /** Of a function: nodes that call it, the first ones. */
  usages: Type.Optional(Type.Array(Type.String())),
  /** What differs from the graph that it is compared with, in words. */
  change: Type.Optional(Type.Array(Type.String())),
  /** Path of the series that it is a member of. */
  series: Type.Optional(Type.String()),
  /** For scopes, and for calls by what they call: nodes and edges inside and the op types by count. */
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
  q: Type.String({ maxLength: 1000 }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
});
export type GraphSearchQuery = Static<typeof GraphSearchQuery>;

/**
 * GET /api/graphs/search?run=&tag=&q=: nodes and scopes that all words of the query are true of. A word is looked for
 * in path and op; "op:", "device:", "name:" look in one of these, "attr:name" and "attr:name=value" in attributes;
 * "tpu:compatible" and "tpu:incompatible" ask whether TPUs run a node. "re:" begins a regular expression for path and op. Case does not matter.
 */
export const GraphSearch = Type.Object({
  /** The first ones of `total`, shallow ones first. */
  matches: Type.Array(
    Type.Object({
      path: Type.String(),
      kind: GraphNode.properties.kind,
      op: Type.Optional(Type.String()),
      device: Type.Optional(Type.String()),
    }),
  ),
  total: Type.Integer(),
  /** How many of the matching nodes are in each scope of the root, most first; "" for those in none. */
  groups: Type.Array(Type.Object({ path: Type.String(), count: Type.Integer() })),
});
export type GraphSearch = Static<typeof GraphSearch>;

/** Which level: query of GET /api/graphs/level. */
export const GraphLevelQuery = Type.Object({
  ...GraphQuery.properties,
  /** Path of a group; empty or absent for the root. */
  path: Type.Optional(Type.String()),
});
export type GraphLevelQuery = Static<typeof GraphLevelQuery>;

/** A child of a group. */
export const GraphLevelNode = Type.Object({
  path: Type.String(),
  /** The last part of the path. */
  name: Type.String(),
  kind: Type.Union([Type.Literal('group'), Type.Literal('op'), Type.Literal('series')]),
  op: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  /** NodeDefs in it at any depth: 1 for ops, 0 for arguments and results of functions. */
  nodeCount: Type.Integer(),
  /** Of groups and series: edges between nodes inside. */
  edgeCount: Type.Optional(Type.Integer()),
  /** Equal for groups of equal structure; absent for one like no other. */
  structure: Type.Optional(Type.Integer()),
  /** Of an op that calls functions of the library: their paths. Its own level has copies of what is in them. */
  calls: Type.Optional(Type.Array(Type.String())),
});
export type GraphLevelNode = Static<typeof GraphLevelNode>;

/**
 * GET /api/graphs/level?run=&tag=&path=: the children of one group, each NodeDef inside counted in exactly one, and the
 * edges among them summed. The functions of the library are apart from the nodes of the root.
 */
export const GraphLevel = Type.Object({
  path: Type.String(),
  nodes: Type.Array(GraphLevelNode),
  /** One per pair of children; a node that is its own input has one to itself. */
  edges: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      /** All edges of the graph that it stands for; those of control and of reference are among them. */
      count: Type.Integer(),
      controlCount: Type.Integer(),
      referenceCount: Type.Integer(),
      shape: Type.Optional(Type.String()),
      elements: Type.Optional(Type.Number()),
    }),
  ),
  /** Of the root: a group for each function of the library. */
  functions: Type.Array(GraphLevelNode),
  totals: GraphTotals,
  warnings: Type.Array(Type.String()),
});
export type GraphLevel = Static<typeof GraphLevel>;
