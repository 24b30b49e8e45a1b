import type { Damage } from '../decode/record-stream.ts';
import type { RunBatch } from '../decode/run-decoder.ts';

/** One events file to read on, as the main thread asks a worker. */
export interface FileJob {
  /** Number of the file, unique over all files ever seen. */
  readonly file: number;
  readonly path: string;
  /** Offset to go on from: 0, or what the last FileProgress said. */
  readonly offset: number;
  /** First bytes of the file when it was first read: when they differ now, it is another file. */
  readonly head: Uint8Array | undefined;
}

/** Main thread → worker. */
export type WorkerRequest =
  | { readonly kind: 'read'; readonly run: number; readonly files: readonly FileJob[] }
  /** Forget a run that is gone, or that is to be read anew. */
  | { readonly kind: 'forget'; readonly run: number };

/** How far a file was read. */
export interface FileProgress {
  readonly file: number;
  readonly offset: number;
  /** Size of the file when its end was reached; undefined when the job's share was used up before. */
  readonly sizeAtEnd: number | undefined;
  readonly head: Uint8Array | undefined;
  readonly damages: readonly Damage[];
  /** Why it could not be read: "replaced" means that it is another file now; else a sentence. */
  readonly failure: 'replaced' | { readonly message: string } | undefined;
}

/** Worker → main thread. */
export type WorkerReply =
  | {
      readonly kind: 'batch';
      readonly run: number;
      /** The file that the batch's payload offsets are in. */
      readonly file: number;
      readonly batch: RunBatch | undefined;
      readonly progress: FileProgress;
    }
  /** The request has been worked off. */
  | { readonly kind: 'done'; readonly run: number };

/** What a worker is started with. */
export interface WorkerOptions {
  readonly purgeOrphanedData: boolean;
}
