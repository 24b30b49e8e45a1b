import type { tensorboard } from '../../../proto/generated/data-provider.js';
import { DATA_CLASS } from '../../decode/series-metadata.ts';
import { visiblePoints } from '../../dashboards/histograms/read-histograms.ts';
import { sampleEvenly } from '../../query/sample.ts';
import { openAxis } from '../../query/axis.ts';
import { axisExtent } from '../../query/survey.ts';
import type { BlobPoint, BlobReader, BlobSeries, Series, SeriesStore } from '../../store/series-store.ts';
import { keyOfBlob } from '../blob-key.ts';
import { blobOfKey } from '../blob-of-key.ts';
import { pointsByStep, type BlobCounts } from '../blob-sequence.ts';
import { lastScalarRow, scalarRows, type ScalarRow } from '../scalar-rows.ts';
import { tensorPayload } from '../tensor-payload.ts';
import { filterSeries, wantedPoints, type SeriesRequest } from './series-filter.ts';

type ScalarData = tensorboard.data.ScalarData.$Properties;
type TensorData = tensorboard.data.TensorData.$Properties;
type BlobSequenceData = tensorboard.data.BlobSequenceData.$Properties;

/** Blobs counted for a listing: those of the first and last steps and of so many between. */
const COUNTED_STEPS = 10;

/** Answers TensorBoard's data-provider protocol out of the store; each method takes and gives the message's properties. */
export class DataProvider {
  readonly #store: SeriesStore;
  readonly #blobs: BlobReader;
  readonly #counts: BlobCounts;
  readonly #logdirText: string;

  constructor(store: SeriesStore, blobs: BlobReader, counts: BlobCounts, logdirText: string) {
    this.#store = store;
    this.#blobs = blobs;
    this.#counts = counts;
    this.#logdirText = logdirText;
  }

  getExperiment(): tensorboard.data.GetExperimentResponse.$Properties {
    return { dataLocation: this.#logdirText };
  }

  listPlugins(): tensorboard.data.ListPluginsResponse.$Properties {
    const names = new Set<string>();
    for (const { definitions } of this.#store.runs()) {
      for (const { metadata } of definitions)
        if (metadata.dataClass !== DATA_CLASS.unknown) names.add(metadata.plugin);
    }
    return { plugins: [...names].map((name) => ({ name })) };
  }

  listRuns(): tensorboard.data.ListRunsResponse.$Properties {
    return { runs: this.#store.runs().map(({ name, startTime = 0 }) => ({ name, startTime })) };
  }

  listScalars(request: SeriesRequest): tensorboard.data.ListSeriesResponse.$Properties {
    return { runs: this.#list(request, DATA_CLASS.scalar) };
  }

  listTensors(request: SeriesRequest): tensorboard.data.ListSeriesResponse.$Properties {
    return { runs: this.#list(request, DATA_CLASS.tensor) };
  }

  async listBlobSequences(
    request: SeriesRequest,
  ): Promise<tensorboard.data.ListBlobSequencesResponse.$Properties> {
    const runs: tensorboard.data.ListBlobSequencesResponse.RunEntry.$Properties[] = [];
    for (const { run, series } of filterSeries(this.#store, request, DATA_CLASS.blobSequence)) {
      const tags: tensorboard.data.ListBlobSequencesResponse.TagEntry.$Properties[] = [];
      for (const one of series) {
        if (one.kind !== 'blob') continue;
        const metadata = { ...describe(one), maxLength: await this.#maxLength(one) };
        tags.push({ tagName: one.tag, metadata });
      }
      runs.push({ runName: run.name, tags });
    }
    return { runs };
  }

  readScalars(request: SeriesRequest): tensorboard.data.ReadScalarsResponse.$Properties {
    const count = wantedPoints(request);
    const runs = filterSeries(this.#store, request, DATA_CLASS.scalar).map(({ run, series }) => ({
      runName: run.name,
      tags: series.flatMap((one) =>
        one.kind === 'scalar' ? [{ tagName: one.tag, data: scalarData(readRows(one, count)) }] : [],
      ),
    }));
    return { runs };
  }

  async readTensors(request: SeriesRequest): Promise<tensorboard.data.ReadTensorsResponse.$Properties> {
    const count = wantedPoints(request);
    const runs: tensorboard.data.ReadTensorsResponse.RunEntry.$Properties[] = [];
    for (const { run, series } of filterSeries(this.#store, request, DATA_CLASS.tensor)) {
      const tags: tensorboard.data.ReadTensorsResponse.TagEntry.$Properties[] = [];
      for (const one of series) {
        if (one.kind === 'blob') tags.push({ tagName: one.tag, data: await this.#tensorData(one, count) });
      }
      runs.push({ runName: run.name, tags });
    }
    return { runs };
  }

  async readBlobSequences(
    request: SeriesRequest,
  ): Promise<tensorboard.data.ReadBlobSequencesResponse.$Properties> {
    const count = wantedPoints(request);
    const runs: tensorboard.data.ReadBlobSequencesResponse.RunEntry.$Properties[] = [];
    for (const { run, series } of filterSeries(this.#store, request, DATA_CLASS.blobSequence)) {
      const tags: tensorboard.data.ReadBlobSequencesResponse.TagEntry.$Properties[] = [];
      for (const one of series) {
        if (one.kind === 'blob') tags.push({ tagName: one.tag, data: await this.#blobData(one, count) });
      }
      runs.push({ runName: run.name, tags });
    }
    return { runs };
  }

  /** The bytes of a blob. Throws REQUEST_INVALID, BLOB_NOT_FOUND, BLOB_UNREADABLE. */
  readBlob(key: string): Promise<Uint8Array> {
    return blobOfKey({ store: this.#store, blobs: this.#blobs }, key);
  }

  #list(
    request: SeriesRequest,
    dataClass: number,
  ): tensorboard.data.ListSeriesResponse.RunEntry.$Properties[] {
    return filterSeries(this.#store, request, dataClass).map(({ run, series }) => ({
      runName: run.name,
      tags: series.map((one) => ({ tagName: one.tag, metadata: describe(one) })),
    }));
  }

  async #maxLength(series: BlobSeries): Promise<number> {
    const steps = await this.#counts.of(this.#blobs, series, sample(pointsByStep(series), COUNTED_STEPS));
    return steps.reduce((most, { count }) => Math.max(most, count), 0);
  }

  async #tensorData(series: BlobSeries, count: number): Promise<TensorData> {
    const points = sample(visiblePoints(series), count);
    const payloads = await this.#blobs.readAll(points);
    const data = { step: [] as number[], wallTime: [] as number[], value: [] as Uint8Array[] };
    points.forEach(({ step, wallTime, form }, index) => {
      const payload = payloads[index];
      const value = payload instanceof Uint8Array ? tensorPayload(payload, form) : undefined;
      if (value === undefined) return;
      data.step.push(step);
      data.wallTime.push(wallTime);
      data.value.push(value);
    });
    return data;
  }

  async #blobData(series: BlobSeries, wanted: number): Promise<BlobSequenceData> {
    const steps = await this.#counts.of(this.#blobs, series, sample(pointsByStep(series), wanted));
    const shown = steps.filter(({ count }) => count > 0);
    return {
      step: shown.map(({ point }) => point.step),
      wallTime: shown.map(({ point }) => point.wallTime),
      values: shown.map(({ point: { step }, count }) => ({
        blobRefs: Array.from({ length: count }, (_, index) => ({ blobKey: keyOfBlob(series, step, index) })),
      })),
    };
  }
}

function describe(series: Series): tensorboard.data.SeriesMetadata.$Properties {
  const { plugin, displayName, description, dataClass, content } = series.metadata;
  return {
    ...lastOf(series),
    summaryMetadata: {
      pluginData: { pluginName: plugin, content },
      displayName,
      summaryDescription: description,
      dataClass,
    },
  };
}

/** The highest step and wall time of a series; 0 when it has none. */
function lastOf(series: Series): { maxStep: number; maxWallTime: number } {
  const highest = (axis: 'step' | 'wall'): number => {
    if (series.kind === 'scalar') {
      const query = { axis, superseded: false };
      return axisExtent(series, query, openAxis(series, query)).high;
    }
    return visiblePoints(series).reduce(
      (most, { step, wallTime }) => Math.max(most, axis === 'step' ? step : wallTime),
      -Infinity,
    );
  };
  const [step, wallTime] = [highest('step'), highest('wall')];
  return { maxStep: step === -Infinity ? 0 : step, maxWallTime: wallTime === -Infinity ? 0 : wallTime };
}

function readRows(series: Extract<Series, { kind: 'scalar' }>, count: number): readonly ScalarRow[] {
  if (count === 0) return [];
  if (count > 1) return scalarRows(series, count);
  const last = lastScalarRow(series);
  return last ? [last] : [];
}

function scalarData(rows: readonly ScalarRow[]): ScalarData {
  return {
    step: rows.map(({ step }) => Number(step)),
    wallTime: rows.map(({ wallTime }) => wallTime),
    value: rows.map(({ value }) => value),
  };
}

/** At most `count` points, evenly; none for 0, as the protocol has it. */
function sample(points: readonly BlobPoint[], count: number): BlobPoint[] {
  if (count === 0) return [];
  return [...sampleEvenly(points.length, count)].flatMap((index) => points[index] ?? []);
}
