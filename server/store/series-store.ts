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

/** Points in the order of the file. Arrays may be longer than `length`; read only that much. */
export interface ScalarChunk {
  /** Index in the series of the chunk's first point. */
  readonly start: number;
  readonly length: number;
  readonly steps: Float64Array;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array;
  /** float32 as long as every value of the chunk was written as float32 or narrower. */
  readonly values: Float32Array | Float64Array;
  /** 1 where a restart superseded the point; absent when none of the chunk is. */
  readonly superseded?: Uint8Array | undefined;
  /** Present when a step of the chunk is beyond 2^53, where `steps` holds it rounded. */
  readonly exactSteps?: BigInt64Array | undefined;
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
export interface SeriesReader {
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
