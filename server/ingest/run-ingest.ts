import type { DecoderState } from '../decode/decoder-state.ts';
import type { RunBatch } from '../decode/run-decoder.ts';
import { SUPERSEDE_FORM, type BlobBatch, type ScalarBatch } from '../decode/point-batch.ts';
import type { SourceFile } from '../sources/log-source.ts';
import { BlobColumns } from '../store/blob-columns.ts';
import type { RunCache } from '../store/run-cache.ts';
import type { StoredRun } from '../store/stored-run.ts';
import { PointGroups } from '../store/point-groups.ts';
import { ScalarColumns } from '../store/scalar-columns.ts';
import { freeBuffer } from './free-buffer.ts';
import type { FileJob, FileProgress } from './messages.ts';
import { decoderStateOf, type RunSnapshot } from './run-snapshot.ts';
import { SHAREABLE_BYTES } from './shared-read.ts';

/** A run with more to begin with than a few chunks is taken in at once, so that it can be put on the disk. */
const MAX_HELD_BYTES = 256 * 1024;

/** How far one events file has been read. */
export interface FileState {
  /** Unique over all files ever seen. */
  readonly id: number;
  source: SourceFile;
  offset: number;
  head: Uint8Array | undefined;
  /** The last bytes before `offset`; undefined = not known. */
  bytesBefore: Uint8Array | undefined;
  /** Size when its end was last reached; undefined before. */
  sizeAtEnd: number | undefined;
  /** Time of the last change, in milliseconds, that the last request to read and the last reading knew of. */
  requestedMs: number;
  readMs: number;
  /** Threads shared its reading and did not agree: one thread reads it from now on. */
  isUnshareable: boolean;
  /** performance.now() of the last failure to read it. */
  failedAtMs: number | undefined;
}

/** One run being read: its files in the order in which they are read, and its place in the store. */
export class RunIngest {
  readonly stored: StoredRun;
  readonly files = new Map<string, FileState>();
  /** The decoder's series numbers. */
  #series: (ScalarColumns | BlobColumns | undefined)[] = [];
  /** Those of them that the store has not made yet. */
  #heldDefinitions: RunBatch['definitions'] = [];

  /** What the cache folder holds of it; undefined without a cache. */
  readonly cache: RunCache | undefined;
  #restored: Pick<RunSnapshot, 'decoder'> | undefined;

  /** With `snapshot` it goes on where an earlier server stopped; `stored` then holds what that one had read. */
  constructor(stored: StoredRun, cache?: RunCache, snapshot?: RunSnapshot) {
    this.stored = stored;
    this.cache = cache;
    this.#restored = snapshot && { decoder: snapshot.decoder.slice() };
    for (const { state } of snapshot?.files ?? [])
      // A copy: what was saved may be a view of a whole snapshot.
      this.files.set(state.source.path, {
        ...state,
        head: state.head?.slice(),
        bytesBefore: state.bytesBefore?.slice(),
        failedAtMs: undefined,
      });
  }

  /** What the decoder of an earlier server knew, once; undefined when there was none. Batches follow its numbers. */
  takeRestoredState(): DecoderState | undefined {
    if (!this.#restored) return undefined;
    const state = decoderStateOf(this.#restored);
    this.#restored = undefined;
    this.useNumbering(state.tags);
    return state;
  }

  /** Milliseconds since the epoch of the newest change of a file. */
  get modifiedMs(): number {
    let newest = 0;
    for (const { source } of this.files.values()) newest = Math.max(newest, source.modifiedMs);
    return newest;
  }

  get isDirty(): boolean {
    for (const file of this.files.values()) if (isDirty(file)) return true;
    return false;
  }

  /** Whether some file has so much left to read that threads would share it. */
  get isLarge(): boolean {
    for (const { source, offset } of this.files.values())
      if (source.size - offset >= SHAREABLE_BYTES) return true;
    return false;
  }

  /** Whether a new file belongs before one that has been read: then the run must be read anew, to keep its order. */
  belongsBeforeRead(path: string): boolean {
    for (const file of this.files.values()) if (file.offset > 0 && path < file.source.path) return true;
    return false;
  }

  /** What is to be read now, in the order of the files' names, as TensorBoard reads them. */
  jobs(): FileJob[] {
    const dirty = [...this.files.values()].filter(isDirty);
    dirty.sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
    return dirty.map((file) => {
      file.requestedMs = file.source.modifiedMs;
      const { id, source, offset, head, bytesBefore } = file;
      const isShareable = source.size - offset >= SHAREABLE_BYTES;
      return { file: id, path: source.path, offset, head, bytesBefore, isShareable };
    });
  }

  /** Takes note of how far a file was read. */
  applyProgress(file: FileState, progress: FileProgress): void {
    file.offset = progress.offset;
    file.head = progress.head;
    file.bytesBefore = progress.bytesBefore;
    file.sizeAtEnd = progress.sizeAtEnd;
    file.failedAtMs = undefined;
    if (progress.sizeAtEnd === undefined) return;
    file.readMs = file.requestedMs;
    // The file may have grown since it was listed.
    file.source = { ...file.source, size: progress.sizeAtEnd };
  }

  /** Hands decoded columns to the store. `path` is the file they came from. Returns how many points were new. */
  applyBatch(batch: RunBatch, path: string): number {
    if (batch.startTime !== undefined) this.stored.setStartTime(batch.startTime);
    const held = this.#hold(batch);
    if (held > 0) return held;
    this.#settle();
    for (const { index, tag, kind, metadata } of batch.definitions) {
      this.#series[index] = this.stored.define(tag, kind, metadata);
    }
    const scalars = batch.scalars ? this.#applyScalars(batch.scalars) : 0;
    const blobs = batch.blobs ? this.#applyBlobs(batch.blobs, this.stored.fileIndex(path)) : 0;
    return scalars + blobs;
  }

  /** Leaves what came first as it came, until somebody looks at the run. Returns how many points that are, 0 = not done. */
  #hold({ scalars, blobs, definitions }: RunBatch): number {
    if (!scalars || blobs || scalars.buffer.byteLength > MAX_HELD_BYTES) return 0;
    const points = new PointGroups(scalars.buffer, scalars.count).pointCount;
    if (points === undefined || !this.stored.hold({ definitions, ...scalars }, points)) return 0;
    this.#heldDefinitions = definitions;
    return points;
  }

  #settle(): void {
    for (const { index, tag } of this.#heldDefinitions) this.#series[index] = this.stored.series.get(tag);
    this.#heldDefinitions = [];
  }

  /** Hands columns to the store that are numbered by the tags of another decoder, which read part of a file. */
  applyPart(batches: readonly RunBatch[], tags: DecoderState['tags'], path: string): number {
    const own = this.#series;
    for (const { definitions } of batches) {
      for (const { tag, kind, metadata } of definitions) this.stored.define(tag, kind, metadata);
    }
    this.useNumbering(tags);
    let points = 0;
    for (const batch of batches) points += this.applyBatch({ ...batch, definitions: [] }, path);
    this.#series = own;
    return points;
  }

  /** From now on batches are numbered by these tags. */
  useNumbering(tags: readonly { readonly tag: string }[]): void {
    this.#heldDefinitions = [];
    this.#series = tags.map(({ tag }) => this.stored.series.get(tag));
  }

  #applyScalars({ buffer, count }: ScalarBatch): number {
    const groups = new PointGroups(buffer, count);
    let points = 0;
    let isKept = false;
    for (let at = 0; at < count; at++) {
      const group = groups.at(at);
      const series = this.#series[group.series];
      if (!(series instanceof ScalarColumns)) continue;
      const before = series.length;
      if (series.appendGroup(group)) isKept = true;
      this.stored.notePoints(series, series.length - before);
      points += series.length - before;
    }
    if (!isKept) freeBuffer(buffer);
    return points;
  }

  #applyBlobs(batch: BlobBatch, fileIndex: number): number {
    let points = 0;
    for (let at = 0; at < batch.series.length; at++) {
      const series = this.#series[batch.series[at] ?? -1];
      if (!(series instanceof BlobColumns)) continue;
      const step = batch.steps[at] ?? 0;
      if (batch.forms[at] === SUPERSEDE_FORM) {
        series.supersede(step);
        this.stored.notePoints(series, 0);
        continue;
      }
      series.append(
        {
          step,
          wallTime: batch.wallTimes[at] ?? 0,
          offset: batch.offsets[at] ?? 0,
          length: batch.lengths[at] ?? 0,
          crc: batch.crcs[at] ?? 0,
          form: batch.forms[at] ?? 0,
        },
        fileIndex,
      );
      this.stored.notePoints(series, 1);
      points++;
    }
    return points;
  }
}

function isDirty(file: FileState): boolean {
  if (file.failedAtMs !== undefined) return false;
  return file.sizeAtEnd !== file.source.size || file.readMs !== file.source.modifiedMs;
}

/** Bytes of a file that have been read. A record that is not all there yet has been looked at: what waits is not unread. */
export function bytesReadOf({ source, offset, sizeAtEnd }: FileState): number {
  return sizeAtEnd === source.size ? source.size : Math.min(offset, source.size);
}

/** A file of which nothing has been read. */
export function newFileState(id: number, source: SourceFile): FileState {
  return {
    id,
    source,
    offset: 0,
    head: undefined,
    bytesBefore: undefined,
    sizeAtEnd: undefined,
    requestedMs: 0,
    readMs: 0,
    isUnshareable: false,
    failedAtMs: undefined,
  };
}
