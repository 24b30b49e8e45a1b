import { Type, type Static } from 'typebox';
import { JsonNumber } from './scalars.ts';

/** Which steps of which series. */
const series = {
  run: Type.String({ description: 'Name of the run.' }),
  tag: Type.String({ description: 'Name of the tag.' }),
  from: Type.Optional(Type.Number({ description: 'Lowest step.' })),
  to: Type.Optional(Type.Number({ description: 'Highest step.' })),
  max_steps: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'At most this many steps, evenly chosen, first and last among them; 0 or absent: all.',
    }),
  ),
};

/** GET /api/histograms: which series, and which steps of it. */
export const HistogramsQuery = Type.Object({
  ...series,
  step: Type.Optional(
    Type.Array(Type.Number(), { description: 'Only the histograms nearest to these steps; repeatable.' }),
  ),
});
export type HistogramsQuery = Static<typeof HistogramsQuery>;

/** The histograms, as they were written. */
export const HistogramsReply = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  /** Steps kept in the whole series. */
  kept: Type.Integer(),
  histograms: Type.Array(
    Type.Object({
      step: Type.Number(),
      /** Seconds since the epoch. */
      wallTime: JsonNumber,
      /** Rows of left edge, right edge, count; absent when it could not be read. */
      buckets: Type.Optional(Type.Array(Type.Array(JsonNumber))),
      /** Why it could not be read. */
      broken: Type.Optional(Type.String()),
    }),
  ),
});
export type HistogramsReply = Static<typeof HistogramsReply>;

/** GET /api/histograms/series: numbers computed from the buckets of each step. */
export const MeasuresQuery = Type.Object({
  ...series,
  measure: Type.Array(Type.String(), {
    minItems: 1,
    description:
      'What to compute, repeatable: count, zeros (share of the values in the bucket that 0 falls into), min, max, mean, ' +
      'std, drift (Wasserstein-1 distance), or a percentile as in p50 or p6.68.',
  }),
  against: Type.Optional(
    Type.Number({
      description:
        'drift is measured from the histogram nearest to this step; absent: from the one before each.',
    }),
  ),
  format: Type.Optional(
    Type.Union([Type.Literal('json'), Type.Literal('csv')], { description: 'Default json.' }),
  ),
});
export type MeasuresQuery = Static<typeof MeasuresQuery>;

/** Columns of equal length, in the order of the file; steps that cannot be read are left out of them. */
export const MeasuresReply = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  /** Steps kept in the whole series. */
  kept: Type.Integer(),
  /** The measures that are estimates: of a value only its bucket is known, so that it counts as the bucket's middle. */
  estimates: Type.Array(Type.String()),
  /** Steps whose histogram cannot be read. */
  brokenSteps: Type.Array(Type.Number()),
  step: Type.Array(Type.Number()),
  /** Seconds since the epoch. */
  wallTime: Type.Array(JsonNumber),
  /** By the name of the measure; "NaN" where a histogram is empty, and for the drift of the first. */
  measures: Type.Record(Type.String(), Type.Array(JsonNumber)),
});
export type MeasuresReply = Static<typeof MeasuresReply>;

/** GET /api/histograms/export: every bucket of a selection as a row. */
export const HistogramExportQuery = Type.Object({
  run: Type.Array(Type.String(), { minItems: 1, description: 'Names of runs; repeatable.' }),
  tag: Type.Array(Type.String(), { minItems: 1, description: 'Names of tags; repeatable.' }),
  format: Type.Optional(
    Type.Union([Type.Literal('csv'), Type.Literal('json'), Type.Literal('parquet')], {
      description: 'Default csv.',
    }),
  ),
});
export type HistogramExportQuery = Static<typeof HistogramExportQuery>;
