/**
 * The store's contract: what ingest writes and what every query reads.
 *
 * A time series is (run, tag). Its kind and metadata are fixed by the first value seen for the tag in the run.
 * Scalars are columns in chunks; everything else (histograms, graphs, images, …) stays in its events file and the
 * store keeps where: file, offset, length, checksum.
 */

import type { AppError } from '../base/errors.ts';

/** What a series is stored as. */
export type SeriesKind = 'scalar' | 'blob';

/** Summary metadata of a series: TensorFlow's SummaryMetadata of its first value. */
export interface SeriesMetadata {
  /** "scalars", "histograms", "graphs", "images", …; "" when the writer named none. */
  readonly plugin: string;
  readonly displayName: string;
  /** Markdown, from the log: hostile until sanitised. */
  readonly description: string;
  /** DataClass of proto/tensorboard/summary.proto: 0 unknown, 1 scalar, 2 tensor, 3 blob sequence. */
  readonly dataClass: number;
  /** The plugin's own serialized message. */
  readonly content: Uint8Array;
}

/** A series that a batch brings into being, or whose metadata became known. `index` is its number in the batches of its run. */
export interface SeriesDefinition {
  readonly index: number;
  readonly tag: string;
  readonly kind: SeriesKind;
  readonly metadata: SeriesMetadata;
}

/** Points of a full chunk. */
export const CHUNK_POINTS = 4096;
/** Points of a cell: the finer of the two levels at which extremes are kept. */
export const CELL_POINTS = 64;

/** Extent of a chunk on an axis. Both ends are NaN when a point has none on it: then nothing is known. */
export interface AxisSummary {
  readonly lowest: number;
  readonly highest: number;
  /** No point lies before the one before it. */
  readonly isAscending: boolean;
}

/** What is known of a chunk's values without looking at them. Places are indexes in the chunk, -1 when there is none. */
export interface ValueSummary {
  /** Lowest and highest finite value (∞ and -∞ when there is none), and where each is first. */
  readonly lowest: number;
  readonly lowestAt: number;
  readonly highest: number;
  readonly highestAt: number;
  /** Of each CELL_POINTS points: where, in the cell, the lowest and the highest finite value are first. */
  readonly cells: Uint8Array;
  /** Values that a logarithmic axis has no place for: 0 and below, -∞ among them. */
  readonly nonPositiveCount: number;
  readonly nanCount: number;
  readonly positiveInfinityCount: number;
  readonly negativeInfinityCount: number;
  readonly firstNonFinite: number;
  /** First +∞, first -∞, first NaN. */
  readonly firstOfKinds: readonly [number, number, number];
}

/** What stays in memory of a full chunk whose points do not. Superseded points are in it like any other. */
export interface ChunkSummary extends ValueSummary {
  readonly steps: AxisSummary;
  readonly wallTimes: AxisSummary;
  /** Seconds since the epoch. */
  readonly firstWallTime: number;
  readonly firstNonFiniteStep: number | undefined;
}

/**
 * The points of a chunk, in the order of the file; 0 ≤ index < the chunk's length. To be read in the turn of the event loop
 * in which they were asked for: afterwards their columns may be another chunk's.
 */
export interface ChunkPoints {
  /** float32 as long as every value of the chunk was written so or narrower. May be longer than the chunk. */
  readonly values: Float32Array | Float64Array;
  stepAt(index: number): number;
  /** A bigint where the step may be beyond 2^53. */
  exactStepAt(index: number): number | bigint;
  /** Seconds since the epoch. */
  wallTimeAt(index: number): number;
}

/** Up to CHUNK_POINTS points that are next to each other in a series. */
export interface ScalarChunk {
  /** Index in the series of the chunk's first point. */
  readonly start: number;
  readonly length: number;
  readonly isFloat32: boolean;
  /** Some step is beyond 2^53, where a double holds it rounded. */
  readonly areStepsRounded: boolean;
  /** Undefined as long as the chunk grows. */
  readonly summary: ChunkSummary | undefined;
  /** Extent of its steps where it is known without a look at each: of a chunk that grows as long as they are even. */
  readonly stepExtent: AxisSummary | undefined;
  /** Points that a restart superseded. */
  readonly supersededCount: number;
  /** 1 where a restart superseded the point; undefined when it did so for none or for all of the chunk. */
  readonly superseded: Uint8Array | undefined;
  /**
   * The points, read back from the disk when they were put there.
   *
   * @throws AppError CHUNK_UNREADABLE when they cannot be
   */
  points(): ChunkPoints;
}

interface SeriesBase {
  readonly run: Run;
  readonly tag: string;
  readonly metadata: SeriesMetadata;
  /** Points kept, superseded ones included. */
  readonly length: number;
  /** Points that a restart superseded. */
  readonly supersededCount: number;
  /** Grows by one whenever points already there change (superseded by a restart): a reader must start over. */
  readonly generation: number;
}

export interface ScalarSeries extends SeriesBase {
  readonly kind: 'scalar';
  readonly chunks: readonly ScalarChunk[];
  /** Every value was written with an integer or boolean dtype (TensorBoard then prints integers). */
  readonly isInteger: boolean;
  /** Points whose value was no single number (a string, a vector): kept as NaN, TensorBoard answers 500. */
  readonly unreadableCount: number;
}

/** Which field of an Event or Summary.Value a blob's bytes were. */
export const BLOB_FORM = {
  /** Summary.Value.histo: a HistogramProto. */
  histo: 1,
  /** Summary.Value.tensor: a TensorProto. */
  tensor: 2,
  /** Summary.Value.image. */
  image: 3,
  /** Summary.Value.audio. */
  audio: 4,
  /** Event.graph_def: a GraphDef. */
  graphDef: 5,
  /** Event.tagged_run_metadata.run_metadata: a RunMetadata. */
  runMetadata: 6,
  /** Event.meta_graph_def: a MetaGraphDef. */
  metaGraphDef: 7,
  /** Metadata only (hparams of PyTorch): no bytes. */
  none: 8,
  /** Summary.Value.simple_value: four bytes, in a series that is no scalar. */
  simpleValue: 9,
} as const;

/** One value of a blob series: where its bytes are. */
export interface BlobPoint {
  readonly step: number;
  /** Seconds since the epoch. */
  readonly wallTime: number;
  /** Path of the events file. */
  readonly file: string;
  /** Byte offset and length of the payload in the file. */
  readonly offset: number;
  readonly length: number;
  /** Unmasked CRC-32C of the payload, checked again when it is read. */
  readonly crc: number;
  /** One of BLOB_FORM. */
  readonly form: number;
  readonly superseded: boolean;
}

export interface BlobSeries extends SeriesBase {
  readonly kind: 'blob';
  /** The point at an index in file order, 0 ≤ index < length. */
  at(index: number): BlobPoint;
  /** Two of its fields alone, for a look at each of very many. */
  stepAt(index: number): number;
  isSupersededAt(index: number): boolean;
}

export type Series = ScalarSeries | BlobSeries;

/** One run: the events files of one directory. */
export interface Run {
  /** Small integer, never reused while the server runs. */
  readonly id: number;
  /** Directory relative to the logdir with "/", "." for the root. */
  readonly name: string;
  /** Wall time of the first event in seconds; undefined until one was read. */
  readonly startTime: number | undefined;
  readonly series: ReadonlyMap<string, Series>;
  /**
   * What is known of each of its series but their points, in their order. Made once for many runs: the same list as long as
   * nothing in it changes, and shared by runs that began with the same. Asking for it costs nothing, unlike the first look
   * at `series`.
   */
  readonly definitions: readonly SeriesDefinition[];
}

/** What changed since the last notice. */
export interface StoreChange {
  /** Runs that appeared or got a new tag, metadata or start time. */
  readonly runs: ReadonlySet<Run>;
  /** Ids of runs that disappeared. */
  readonly removedRuns: ReadonlySet<number>;
  /** Series that got points or whose points were superseded. */
  readonly series: ReadonlySet<Series>;
}

/** Read side of the store. */
export interface SeriesStore {
  /** In TensorBoard's order: by start time (unknown last), then name. */
  runs(): readonly Run[];
  runByName(name: string): Run | undefined;
  runById(id: number): Run | undefined;
  /** Calls the listener after each batch of changes, at most once per turn of the event loop. Returns the unsubscriber. */
  onChange(listener: (change: StoreChange) => void): () => void;
  /** Totals over all runs. */
  totals(): { readonly runs: number; readonly series: number; readonly points: number };
}

/** Reads payloads that the store keeps by reference. */
export interface BlobReader {
  /** The payload, its checksum verified. Throws AppError BLOB_UNREADABLE with file and offset. */
  read(point: BlobPoint): Promise<Uint8Array>;
  /** Many payloads at once, in the order asked for; those that cannot be read as the error. Never throws. */
  readAll(points: readonly BlobPoint[]): Promise<readonly (Uint8Array | AppError)[]>;
}
