import type { BlobPoint, BlobReader, BlobSeries } from '../../store/series-store.ts';
import { computeMidpoints, type Midpoints } from './midpoints.ts';
import type { Measures } from './measures.ts';
import { readHistograms, type HistogramAtStep } from './read-histograms.ts';

/** Buckets that stay in memory after they were read, over all series; least recently used dropped first. */
const CACHE_BYTES = 16 * 1024 * 1024;
const BYTES_PER_ENTRY = 400;
/** Histograms in memory at once while measures of a whole series are computed. */
const BATCH = 512;

/** The measures of one step. */
export interface MeasuredStep {
  readonly point: BlobPoint;
  /** One for each measure, or why there is none. */
  readonly numbers: readonly number[] | { readonly broken: string };
}

/** Reads histograms of series by their places, and keeps those read last: several views of a card ask for the same. */
export class HistogramReader {
  readonly #blobs: BlobReader;
  /** In order of use: a Map iterates in order of insertion. */
  readonly #cache = new Map<string, HistogramAtStep['histogram']>();
  #cachedBytes = 0;

  constructor(blobs: BlobReader) {
    this.#blobs = blobs;
  }

  /** In the order of `indexes`; one that cannot be read is marked, the others are none the worse. */
  async read(series: BlobSeries, indexes: readonly number[]): Promise<HistogramAtStep[]> {
    const points = indexes.map((index) => series.at(index));
    const found = points.map((point) => this.#recall(keyOf(point)));
    const missing = points.filter((_, at) => !found[at]);
    const read = missing.length > 0 ? await readHistograms(this.#blobs, missing) : [];
    let next = 0;
    return points.map((point, at) => {
      const histogram = found[at];
      if (histogram) return { point, histogram };
      const fresh = read[next++]!;
      this.#remember(keyOf(point), fresh.histogram);
      return fresh;
    });
  }

  /**
   * Measures of steps, batch by batch. Drift is that from the step before in the order of the file that can be read, or
   * from the histogram at `against`.
   */
  async *measure(
    series: BlobSeries,
    indexes: readonly number[],
    measures: Measures,
    against: number | undefined,
  ): AsyncGenerator<MeasuredStep[]> {
    const reference =
      measures.needOther && against !== undefined ? await this.#midpointsAt(series, against) : undefined;
    const needsBefore = measures.needOther && against === undefined;
    for (let start = 0; start < indexes.length; start += BATCH) {
      const batch = indexes.slice(start, start + BATCH);
      const befores = needsBefore ? batch.map((index) => findBefore(series, index)) : [];
      const wanted = [...new Set([...batch, ...befores.filter((index) => index >= 0)])];
      const read = await this.read(series, wanted);
      const byIndex = new Map(wanted.map((index, at) => [index, read[at]!]));
      const rows: MeasuredStep[] = [];
      for (const [at, index] of batch.entries()) {
        const { point, histogram } = byIndex.get(index)!;
        if ('broken' in histogram) {
          rows.push({ point, numbers: histogram });
          continue;
        }
        const other = needsBefore ? await this.#sound(series, befores[at] ?? -1, byIndex) : reference;
        const { buckets } = histogram;
        const midpoints = computeMidpoints(buckets);
        rows.push({ point, numbers: measures.compute({ buckets, midpoints, other }) });
      }
      yield rows;
    }
  }

  async #midpointsAt(series: BlobSeries, index: number): Promise<Midpoints | undefined> {
    const [found] = await this.read(series, [index]);
    return found && !('broken' in found.histogram) ? computeMidpoints(found.histogram.buckets) : undefined;
  }

  /** The histogram at a place, or the nearest before it that can be read. */
  async #sound(
    series: BlobSeries,
    from: number,
    known: ReadonlyMap<number, HistogramAtStep>,
  ): Promise<Midpoints | undefined> {
    for (let index = from; index >= 0; index = findBefore(series, index)) {
      const histogram = known.get(index)?.histogram ?? (await this.read(series, [index]))[0]?.histogram;
      if (histogram && !('broken' in histogram)) return computeMidpoints(histogram.buckets);
    }
    return undefined;
  }

  #recall(key: string): HistogramAtStep['histogram'] | undefined {
    const histogram = this.#cache.get(key);
    if (!histogram) return undefined;
    this.#cache.delete(key);
    this.#cache.set(key, histogram);
    return histogram;
  }

  #remember(key: string, histogram: HistogramAtStep['histogram']): void {
    // A file that cannot be read now may be readable later.
    if ('broken' in histogram || this.#cache.has(key)) return;
    this.#cache.set(key, histogram);
    this.#cachedBytes += sizeOf(histogram.buckets);
    for (const [oldest, entry] of this.#cache) {
      if (this.#cachedBytes <= CACHE_BYTES) return;
      this.#cache.delete(oldest);
      if (!('broken' in entry)) this.#cachedBytes -= sizeOf(entry.buckets);
    }
  }
}

/** The place before in the file that no restart superseded; -1 when there is none. */
function findBefore(series: BlobSeries, index: number): number {
  let before = index - 1;
  while (before >= 0 && series.isSupersededAt(before)) before--;
  return before;
}

function sizeOf(buckets: Float64Array): number {
  return BYTES_PER_ENTRY + buckets.byteLength;
}

function keyOf({ file, offset, crc }: BlobPoint): string {
  return `${file}\0${offset}\0${crc}`;
}
