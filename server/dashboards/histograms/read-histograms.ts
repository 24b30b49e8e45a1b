import type { BlobPoint, BlobReader, BlobSeries } from '../../store/series-store.ts';
import { decodeHistogram, type Histogram } from './decode-histogram.ts';

/** A histogram at its step, or why it cannot be shown. */
export interface HistogramAtStep {
  readonly point: BlobPoint;
  readonly histogram: Histogram | { readonly broken: string };
}

/** The points of a blob series that no restart superseded, from `firstIndex` on, in the order of the file. */
export function visiblePoints(series: BlobSeries, firstIndex = 0): BlobPoint[] {
  const points: BlobPoint[] = [];
  for (let index = firstIndex; index < series.length; index++) {
    const point = series.at(index);
    if (!point.superseded) points.push(point);
  }
  return points;
}

/** Reads and decodes histograms; a bad one is marked, the others are none the worse. */
export async function readHistograms(
  blobs: BlobReader,
  points: readonly BlobPoint[],
): Promise<HistogramAtStep[]> {
  const payloads = await blobs.readAll(points);
  return points.map((point, index) => {
    const payload = payloads[index];
    if (!(payload instanceof Uint8Array))
      return { point, histogram: { broken: payload?.message ?? 'not read' } };
    const histogram = decodeHistogram(payload, point.form);
    return { point, histogram: typeof histogram === 'string' ? { broken: histogram } : histogram };
  });
}
