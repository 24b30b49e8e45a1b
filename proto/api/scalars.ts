import { Type, type Static } from 'typebox';
import { grouping } from './grouping.ts';

/** A switch in a URL. */
const Flag = Type.Union([Type.Literal('0'), Type.Literal('1'), Type.Literal('false'), Type.Literal('true')]);

/** A number; JSON has no other way to say NaN and infinity. */
export const JsonNumber = Type.Union([
  Type.Number(),
  Type.Literal('NaN'),
  Type.Literal('Infinity'),
  Type.Literal('-Infinity'),
]);
export type JsonNumber = Static<typeof JsonNumber>;

/** GET /api/scalars/series: which series, and how much of it. */
export const ScalarsQuery = Type.Object({
  run: Type.String({ description: 'Name of the run.' }),
  tag: Type.String({ description: 'Name of the tag.' }),
  axis: Type.Optional(
    Type.Union(
      [
        Type.Literal('step'),
        Type.Literal('relative'),
        Type.Literal('wall'),
        Type.Literal('relative_step'),
        Type.Literal('tag'),
      ],
      {
        description:
          "What `from`, `to` and `columns` are about: step (default), seconds since the series' first point, seconds since " +
          'the epoch, steps since the first one, or the value of `x_tag` at the same step.',
      },
    ),
  ),
  x_tag: Type.Optional(Type.String({ description: 'With axis=tag: a tag of the same run.' })),
  from: Type.Optional(Type.Number({ description: 'Lowest x; cuts after smoothing.' })),
  to: Type.Optional(Type.Number({ description: 'Highest x.' })),
  columns: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100_000,
      description:
        'Reduce to what a plot of so many pixels shows: the first, lowest, highest and last point of each, and the first ' +
        'of each kind of value that is not finite. 0 (default): every point of the range.',
    }),
  ),
  smoothing: Type.Optional(
    Type.String({
      description:
        'ema:WEIGHT (TensorBoard’s), time:SECONDS, mean:POINTS, median:POINTS or gaussian:POINTS, over all points.',
    }),
  ),
  superseded: Type.Optional({ ...Flag, description: 'Also points that a restart superseded.' }),
  log_x: Type.Optional({ ...Flag, description: 'Columns of equal ratio; points with x ≤ 0 are left out.' }),
  skip_pauses: Type.Optional(
    Type.Number({
      minimum: 0,
      description: 'With axis=relative: a gap longer than so many median intervals counts as one of them.',
    }),
  ),
  format: Type.Optional(
    Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('binary')], {
      description: 'Default: by the Accept header, else json.',
    }),
  ),
});
export type ScalarsQuery = Static<typeof ScalarsQuery>;

/** The points as JSON: columns of equal length, in the order of the file. */
export const ScalarsReply = Type.Object({
  /** Points of the whole series. */
  kept: Type.Integer(),
  /** Points in this answer. */
  drawn: Type.Integer(),
  /** Beyond 2^53 the nearest double. */
  step: Type.Array(Type.Number()),
  /** Seconds since the epoch. */
  wallTime: Type.Array(JsonNumber),
  value: Type.Array(JsonNumber),
  smoothed: Type.Optional(Type.Array(JsonNumber)),
  /** On the axis, unless that is the step or the wall time. */
  x: Type.Optional(Type.Array(JsonNumber)),
  /** With superseded=1: 1 where a restart superseded the point. */
  superseded: Type.Optional(Type.Array(Type.Integer())),
});
export type ScalarsReply = Static<typeof ScalarsReply>;

/** Which series: of these runs and these tags; absent = all. */
const selection = {
  run: Type.Optional(Type.Array(Type.String(), { description: 'Names of runs; repeatable.' })),
  tag: Type.Optional(Type.Array(Type.String(), { description: 'Names of tags; repeatable.' })),
  runs: Type.Optional(
    Type.String({
      description: 'Regular expression, found anywhere in the name of a run, whatever the case.',
    }),
  ),
  tags: Type.Optional(Type.String({ description: 'The same for tags.' })),
};

/** GET /api/scalars/export: every point of a selection. */
export const ExportQuery = Type.Object({
  ...selection,
  ...grouping,
  format: Type.Optional(
    Type.Union([Type.Literal('csv'), Type.Literal('json'), Type.Literal('parquet'), Type.Literal('arrow')], {
      description: 'Default csv.',
    }),
  ),
  superseded: Type.Optional({
    ...Flag,
    description: 'Also points that a restart superseded, and a column that says which.',
  }),
});
export type ExportQuery = Static<typeof ExportQuery>;

/** GET /api/scalars/event: the record that holds a point. */
export const EventQuery = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  step: Type.Number(),
  wall_time: Type.Optional(
    Type.Number({ description: 'Seconds since the epoch; tells points of one step apart.' }),
  ),
});
export type EventQuery = Static<typeof EventQuery>;

/** Where a record is, and what it holds. */
export const EventReply = Type.Object({
  /** Path of the events file relative to its logdir, with "/". */
  file: Type.String(),
  /** Bytes: place and length of the record, its framing included. */
  offset: Type.Integer(),
  length: Type.Integer(),
  /** The Event under the names of protobuf's JSON form. */
  event: Type.Record(Type.String(), Type.Unknown()),
});
export type EventReply = Static<typeof EventReply>;

/** GET or POST /api/scalars/table: which series, and at which step. */
export const TableQuery = Type.Object({
  ...selection,
  at: Type.Optional(Type.Number({ description: 'Also the point whose step is nearest to this one.' })),
  format: Type.Optional(
    Type.Union([Type.Literal('json'), Type.Literal('csv')], { description: 'Default json.' }),
  ),
});
export type TableQuery = Static<typeof TableQuery>;

/** A line for each series; what there is not (the lowest of no finite values) is left out. */
export const TableReply = Type.Object({
  rows: Type.Array(
    Type.Object({
      run: Type.String(),
      tag: Type.String(),
      count: Type.Integer(),
      firstStep: Type.Optional(Type.Number()),
      first: Type.Optional(JsonNumber),
      lastStep: Type.Optional(Type.Number()),
      /** Seconds since the epoch. */
      lastWallTime: Type.Optional(JsonNumber),
      last: Type.Optional(JsonNumber),
      /** Lowest and highest finite value, and the steps where each is first. */
      minStep: Type.Optional(Type.Number()),
      min: Type.Optional(Type.Number()),
      maxStep: Type.Optional(Type.Number()),
      max: Type.Optional(Type.Number()),
      atStep: Type.Optional(Type.Number()),
      at: Type.Optional(JsonNumber),
    }),
  ),
});
export type TableReply = Static<typeof TableReply>;
