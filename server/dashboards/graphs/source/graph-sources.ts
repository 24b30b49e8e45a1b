import { AppError } from '../../../base/errors.ts';
import {
  type BlobPoint,
  type BlobReader,
  type BlobSeries,
  type Run,
  type SeriesStore,
} from '../../../store/series-store.ts';
import type { GraphChoice } from '../../../../proto/api/graphs.ts';
import type { GraphPayload } from './decode-graph.ts';

/** Plugins whose series hold a graph, and its kind. */
const KIND_BY_PLUGIN: ReadonlyMap<string, GraphChoice['kind']> = new Map([
  ['graphs', 'op'],
  ['meta_graph', 'op'],
  ['graph_run_metadata', 'op'],
  ['graph_run_metadata_graph', 'op'],
  ['graph_keras_model', 'conceptual'],
]);

/** A graph of a run and where its bytes are. */
export interface GraphSource extends GraphChoice {
  readonly plugin: string;
  readonly point: BlobPoint;
}

/** As many graphs under one tag as can be chosen from: the latest. */
const MAX_VERSIONS = 100;

/** Plugins whose series hold run metadata. */
const PROFILE_PLUGINS = new Set(['graph_run_metadata', 'graph_tagged_run_metadata']);

/** The shown graph of every tag of a run, its own graph before the tagged ones; TensorFlow 1 repeats that in a meta graph. */
export function graphsOf(run: Run): GraphSource[] {
  const sources = [...run.series.values()].flatMap((series) => {
    const source = series.kind === 'blob' ? graphSource(run, series) : undefined;
    return source === undefined ? [] : [source];
  });
  const hasOwn = sources.some(({ plugin }) => plugin === 'graphs');
  return sources
    .filter(({ plugin }) => !(hasOwn && plugin === 'meta_graph'))
    .sort((a, b) => rank(a) - rank(b) || (a.tag < b.tag ? -1 : 1));
}

/** All graphs of a run: a tag has several when a job was restarted. In the order of `graphsOf`. */
export function graphVersionsOf(run: Run): GraphSource[] {
  return graphsOf(run).flatMap((shown) => {
    const series = run.series.get(shown.tag);
    return series?.kind === 'blob'
      ? versions(series).map((point, version) => withPoint(shown, point, version))
      : [];
  });
}

/**
 * The graph of a run and tag; without a tag the run's own one, else its first; without a version the one that is shown.
 * Throws RUN_NOT_FOUND or GRAPH_NOT_FOUND.
 */
export function findGraph(
  store: SeriesStore,
  runName: string,
  tag: string | undefined,
  version?: number,
): GraphSource {
  const run = store.runByName(runName);
  if (run === undefined)
    throw new AppError('RUN_NOT_FOUND', `There is no run named ${JSON.stringify(runName)}.`);
  const sources = graphsOf(run);
  const shown = tag === undefined ? sources[0] : sources.find((candidate) => candidate.tag === tag);
  if (shown === undefined) {
    const what = tag === undefined ? 'no graph' : `no graph under the tag ${JSON.stringify(tag)}`;
    throw new AppError('GRAPH_NOT_FOUND', `The run ${JSON.stringify(runName)} has ${what}.`);
  }
  if (version === undefined || version === shown.version) return shown;
  const series = run.series.get(shown.tag);
  const point = series?.kind === 'blob' ? versions(series)[version] : undefined;
  if (point === undefined) {
    throw new AppError(
      'GRAPH_NOT_FOUND',
      `There is no graph number ${version} under ${JSON.stringify(shown.tag)}.`,
    );
  }
  return withPoint(shown, point, version);
}

/** The run metadata of every tag of a run. */
export function profilesOf(run: Run): { run: string; tag: string; step: number; point: BlobPoint }[] {
  return [...run.series.values()].flatMap((series) => {
    const isProfile = series.kind === 'blob' && PROFILE_PLUGINS.has(series.metadata.plugin);
    const point = isProfile ? shownPoint(series) : undefined;
    return point ? [{ run: run.name, tag: series.tag, step: point.step, point }] : [];
  });
}

function versions(series: BlobSeries): BlobPoint[] {
  const points: BlobPoint[] = [];
  for (let index = 0; index < series.length; index++) {
    const point = series.at(index);
    if (!point.superseded) points.push(point);
  }
  return points.slice(-MAX_VERSIONS);
}

function withPoint(shown: GraphSource, point: BlobPoint, version: number): GraphSource {
  const { step, wallTime, length } = point;
  return { ...shown, point, version, isShown: version === shown.version, step, wallTime, bytes: length };
}

/**
 * The point that shows a series that shows one: that of the highest step, of several there the first, as in
 * TensorBoard; undefined when there is none.
 */
export function shownPoint(series: BlobSeries): BlobPoint | undefined {
  let shown: BlobPoint | undefined;
  for (let index = 0; index < series.length; index++) {
    const point = series.at(index);
    if (!point.superseded && (shown === undefined || point.step > shown.step)) shown = point;
  }
  return shown;
}

/** Reads what a graph was recorded as. Throws BLOB_UNREADABLE when its bytes are no longer there. */
export async function readPayload(blobs: BlobReader, source: GraphSource): Promise<GraphPayload> {
  const bytes = await blobs.read(source.point);
  return { bytes, form: source.point.form, kind: source.kind, where: whereIs(source.point) };
}

/** For messages: "byte 24 of /logs/run/events…". */
export function whereIs(point: BlobPoint): string {
  return `byte ${point.offset} of ${point.file}`;
}

function graphSource(run: Run, series: BlobSeries): GraphSource | undefined {
  const { plugin } = series.metadata;
  const kind = KIND_BY_PLUGIN.get(plugin);
  const point = kind && shownPoint(series);
  if (kind === undefined || point === undefined) return undefined;
  const { step, wallTime, length } = point;
  const version = versions(series).findIndex(
    ({ offset, file }) => offset === point.offset && file === point.file,
  );
  return {
    run: run.name,
    tag: series.tag,
    kind,
    version,
    isShown: true,
    step,
    wallTime,
    bytes: length,
    plugin,
    point,
  };
}

function rank(source: GraphSource): number {
  return source.plugin === 'graphs' ? 0 : 1;
}
