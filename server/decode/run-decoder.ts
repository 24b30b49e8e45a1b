import { tensorboard } from '../../proto/generated/tensorboard.js';
import { GROUP_FLAGS, POINT_MARK } from '../store/point-groups.ts';
import { BLOB_FORM, type SeriesDefinition, type SeriesMetadata } from '../store/series-store.ts';
import { crc32cOfView } from './crc32c.ts';
import { SUPERSEDE_FORM, type BlobBatch, type ScalarBatch } from './point-batch.ts';
import type { DecoderState } from './decoder-state.ts';
import { BlockHandler } from './block-handler.ts';
import { DecoderTools } from './decoder-tools.ts';
import type { Kernel } from './kernel.ts';
import type { RecordHandler } from './record-stream.ts';
import { RestartRule } from './restart-rule.ts';
import { RunTags, type TagState } from './run-tags.ts';
import { sessionStatus } from './session-status.ts';
import {
  GRAPH_METADATA,
  META_GRAPH_METADATA,
  META_GRAPH_TAG,
  metadataOfOldForm,
  RUN_GRAPH_TAG,
  RUN_METADATA_METADATA,
} from './series-metadata.ts';
import { MALFORMED, WIRE, type WireReader } from './wire-reader.ts';

/** Everything that was decoded since the last `take`. */
export interface RunBatch {
  readonly definitions: readonly SeriesDefinition[];
  readonly scalars: ScalarBatch | undefined;
  readonly blobs: BlobBatch | undefined;
  /** Wall time of the first event of the run in seconds; undefined until there is one. */
  readonly startTime: number | undefined;
}

/** Field tags (number × 8 + wire type) of Event and Summary. */
const EVENT = {
  wallTime: 9,
  step: 16,
  graphDef: 34,
  summary: 42,
  sessionLog: 58,
  runMetadata: 66,
  metaGraph: 74,
} as const;
const FIRST_OF_ONEOF = 26;
const SUMMARY_VALUE = 10;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes the events of one run into columns, in the order of its files. Holds what the rules need to remember
 * between events: tags, the first metadata of each, and what a restart supersedes.
 *
 * The common event (wall time, step, scalars of known tags as simple_value or as a rank-0 tensor) is for the kernel,
 * in `walk`; `decode` reads any event, metadata and unusual tensors through protobufjs. Payloads other than scalars are
 * kept by reference.
 */
export class RunDecoder {
  readonly #tools: DecoderTools;
  readonly #reader: WireReader;
  readonly #tags: RunTags;
  readonly #restarts: RestartRule;
  #file = 0;
  /** Offset in the file of byte 0 of the bytes being decoded. */
  #base = 0;
  #startTime: number | undefined;
  #hasToldStartTime: boolean;
  #hasSeenSession = false;
  #eventNumber = 0;
  /** The kernel may go first: the restart rule has nothing to say about summaries. */
  #canBePlain = false;
  /** Session of the kernel, if that still is it, in which it knows tags of the present file; sessions begin with 1. */
  #session = -1;
  /** Scalar series of the event being decoded whose tags the kernel does not know yet. */
  #newlyPlain: TagState[] = [];
  #wallTime = 0;
  #step = 0;
  #exactStep: bigint | undefined;
  /** Summaries of the event being decoded that come before its last one, which protobuf merges: nearly always none. */
  #earlierSummaries: { start: number; end: number }[] | undefined;

  /**
   * @param state with it, it goes on where the decoder that exported it left off
   * @param tools what it shares with other decoders that are used in turn, each until nothing is pending
   */
  constructor(options: { purgeOrphanedData: boolean }, state?: DecoderState, tools = new DecoderTools()) {
    this.#tools = tools;
    this.#reader = tools.reader;
    this.#restarts = new RestartRule(options.purgeOrphanedData, state?.restart);
    this.#startTime = state?.startTime;
    this.#hasToldStartTime = state !== undefined;
    this.#tags = new RunTags(state?.tags);
  }

  /** Everything remembered, as plain data; take what is pending first. */
  exportState(): DecoderState {
    return { tags: this.#tags.memories(), restart: this.#restarts.state, startTime: this.#startTime };
  }

  /** Whether an event came up that concerns more than its own tags: a session log or a file version. */
  get hasSeenSession(): boolean {
    return this.#hasSeenSession;
  }

  /** Entries waiting for `take`. */
  get pending(): number {
    return this.#tools.scalars.length + this.#tools.blobs.length;
  }

  /** Says that the following events come from another file of the run. `file` is any number of the caller's. */
  beginFile(file: number): void {
    if (this.#file !== file) this.#session = -1;
    this.#file = file;
  }

  /** Where bytes of the file must be for `walk` to see them. */
  get kernel(): Kernel {
    return this.#tools.kernel;
  }

  /** What a stream hands the records of a block to, whose first byte is at offset `base` of the file. */
  handler(block: Uint8Array, base: number): RecordHandler {
    return new BlockHandler(this, block, base);
  }

  /** Whether the kernel may go first in the present file. */
  get canWalk(): boolean {
    return this.#canBePlain && this.#isInSession;
  }

  /**
   * Decodes the event at bytes[start, end); `base` is the offset in the file of bytes[0].
   * Returns false, and leaves no trace of it, when the bytes are no Event.
   */
  decode(bytes: Uint8Array, start: number, end: number, base: number): boolean {
    this.#reader.setBytes(bytes);
    const blobsBefore = this.#tools.blobs.length;
    this.#reader.position = start;
    this.#reader.limit = end;
    this.#base = base;
    try {
      this.#event(end);
      this.#canBePlain = this.#startTime !== undefined && this.#restarts.isCurrentVersion;
      this.#tags.commit();
      this.#tools.scalars.commit();
      if (this.#newlyPlain.length > 0) this.#teachKernel();
      return true;
    } catch (error) {
      if (error !== MALFORMED) throw error;
      this.#tools.scalars.drop();
      this.#newlyPlain = [];
      this.#tools.blobs.rollBack(blobsBefore);
      this.#tags.rollBack();
      return false;
    }
  }

  get #isInSession(): boolean {
    return this.#tools.kernel.session === this.#session;
  }

  #teachKernel(): void {
    if (!this.#isInSession) this.#session = this.#tools.kernel.begin();
    for (const state of this.#newlyPlain) {
      state.session = this.#session;
      this.#tools.kernel.learn(state.tag, state.index);
    }
    this.#newlyPlain = [];
  }

  /** Everything decoded since the last call; undefined when that is nothing. */
  take(): RunBatch | undefined {
    const scalars = this.#tools.scalars.take();
    const blobs = this.#tools.blobs.take();
    const definitions = this.#tags.takeDefinitions();
    const isStartNews = this.#startTime !== undefined && !this.#hasToldStartTime;
    if (!scalars && !blobs && definitions.length === 0 && !isStartNews) return undefined;
    this.#hasToldStartTime = true;
    return { definitions, scalars, blobs, startTime: this.#startTime };
  }

  #event(end: number): void {
    const reader = this.#reader;
    this.#wallTime = 0;
    this.#step = 0;
    this.#exactStep = undefined;
    this.#eventNumber++;
    this.#earlierSummaries = undefined;
    let what = 0;
    let whatStart = 0;
    let whatEnd = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === EVENT.wallTime) {
        this.#wallTime = reader.double();
      } else if (tag === EVENT.step) {
        this.#step = reader.int64();
        this.#exactStep = reader.exact;
      } else if ((tag & 7) === WIRE.length && tag >= FIRST_OF_ONEOF && tag <= EVENT.metaGraph) {
        const fieldEnd = reader.lengthEnd();
        // A oneof: the last field wins; two summaries in a row merge, which for a repeated field is one after the other.
        if (what !== 0) this.#noteEarlier(what, tag, whatStart, whatEnd);
        what = tag;
        whatStart = reader.position;
        whatEnd = fieldEnd;
        reader.position = whatEnd;
      } else {
        reader.skip(tag);
      }
    }
    this.#what(what, whatStart, whatEnd);
    this.#startTime ??= this.#wallTime;
  }

  #noteEarlier(earlier: number, later: number, start: number, end: number): void {
    if (earlier !== EVENT.summary || later !== EVENT.summary) this.#earlierSummaries = undefined;
    else (this.#earlierSummaries ??= []).push({ start, end });
  }

  #what(what: number, start: number, end: number): void {
    switch (what) {
      case EVENT.summary:
        if (this.#earlierSummaries)
          for (const earlier of this.#earlierSummaries) this.#summary(earlier.start, earlier.end);
        this.#summary(start, end);
        this.#restarts.sawSummary(this.#step);
        return;
      case FIRST_OF_ONEOF:
        this.#hasSeenSession = true;
        this.#restarts.sawFileVersion(this.#text(start, end));
        return;
      case EVENT.graphDef:
        this.#synthesized(RUN_GRAPH_TAG, GRAPH_METADATA, BLOB_FORM.graphDef, start, end);
        return;
      case EVENT.metaGraph:
        this.#synthesized(META_GRAPH_TAG, META_GRAPH_METADATA, BLOB_FORM.metaGraphDef, start, end);
        return;
      case EVENT.runMetadata:
        this.#taggedRunMetadata(start, end);
        return;
      case EVENT.sessionLog:
        this.#hasSeenSession = true;
        if (this.#restarts.sawSessionLog(sessionStatus(this.#reader, start, end))) {
          for (const state of this.#tags.all()) this.#supersede(state);
        }
    }
  }

  #summary(start: number, end: number): void {
    const reader = this.#reader;
    reader.position = start;
    reader.limit = end;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag !== SUMMARY_VALUE) {
        reader.skip(tag);
        continue;
      }
      const valueEnd = reader.lengthEnd();
      this.#value(reader.position, valueEnd);
      reader.position = valueEnd;
      reader.limit = end;
    }
  }

  #value(start: number, end: number): void {
    const fields = this.#tools.fields;
    fields.read(this.#reader, start, end);
    const { form } = fields;
    const state = this.#tags.of(this.#text(fields.tagStart, fields.tagEnd));
    if (state.metadata === undefined || state.file !== this.#file)
      this.#learn(state, form, fields.metadataStart, fields.metadataEnd);
    if (form === BLOB_FORM.none && state.firstInFile.plugin !== 'hparams') return;
    this.#supersedeOnce(state);
    this.#point(state, form, fields.valueStart, fields.valueEnd, fields.simple);
  }

  #point(state: TagState, form: number, start: number, end: number, simple: number): void {
    const isTensor = form === BLOB_FORM.tensor;
    if (state.kind === 'blob') {
      this.#pushBlob(state, form, start, end);
      return;
    }
    let isNumber = false;
    if (form === BLOB_FORM.simpleValue) {
      this.#tools.scalar.setFloat(simple);
      isNumber = true;
    } else if (isTensor) {
      isNumber = this.#tools.scalar.readTensor(this.#reader, start, end);
    }
    if (state.kind === undefined) {
      if (this.#tags.decideKind(state, isNumber) === 'blob') {
        this.#pushBlob(state, form, start, end);
        return;
      }
    }
    const isTaught = this.#isInSession && state.session === this.#session;
    if (!isTaught && state.metadata !== undefined && state.file === this.#file) this.#newlyPlain.push(state);
    const { value, isWide, isInteger } = this.#tools.scalar;
    if (isNumber) {
      const flags = (isWide ? GROUP_FLAGS.wide : 0) | (isInteger ? 0 : GROUP_FLAGS.floating);
      this.#hold(state, value, POINT_MARK.point, flags);
    } else {
      this.#hold(state, NaN, POINT_MARK.unreadable, 0);
    }
  }

  #hold({ index: series }: TagState, value: number, mark: number, flags: number): void {
    const step = this.#step;
    const exactStep = this.#exactStep;
    this.#tools.scalars.hold({ series, step, exactStep, wallTime: this.#wallTime, value, mark, flags });
  }

  #pushBlob(state: TagState, form: number, start: number, end: number): void {
    this.#tools.blobs.push({
      series: state.index,
      step: this.#step,
      wallTime: this.#wallTime,
      offset: this.#base + start,
      length: end - start,
      crc: crc32cOfView(this.#reader.view, start, end),
      form,
    });
  }

  #supersedeOnce(state: TagState): void {
    if (!this.#restarts.supersedesOnSummary(this.#step) || state.supersededIn === this.#eventNumber) return;
    state.supersededIn = this.#eventNumber;
    this.#supersede(state);
  }

  #supersede(state: TagState): void {
    if (state.kind === 'scalar') {
      this.#hold(state, NaN, POINT_MARK.supersede, 0);
    } else if (state.kind === 'blob') {
      const { index: series } = state;
      this.#tools.blobs.push({
        series,
        step: this.#step,
        wallTime: this.#wallTime,
        offset: 0,
        length: 0,
        crc: 0,
        form: SUPERSEDE_FORM,
      });
    }
  }

  #learn(state: TagState, form: number, start: number, end: number): void {
    const metadata = this.#metadataOf(state.tag, form, start, end);
    this.#tags.learn(state, this.#file, metadata, form !== BLOB_FORM.none);
  }

  #metadataOf(tag: string, form: number, start: number, end: number): SeriesMetadata | undefined {
    const cache = this.#tools.metadata;
    if (end < 0) return cache.ofOldForm(form, tag);
    let given;
    try {
      given = cache.parse(this.#reader.bytes.subarray(start, end));
    } catch {
      throw MALFORMED;
    }
    return metadataOfOldForm(form, tag, given) ?? given;
  }

  #synthesized(tag: string, metadata: SeriesMetadata, form: number, start: number, end: number): void {
    const state = this.#tags.of(tag);
    if (state.metadata === undefined) {
      state.metadata = metadata;
      state.firstInFile = metadata;
      state.file = this.#file;
    }
    this.#supersedeOnce(state);
    this.#restarts.sawSummary(this.#step);
    this.#point(state, form, start, end, NaN);
  }

  #taggedRunMetadata(start: number, end: number): void {
    let message;
    try {
      message = tensorboard.TaggedRunMetadata.decode(this.#reader.bytes.subarray(start, end));
    } catch {
      throw MALFORMED;
    }
    // protobufjs hands out views of the bytes that it was given: where the view begins tells the payload's place.
    const payload = message.runMetadata;
    const at = payload.length > 0 ? payload.byteOffset - this.#reader.bytes.byteOffset : start;
    this.#synthesized(message.tag, RUN_METADATA_METADATA, BLOB_FORM.runMetadata, at, at + payload.length);
  }

  #text(start: number, end: number): string {
    try {
      return utf8.decode(this.#reader.bytes.subarray(start, end));
    } catch {
      throw MALFORMED;
    }
  }
}
