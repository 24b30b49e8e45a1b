import { Type, type Static } from 'typebox';

/** Something that was wrong with a file. */
export const ProblemReply = Type.Object({
  file: Type.String(),
  /** Byte offset in the file. */
  offset: Type.Number(),
  /** Bytes that were skipped. */
  bytes: Type.Number(),
  message: Type.String(),
  /** Seconds since the epoch when it was found. */
  time: Type.Number(),
});
export type ProblemReply = Static<typeof ProblemReply>;

/** GET /api/status. */
export const StatusReply = Type.Object({
  version: Type.String(),
  logdir: Type.String(),
  logdirExists: Type.Boolean(),
  /** Everything that was found has been read. */
  caughtUp: Type.Boolean(),
  runs: Type.Integer(),
  /** Runs all of whose files have been read to their ends. */
  runsWhole: Type.Integer(),
  series: Type.Integer(),
  points: Type.Integer(),
  files: Type.Integer(),
  /** Of events files, what is known of them from the cache folder included; of so many found. */
  bytesRead: Type.Number(),
  bytesTotal: Type.Number(),
  /** Mean rate of reading events files over the last three seconds. */
  bytesPerSec: Type.Number(),
  /** Seconds until all of them are read; absent while nobody can tell, and when nothing is left. */
  secLeft: Type.Optional(Type.Number()),
  /** Places in files that held no sound record. */
  corruptRecords: Type.Integer(),
  problemCount: Type.Integer(),
  /** The newest, at most 100. */
  problems: Type.Array(ProblemReply),
  /** Seconds since the epoch when the newest data were read; 0 = none yet. */
  newestData: Type.Number(),
  /** How the first reading went; absent until everything that was there at the start has been read. */
  load: Type.Optional(
    Type.Object({
      /** From the first byte read, of an events file or of the cache folder, to caught up. */
      seconds: Type.Number(),
      /** Read of events files: 0 after a restart that found them as they were. */
      bytes: Type.Number(),
      /** Whole records in these bytes. */
      records: Type.Integer(),
      /** Points kept at the end, those that came from the cache folder among them. */
      points: Type.Integer(),
    }),
  ),
  /** Absolute path of the file with people's words on runs and saved views; null = kept only while the server runs. */
  viewsFile: Type.Union([Type.String(), Type.Null()]),
  /** Size of the cache folder in bytes; 0 without one. */
  cacheBytes: Type.Number(),
  /** Resident memory of the server in bytes. */
  memory: Type.Number(),
});
export type StatusReply = Static<typeof StatusReply>;
