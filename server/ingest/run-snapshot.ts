import { deserialize, serialize } from 'node:v8';
import type { DecoderState } from '../decode/decoder-state.ts';
import type { SourceFile } from '../sources/log-source.ts';
import type { SavedRun } from '../store/saved-run.ts';
import type { ExportedRun } from './messages.ts';
import type { FileProblems, ProblemList } from './problem-list.ts';
import type { FileState, RunIngest } from './run-ingest.ts';

/** One run as it was at one moment, as plain data: enough to go on reading where this server stopped. */
export interface RunSnapshot {
  readonly stored: SavedRun;
  readonly files: readonly SavedFile[];
  /** Seconds since the epoch when the newest data of the logdir were read. */
  readonly newestData: number;
  /** The decoder's state, encoded: it is needed only when there is something new to read. */
  readonly decoder: Uint8Array;
}

/** How far an events file had been read. */
export interface SavedFile {
  readonly state: Omit<FileState, 'failedAtMs'>;
  readonly problems: FileProblems | undefined;
}

/** Takes the snapshot of a run, just when its worker's answer has arrived: views of its columns, to be encoded at once. */
export function takeSnapshot(
  run: RunIngest,
  { state, resumeOffsets }: ExportedRun,
  rest: { readonly problems: ProblemList; readonly stored: SavedRun; readonly newestData: number },
): RunSnapshot {
  const { problems, stored, newestData } = rest;
  const files = [...run.files.values()].map((file): SavedFile => {
    const { id, source, head, sizeAtEnd, requestedMs, readMs, isUnshareable } = file;
    const offset = resumeOffsets.get(id) ?? file.offset;
    // Where it goes on from before damage, what was read last is not what lies before.
    const bytesBefore = offset === file.offset ? file.bytesBefore : undefined;
    return {
      state: { id, source, offset, head, bytesBefore, sizeAtEnd, requestedMs, readMs, isUnshareable },
      problems: problems.of(source.path),
    };
  });
  return { stored, files, newestData, decoder: new Uint8Array(serialize(state)) };
}

/** What the decoder knew. */
export function decoderStateOf(snapshot: Pick<RunSnapshot, 'decoder'>): DecoderState {
  return deserialize(snapshot.decoder) as DecoderState;
}

/** Whether the run's files are still those that were read: each there, the same one, and no shorter. New ones may be. */
export function isStillTrue({ files }: RunSnapshot, found: ReadonlyMap<string, SourceFile>): boolean {
  return files.every(({ state: { source, offset, sizeAtEnd } }) => {
    const now = found.get(source.path);
    const isSame = now?.identity === source.identity && now.run === source.run;
    return isSame && now.size >= Math.max(offset, sizeAtEnd ?? 0);
  });
}
