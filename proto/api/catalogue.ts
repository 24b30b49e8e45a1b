import { Type, type Static } from 'typebox';

/** One run and its tags. */
export const CatalogueRun = Type.Object({
  /** Unique while the server runs. */
  id: Type.Integer(),
  /** Directory relative to the logdir, "." for the root. */
  name: Type.String(),
  /** Wall time of the first event in seconds; null when none was read yet. */
  startTime: Type.Union([Type.Number(), Type.Null()]),
  /** Sorted tags by plugin name. */
  tags: Type.Record(Type.String(), Type.Array(Type.String())),
});
export type CatalogueRun = Static<typeof CatalogueRun>;

/** GET /api/catalogue: runs in TensorBoard's order. */
export const CatalogueReply = Type.Object({ runs: Type.Array(CatalogueRun) });
export type CatalogueReply = Static<typeof CatalogueReply>;
