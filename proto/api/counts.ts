import { Type, type Static } from 'typebox';

/** GET /api/counts: what is kept, to be compared with what the files hold. */
export const CountsReply = Type.Object({
  caughtUp: Type.Boolean(),
  /** Places in files that held no sound record. */
  corruptRecords: Type.Integer(),
  runs: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Points of each tag, those that a restart superseded too. */
      tags: Type.Array(Type.Object({ tag: Type.String(), points: Type.Integer() })),
    }),
  ),
});
export type CountsReply = Static<typeof CountsReply>;
