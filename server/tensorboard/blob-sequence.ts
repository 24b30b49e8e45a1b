import { tensorboard } from '../../proto/generated/tensorboard.js';
import { sampleEvenly } from '../query/sample.ts';
import { BLOB_FORM, type BlobPoint, type BlobReader, type BlobSeries } from '../store/series-store.ts';
import { visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { decodeStringTensor } from './string-tensor.ts';

/** Blobs of a payload whose form leaves no doubt. */
const COUNT_BY_FORM: ReadonlyMap<number, number> = new Map([
  [BLOB_FORM.image, 3],
  [BLOB_FORM.audio, 1],
  [BLOB_FORM.graphDef, 1],
  [BLOB_FORM.runMetadata, 1],
]);

/** One step of a blob sequence series, and how many blobs it has. */
export interface BlobStep {
  readonly point: BlobPoint;
  readonly count: number;
}

/** The points of a blob sequence by ascending step; of several at one step the first, as TensorBoard takes them. */
export function pointsByStep(series: BlobSeries): BlobPoint[] {
  const byStep = new Map<number, BlobPoint>();
  for (const point of visiblePoints(series)) if (!byStep.has(point.step)) byStep.set(point.step, point);
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/**
 * The blobs of one payload in TensorBoard's form: of an image its width and height as text and then the images, of a
 * sound the clips, of a graph the one message. None when the payload is damaged or of another form.
 */
export function splitBlobs(payload: Uint8Array, form: number): readonly Uint8Array[] {
  switch (form) {
    case BLOB_FORM.image:
      return imageBlobs(payload);
    case BLOB_FORM.audio:
      return audioBlobs(payload);
    case BLOB_FORM.graphDef:
    case BLOB_FORM.runMetadata:
      return [payload];
    case BLOB_FORM.tensor:
      return tensorBlobs(payload);
    default:
      return [];
  }
}

/** Reads and splits the payload of a point. Throws BLOB_UNREADABLE. */
export async function readBlobs(reader: BlobReader, point: BlobPoint): Promise<readonly Uint8Array[]> {
  return splitBlobs(await reader.read(point), point.form);
}

/** At most `limit` steps of a blob sequence, ascending; 0 = all. Those without blobs, or unreadable, are left out. */
export async function blobSteps(
  reader: BlobReader,
  counts: BlobCounts,
  series: BlobSeries,
  limit: number,
): Promise<BlobStep[]> {
  const points = pointsByStep(series);
  const chosen = [...sampleEvenly(points.length, limit)].flatMap((index) => points[index] ?? []);
  return (await counts.of(reader, series, chosen)).filter(({ count }) => count > 0);
}

/** How many blobs the points of a series have: told by reading them, once. */
export class BlobCounts {
  readonly #known = new WeakMap<
    BlobSeries,
    { readonly generation: number; readonly counts: Map<string, number> }
  >();

  async of(reader: BlobReader, series: BlobSeries, points: readonly BlobPoint[]): Promise<BlobStep[]> {
    const counts = this.#countsOf(series);
    for (const point of points) {
      const count = COUNT_BY_FORM.get(point.form);
      if (count !== undefined) counts.set(keyOf(point), count);
    }
    const unknown = points.filter((point) => !counts.has(keyOf(point)));
    const payloads = await reader.readAll(unknown);
    unknown.forEach((point, index) => {
      const payload = payloads[index];
      counts.set(keyOf(point), payload instanceof Uint8Array ? splitBlobs(payload, point.form).length : 0);
    });
    return points.map((point) => ({ point, count: counts.get(keyOf(point)) ?? 0 }));
  }

  #countsOf(series: BlobSeries): Map<string, number> {
    const known = this.#known.get(series);
    if (known?.generation === series.generation) return known.counts;
    const counts = new Map<string, number>();
    this.#known.set(series, { generation: series.generation, counts });
    return counts;
  }
}

function keyOf({ file, offset }: BlobPoint): string {
  return `${offset} ${file}`;
}

function imageBlobs(payload: Uint8Array): Uint8Array[] {
  try {
    const { width, height, encodedImageString } = tensorboard.Summary.Image.decode(payload);
    return [Buffer.from(String(width)), Buffer.from(String(height)), encodedImageString];
  } catch {
    return [];
  }
}

function audioBlobs(payload: Uint8Array): Uint8Array[] {
  try {
    return [tensorboard.Summary.Audio.decode(payload).encodedAudioString];
  } catch {
    return [];
  }
}

/** A vector of blobs; a matrix of clips and labels, of which the labels are dropped; a single blob. */
function tensorBlobs(payload: Uint8Array): readonly Uint8Array[] {
  const tensor = decodeStringTensor(payload);
  if (tensor === undefined) return [];
  const { shape, values } = tensor;
  if (shape.length < 2) return values;
  return shape.length === 2 && shape[1] === 2 ? values.filter((_, index) => index % 2 === 0) : [];
}
