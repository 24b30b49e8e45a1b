import { Type, type Static } from 'typebox';
import { JsonNumber } from './scalars.ts';

/** GET /api/scalars/values: numbers of one tag in every run, for sorting and filtering runs. */
export const RunValuesQuery = Type.Object({
  tag: Type.String(),
  at: Type.Optional(Type.Number({ description: 'Also the value whose step is nearest to this one.' })),
  format: Type.Optional(
    Type.Union([Type.Literal('json'), Type.Literal('binary')], {
      description:
        'json (default), or binary: the columns of the JSON answer one after the other, little-endian float64; the header ' +
        'Runlight-Columns names them.',
    }),
  ),
});
export type RunValuesQuery = Static<typeof RunValuesQuery>;

/** Columns of equal length: a place for each run that has the tag. */
export const RunValuesReply = Type.Object({
  /** Ids of the catalogue. */
  run: Type.Array(Type.Integer()),
  last: Type.Array(JsonNumber),
  lastStep: Type.Array(Type.Number()),
  /** Lowest and highest finite value; NaN when there is none. */
  min: Type.Array(JsonNumber),
  max: Type.Array(JsonNumber),
  /** With `at`. */
  at: Type.Optional(Type.Array(JsonNumber)),
});
export type RunValuesReply = Static<typeof RunValuesReply>;
