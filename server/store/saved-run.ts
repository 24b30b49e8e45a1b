import type { Arrival } from './arrival.ts';
import type { SavedBlobs } from './blob-columns.ts';
import type { SavedScalars } from './scalar-columns.ts';
import type { SeriesMetadata } from './series-store.ts';

/** A run of the store as plain data, all but the sealed chunks, which are in its chunk file. */
export interface SavedRun {
  readonly startTime: number | undefined;
  /** Paths of its events files, in the order in which payloads name them. */
  readonly files: readonly string[];
  /** Name of the chunk file in the cache folder, and how much of it belongs to this; undefined without sealed chunks. */
  readonly chunkFile: { readonly name: string; readonly size: number } | undefined;
  /** What it began with, where nobody has looked at that and nothing came after it; there are then no series. */
  readonly held: { readonly arrival: Arrival; readonly points: number } | undefined;
  readonly series: readonly SavedSeries[];
}

export interface SavedSeries {
  readonly tag: string;
  readonly metadata: SeriesMetadata;
  readonly points:
    | { readonly kind: 'scalar'; readonly scalars: SavedScalars }
    | { readonly kind: 'blob'; readonly blobs: SavedBlobs };
}
