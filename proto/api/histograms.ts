import { Type, type Static } from 'typebox';
import { JsonNumber } from './scalars.ts';

/** GET /api/histograms: which series, and how many steps of it. */
export const HistogramsQuery = Type.Object({
  run: Type.String(),
  tag: Type.String(),
  /** At most this many steps, evenly chosen, first and last among them; 0 or absent = all. */
  max_steps: Type.Optional(Type.Integer({ minimum: 0 })),
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
