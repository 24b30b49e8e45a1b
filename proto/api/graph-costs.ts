import { Type, type Static } from 'typebox';
import { GraphQuery } from './graphs.ts';

/** Which nodes' costs: query of GET /api/graphs/costs. The profile is needed. */
export const GraphCostsQuery = Type.Object({
  ...GraphQuery.properties,
  profile: Type.String(),
  sort: Type.Optional(Type.Union([Type.Literal('time'), Type.Literal('memory')])),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Only nodes in this scope. */
  under: Type.Optional(Type.String()),
});
export type GraphCostsQuery = Static<typeof GraphCostsQuery>;

/** GET /api/graphs/costs: the nodes that cost most, over the whole graph. */
export const GraphCosts = Type.Object({
  rows: Type.Array(
    Type.Object({
      path: Type.String(),
      op: Type.String(),
      /** Where it ran. */
      device: Type.String(),
      /** Microseconds from its first start to its last end. */
      us: Type.Number(),
      /** The most that one execution allocated. */
      bytes: Type.Number(),
      /** Shapes of its outputs. */
      outputs: Type.Array(Type.String()),
    }),
  ),
  /** Nodes with a cost; and the sums over them. */
  total: Type.Integer(),
  totalUs: Type.Number(),
  totalBytes: Type.Number(),
});
export type GraphCosts = Static<typeof GraphCosts>;

/** A tag of the run that belongs to a node or scope. */
export const GraphInstrument = Type.Object({
  tag: Type.String(),
  kind: Type.Union([Type.Literal('scalars'), Type.Literal('histograms')]),
  path: Type.String(),
  count: Type.Integer(),
  /** First and last step; absent for none. */
  firstStep: Type.Optional(Type.Number()),
  lastStep: Type.Optional(Type.Number()),
});
export type GraphInstrument = Static<typeof GraphInstrument>;

/** GET /api/graphs/instruments?run=&tag=: scalars and histograms of the run by the nodes that they are named after. */
export const GraphInstruments = Type.Object({ instruments: Type.Array(GraphInstrument) });
export type GraphInstruments = Static<typeof GraphInstruments>;

/** GET /api/graphs/file: the graph as a file. */
export const GraphFileQuery = Type.Object({
  ...GraphQuery.properties,
  format: Type.Union([Type.Literal('pb'), Type.Literal('pbtxt')]),
});
export type GraphFileQuery = Static<typeof GraphFileQuery>;

/** POST /api/graphs/uploads: an uploaded graph is the run "" with this tag, as long as there is room for it. */
export const GraphUpload = Type.Object({ tag: Type.String(), bytes: Type.Integer() });
export type GraphUpload = Static<typeof GraphUpload>;
