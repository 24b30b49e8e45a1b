import { Type, type Static } from 'typebox';

/** How long texts may be (in UTF-16 units), and how many there may be. */
export const VIEW_LIMITS = {
  alias: 200,
  note: 10_000,
  label: 64,
  labels: 32,
  /** Runs about which something is said. */
  runs: 20_000,
  savedName: 100,
  savedQuery: 8192,
  saved: 200,
} as const;

/** "#rrggbb", or "run-N" for colour N (1 to 24) of the page's palette, which follows the theme. */
export const RUN_COLOUR = /^(?:#[\da-f]{6}|run-(?:[1-9]|1\d|2[0-4]))$/;

/** What a person has said about a run; what is absent was not said. */
export const RunWords = Type.Object({
  alias: Type.Optional(Type.String()),
  /** See RUN_COLOUR. */
  colour: Type.Optional(Type.String()),
  /** May have several lines. */
  note: Type.Optional(Type.String()),
  /** Each once, in the order in which they were given. */
  labels: Type.Optional(Type.Array(Type.String())),
  hidden: Type.Optional(Type.Literal(true)),
  archived: Type.Optional(Type.Literal(true)),
});
export type RunWords = Static<typeof RunWords>;

/** A view under a name. */
export const SavedView = Type.Object({
  /** Query of the page's address, without "?". */
  query: Type.String(),
  /** What an address without a query shows; at most one of all. */
  isDefault: Type.Optional(Type.Literal(true)),
  /** Seconds since the epoch. */
  savedAt: Type.Number(),
});
export type SavedView = Static<typeof SavedView>;

/** GET /api/views: everything, and where it is kept. */
export const ViewsReply = Type.Object({
  /** Absolute path; null = kept only while the server runs. */
  file: Type.Union([Type.String(), Type.Null()]),
  /** Why nothing can be changed; absent when it can. */
  readOnly: Type.Optional(Type.String()),
  /** By name of the run; runs that are not there (any more) among them. */
  runs: Type.Record(Type.String(), RunWords),
  /** By name of the view. */
  saved: Type.Record(Type.String(), SavedView),
});
export type ViewsReply = Static<typeof ViewsReply>;

/** What is to change of a run: what is absent stays; null, "", [] and false take away. */
export interface RunWordsPatch {
  readonly alias?: string | null;
  /** Also "#rgb" and capital letters. */
  readonly colour?: string | null;
  readonly note?: string | null;
  readonly labels?: readonly string[] | null;
  readonly hidden?: boolean | null;
  readonly archived?: boolean | null;
}

/** PATCH /api/views/runs, a JSON merge patch: changes by name of the run; null takes all words of a run away. */
export type RunsPatch = Readonly<Record<string, RunWordsPatch | null>>;

/** The schema of RunsPatch, for people; the values are checked by hand, for errors that name the run. */
export const RunsPatchBody = Type.Unsafe<RunsPatch>({
  type: 'object',
  additionalProperties: {
    type: ['object', 'null'],
    properties: {
      alias: { type: ['string', 'null'] },
      colour: { type: ['string', 'null'] },
      note: { type: ['string', 'null'] },
      labels: { type: ['array', 'null'], items: { type: 'string' } },
      hidden: { type: ['boolean', 'null'] },
      archived: { type: ['boolean', 'null'] },
    },
  },
});

/** Answer of PATCH /api/views/runs: the changed runs as they are now; {} when nothing is said of one any more. */
export const RunsPatchReply = Type.Object({ runs: Type.Record(Type.String(), RunWords) });
export type RunsPatchReply = Static<typeof RunsPatchReply>;

/** PUT /api/views/saved/:name. Answered with the SavedView. */
export const SavedViewBody = Type.Object({
  /** A "?" at its start is taken off. */
  query: Type.String(),
  /** true also takes the mark from the view that had it. */
  isDefault: Type.Optional(Type.Boolean()),
});
export type SavedViewBody = Static<typeof SavedViewBody>;

/** Which saved view: PUT and DELETE /api/views/saved/:name, percent-encoded. DELETE answers 204. */
export const SavedViewParams = Type.Object({ name: Type.String() });
