import { joinStates, type DecoderState } from '../decode/decoder-state.ts';
import type { RunBatch } from '../decode/run-decoder.ts';
import type { PartJob, PartResult } from './messages.ts';

/** Bytes of a part: small enough to wait for in memory, large enough that handing it over costs nothing. */
const PART_BYTES = 8 * 1024 * 1024;
/** A rest smaller than this is read by one thread. */
export const SHAREABLE_BYTES = 2 * PART_BYTES;

/** A large rest of a file to be shared. */
export interface SharedRest {
  readonly file: number;
  readonly path: string;
  readonly from: number;
  readonly until: number;
  readonly state: DecoderState;
}

/** What SharedRead asks for and tells. */
export interface SharedReadHost {
  /** Has a part read by any thread; `onDone` comes after all of its batches. */
  submit(
    job: PartJob,
    onBatch: (batch: RunBatch) => void,
    onDone: (result: PartResult | undefined) => void,
  ): void;
  /** A part in its place: its batches, numbered by the tags of its decoder's state. */
  apply(batches: readonly RunBatch[], result: PartResult): void;
  /** Everything up to `offset` has been applied; the rest, if any, is to be read by one thread that knows `state`. */
  finish(offset: number, state: DecoderState): void;
}

interface Part {
  readonly batches: RunBatch[];
  result: PartResult | undefined;
  isDone: boolean;
}

/**
 * Has the rest of a large file read by several threads, in parts that are put back together in order.
 *
 * A part begins wherever its first byte falls: its thread searches for the next sound record. It fits where that is
 * exactly where the part before it ended, and when nothing in it concerned more than itself (a restart of the job, a
 * tag that two parts saw first and took for different things). Where a part does not fit, it and what follows are read
 * again by one thread.
 */
export class SharedRead {
  readonly #rest: SharedRest;
  readonly #host: SharedReadHost;
  readonly #ahead: number;
  readonly #parts: Part[] = [];
  #applied = 0;
  #submittedUpTo: number;
  #offset: number;
  #joined: DecoderState;
  #isOver = false;

  /** `ahead`: how many parts may be read or wait at a time. */
  constructor(rest: SharedRest, ahead: number, host: SharedReadHost) {
    this.#rest = rest;
    this.#ahead = ahead;
    this.#host = host;
    this.#submittedUpTo = rest.from;
    this.#offset = rest.from;
    this.#joined = rest.state;
    this.#submit();
  }

  /** What is still under way is no longer wanted. */
  cancel(): void {
    this.#isOver = true;
  }

  #submit(): void {
    const { file, path, from, until, state } = this.#rest;
    while (this.#submittedUpTo < until && this.#parts.length - this.#applied < this.#ahead) {
      const partFrom = this.#submittedUpTo;
      // The last part takes what would be too small for one of its own.
      const partUntil = until - partFrom < SHAREABLE_BYTES ? until : partFrom + PART_BYTES;
      const part: Part = { batches: [], result: undefined, isDone: false };
      this.#parts.push(part);
      this.#submittedUpTo = partUntil;
      const job = { file, path, from: partFrom, isSearch: partFrom !== from, until: partUntil, state };
      this.#host.submit(
        job,
        (batch) => part.batches.push(batch),
        (result) => {
          part.result = result;
          part.isDone = true;
          if (!this.#isOver) this.#applyInOrder();
        },
      );
    }
  }

  #applyInOrder(): void {
    for (;;) {
      const part = this.#parts[this.#applied];
      if (!part?.isDone) break;
      if (!this.#applyPart(part)) {
        this.#finish();
        return;
      }
      this.#parts[this.#applied++] = { batches: [], result: undefined, isDone: true };
    }
    this.#submit();
    if (this.#applied === this.#parts.length) this.#finish();
  }

  /** Returns false when the part does not fit. */
  #applyPart({ result, batches }: Part): boolean {
    if (!result?.isWhole || result.start !== this.#offset) return false;
    const joined = joinStates(this.#joined, this.#rest.state.tags.length, result.state);
    if (!joined) return false;
    this.#joined = joined;
    this.#offset = result.end;
    this.#host.apply(batches, result);
    return true;
  }

  #finish(): void {
    this.#isOver = true;
    this.#host.finish(this.#offset, this.#joined);
  }
}
