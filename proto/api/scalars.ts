import { Type, type Static } from 'typebox';

/** GET /api/scalars: which series, and how much of it. */
export const ScalarsQuery = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  axis: Type.Optional(Type.Union([Type.Literal('step'), Type.Literal('relative'), Type.Literal('wall')])),
  /** Range on the axis; absent = to the end. */
  from: Type.Optional(Type.Number()),
  to: Type.Optional(Type.Number()),
  /** Reduce to what a plot of so many pixels shows: at most four points a pixel, no extreme lost. Absent = all points. */
  columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  /** Weight of TensorBoard's average, over all points. */
  smoothing: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 1 })),
  /** Also points that a restart superseded. */
  superseded: Type.Optional(Type.Boolean()),
  /**
   * "binary": float64 columns, little-endian, one after the other: steps, wall times, values, and with smoothing the
   * smoothed values. Default: by the Accept header, else JSON.
   */
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('binary')])),
});
export type ScalarsQuery = Static<typeof ScalarsQuery>;

/** A number; JSON has no other way to say NaN and infinity. */
export const JsonNumber = Type.Union([
  Type.Number(),
  Type.Literal('NaN'),
  Type.Literal('Infinity'),
  Type.Literal('-Infinity'),
]);
export type JsonNumber = Static<typeof JsonNumber>;

/** The points as JSON: columns of equal length, in the order of the file. */
export const ScalarsReply = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  /** Points kept in the whole series, and in the range. */
  kept: Type.Integer(),
  keptInRange: Type.Integer(),
  steps: Type.Array(Type.Number()),
  /** Seconds since the epoch. */
  wallTimes: Type.Array(JsonNumber),
  values: Type.Array(JsonNumber),
  smoothed: Type.Optional(Type.Array(JsonNumber)),
});
export type ScalarsReply = Static<typeof ScalarsReply>;
