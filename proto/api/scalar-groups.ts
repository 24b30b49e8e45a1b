import { Type, type Static } from 'typebox';
import { grouping } from './grouping.ts';
import { JsonNumber, ScalarsQuery } from './scalars.ts';

const statistics = {
  centre: Type.Optional(
    Type.Union([Type.Literal('mean'), Type.Literal('median')], { description: 'Default mean.' }),
  ),
  band: Type.Optional(
    Type.Union(
      [
        Type.Literal('std'),
        Type.Literal('sem'),
        Type.Literal('minmax'),
        Type.Literal('iqr'),
        Type.Literal('bootstrap'),
        Type.Literal('none'),
      ],
      {
        description:
          'std (default): centre ± NumPy’s std. sem: centre ± std/√n. minmax. iqr: 25th to 75th percentile, NumPy’s linear ' +
          'ones. bootstrap: the middle 95 % of the centres of 1,000 resamplings of the runs, always the same ones. none.',
      },
    ),
  ),
  ddof: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1,
      description: 'Of std and sem: taken off n before dividing by it. Default 0, as NumPy’s.',
    }),
  ),
  align: Type.Optional(
    Type.Union([Type.Literal('last'), Type.Literal('linear'), Type.Literal('exact')], {
      description:
        'Value of a run at an x where only others have a point: that of its last point before (default), on the line ' +
        'between its points around x, or none. Never before its first point or after its last.',
    }),
  ),
};

const runs = {
  run: Type.Optional(Type.Array(Type.String(), { description: 'Names of runs; repeatable.' })),
  runs: Type.Optional(
    Type.String({
      description: 'Regular expression, found anywhere in the name of a run, whatever the case.',
    }),
  ),
};

const { axis, x_tag, from, to, columns, smoothing, superseded, log_x, skip_pauses } = ScalarsQuery.properties;
const format = Type.Optional(
  Type.Union([Type.Literal('json'), Type.Literal('csv')], { description: 'Default json.' }),
);

/** GET or POST /api/scalars/groups: one tag over groups of runs. */
export const GroupsQuery = Type.Object({
  tag: Type.String({ description: 'Name of the tag.' }),
  ...runs,
  ...grouping,
  ...statistics,
  axis,
  x_tag,
  from,
  to,
  columns: Type.Optional({
    ...columns,
    description:
      'Reduce to what a plot of so many pixels shows: of each the first and last x, and those where centre and band reach ' +
      'farthest. 0 (default): every x of the range.',
  }),
  smoothing: Type.Optional({
    ...smoothing,
    description: 'As of a series: each run by itself, before it is grouped.',
  }),
  superseded,
  log_x,
  skip_pauses,
  format,
});
export type GroupsQuery = Static<typeof GroupsQuery>;

/** In a POST also explicit lists; then `group_by` is not heeded. */
const lists = {
  groups: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), runs: Type.Array(Type.String()) }), { maxItems: 10_000 }),
  ),
};
export const GroupsBody = Type.Object({ ...GroupsQuery.properties, ...lists });
export type GroupsBody = Static<typeof GroupsBody>;

/** Columns of equal length for each group, x ascending. */
export const GroupsReply = Type.Object({
  groups: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Names of its runs that have the tag. */
      runs: Type.Array(Type.String()),
      /** Different x in the range / in this answer. */
      kept: Type.Integer(),
      drawn: Type.Integer(),
      /** With columns: there is so much of it that not all was looked at. */
      approximate: Type.Boolean(),
      /** Points whose value is not finite, in all its runs. */
      nonFinite: Type.Integer(),
      x: Type.Array(JsonNumber),
      /** Runs that count at this x. */
      n: Type.Array(Type.Integer()),
      /** Runs left out at this x, since their value there is not finite. */
      leftOut: Type.Array(Type.Integer()),
      /** NaN where no run has a finite value. */
      centre: Type.Array(JsonNumber),
      /** Ends of the band; absent with band=none. */
      low: Type.Optional(Type.Array(JsonNumber)),
      high: Type.Optional(Type.Array(JsonNumber)),
      /** With std and sem: the distance of both ends from the centre, with all its digits. */
      spread: Type.Optional(Type.Array(JsonNumber)),
    }),
  ),
  /** Runs that have the tag and are in no group. */
  ungrouped: Type.Array(Type.String()),
});
export type GroupsReply = Static<typeof GroupsReply>;

/** GET or POST /api/scalars/groups/table: a line for each group and tag. */
export const GroupTableQuery = Type.Object({
  ...runs,
  tag: Type.Optional(Type.Array(Type.String(), { description: 'Names of tags; repeatable. Absent = all.' })),
  tags: Type.Optional(Type.String({ description: 'Regular expression, as `runs`.' })),
  ...grouping,
  ...statistics,
  at: Type.Optional(Type.Number({ description: 'Also the values at this step, aligned as `align` says.' })),
  superseded,
  format,
});
export type GroupTableQuery = Static<typeof GroupTableQuery>;
export const GroupTableBody = Type.Object({ ...GroupTableQuery.properties, ...lists });
export type GroupTableBody = Static<typeof GroupTableBody>;

/** One number of each run of a group as one number with a band. */
export const GroupValue = Type.Object({
  /** Runs that count, and those left out since they have no finite value. */
  n: Type.Integer(),
  leftOut: Type.Integer(),
  centre: JsonNumber,
  low: Type.Optional(JsonNumber),
  high: Type.Optional(JsonNumber),
  /** With std and sem. */
  spread: Type.Optional(JsonNumber),
});
export type GroupValue = Static<typeof GroupValue>;

/** A line for each group and tag. */
export const GroupTableReply = Type.Object({
  rows: Type.Array(
    Type.Object({
      group: Type.String(),
      tag: Type.String(),
      /** Runs of the group that have the tag. */
      runs: Type.Integer(),
      /** Over each run's last, lowest and highest value. */
      last: GroupValue,
      min: GroupValue,
      max: GroupValue,
      at: Type.Optional(GroupValue),
    }),
  ),
  /** Runs that have one of the tags and are in no group. */
  ungrouped: Type.Array(Type.String()),
});
export type GroupTableReply = Static<typeof GroupTableReply>;
