import type { DecoderState } from '../decode/decoder-state.ts';
import type { Damage } from '../decode/record-stream.ts';
import type { RunBatch } from '../decode/run-decoder.ts';
import type { SentDefinitions } from './definition-lists.ts';

/** One events file to read on, as the main thread asks a worker. */
export interface FileJob {
  /** Number of the file, unique over all files ever seen. */
  readonly file: number;
  readonly path: string;
  /** Offset to go on from: 0, or what the last FileProgress said. */
  readonly offset: number;
  /** First bytes of the file when it was first read: when they differ now, it is another file. */
  readonly head: Uint8Array | undefined;
  /** The bytes before `offset` as they were read; when they differ now, it was written anew. Undefined: not known. */
  readonly bytesBefore: Uint8Array | undefined;
  /** Large enough for several threads to share. */
  readonly isShareable: boolean;
}

/** Part of a large file, which several workers read at the same time. */
export interface PartJob {
  readonly file: number;
  readonly path: string;
  /** Where to begin; with `isSearch` at the first sound record from there on. */
  readonly from: number;
  readonly isSearch: boolean;
  /** Where to stop: at the first record that begins at or after it. */
  readonly until: number;
  /** What the run's decoder knew where the first part begins. */
  readonly state: DecoderState;
}

/** How a part was read. */
export interface PartResult {
  /** Offsets of its first record and of the byte after its last; `start` undefined when no record was found. */
  readonly start: number | undefined;
  readonly end: number;
  /** Read to its end, with nothing in it that concerns more than itself (a restart of the job). */
  readonly isWhole: boolean;
  readonly records: number;
  readonly damages: readonly Damage[];
  readonly state: DecoderState;
}

/** Main thread → worker. */
export type WorkerRequest =
  | {
      readonly kind: 'read';
      readonly run: number;
      readonly files: readonly FileJob[];
      /** What the decoder of an earlier server knew, for a run that is not read from its beginning. */
      readonly state: DecoderState | undefined;
    }
  /** Tell what the run's decoder knows now, for a snapshot. */
  | { readonly kind: 'export'; readonly run: number }
  | { readonly kind: 'part'; readonly part: number; readonly job: PartJob }
  /** Go on reading a run where others left off: at `offset` of the file. */
  | {
      readonly kind: 'adopt';
      readonly run: number;
      readonly file: number;
      readonly offset: number;
      readonly state: DecoderState;
    }
  /** Somebody waits for answers: let the thread that gives them go first. */
  | { readonly kind: 'goBehind' }
  /** Forget a run that is gone, or that is to be read anew. */
  | { readonly kind: 'forget'; readonly run: number };

/** How far a file was read. */
export interface FileProgress {
  readonly file: number;
  readonly offset: number;
  /** Size of the file when its end was reached; undefined when the job's share was used up before. */
  readonly sizeAtEnd: number | undefined;
  /** Whole records read since the last progress. */
  readonly records: number;
  readonly head: Uint8Array | undefined;
  /** The last bytes before `offset`. */
  readonly bytesBefore: Uint8Array | undefined;
  readonly damages: readonly Damage[];
  /** Why it could not be read: "replaced" means that it is another file now; else a sentence. */
  readonly failure: 'replaced' | { readonly message: string } | undefined;
}

/** A batch on its way to the main thread. */
export interface SentBatch extends Omit<RunBatch, 'definitions'> {
  readonly definitions: SentDefinitions | undefined;
}

/** Worker → main thread. */
export type WorkerReply =
  | {
      readonly kind: 'batch';
      readonly run: number;
      /** The file that the batch's payload offsets are in. */
      readonly file: number;
      readonly batch: SentBatch | undefined;
      readonly progress: FileProgress;
    }
  /**
   * The answer to "export", after every batch of what was read before: together they are the run as it is. Undefined
   * when the worker does not hold the run.
   */
  | { readonly kind: 'exported'; readonly run: number; readonly exported: ExportedRun | undefined }
  /** The request has been worked off. `state` is what the decoder knows, where a large file has a large rest. */
  | { readonly kind: 'done'; readonly run: number; readonly state: DecoderState | undefined }
  | { readonly kind: 'partBatch'; readonly part: number; readonly batch: SentBatch | undefined }
  /** `result` undefined: the file could not be read. */
  | { readonly kind: 'partDone'; readonly part: number; readonly result: PartResult | undefined };

/** What a worker holds of a run between two requests. */
export interface ExportedRun {
  readonly state: DecoderState;
  /** By file number: where another worker has to go on reading. */
  readonly resumeOffsets: ReadonlyMap<number, number>;
}

/** How events are decoded. */
export interface DecodeOptions {
  readonly purgeOrphanedData: boolean;
}

/** What a worker is started with. */
export interface WorkerOptions extends DecodeOptions {
  /** The decoder's kernel, compiled for all workers. */
  readonly kernel: WebAssembly.Module;
}
