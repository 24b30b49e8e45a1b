import { AppError } from '../../base/errors.ts';
import { MALFORMED } from '../../decode/wire-reader.ts';
import {
  BLOB_FORM,
  type BlobPoint,
  type BlobReader,
  type BlobSeries,
  type Run,
  type SeriesReader,
} from '../../store/series-store.ts';
import type { GraphChoice } from '../../../proto/api/graphs.ts';
import type { Audience } from './audience.ts';
import { kerasGraph } from './keras-graph.ts';
import { lastField } from './message-fields.ts';
import { opGraph } from './op-graph.ts';

/** Plugins whose series hold a graph, and its kind. */
const KIND_BY_PLUGIN: ReadonlyMap<string, GraphChoice['kind']> = new Map([
  ['graphs', 'op'],
  ['meta_graph', 'op'],
  ['graph_run_metadata', 'op'],
  ['graph_run_metadata_graph', 'op'],
  ['graph_keras_model', 'conceptual'],
]);

const META_GRAPH_DEF_FIELD = 2;
const TENSOR_STRING_VAL_FIELD = 8;

/** A graph of a run and where its bytes are. */
export interface GraphSource extends GraphChoice {
  readonly plugin: string;
  readonly point: BlobPoint;
}

/** Every graph of a run, its own graph before the tagged ones. */
export function graphsOf(run: Run): GraphSource[] {
  const sources = [...run.series.values()].flatMap((series) => {
    const source = series.kind === 'blob' ? graphSource(run, series) : undefined;
    return source === undefined ? [] : [source];
  });
  return sources.sort((a, b) => rank(a) - rank(b) || (a.tag < b.tag ? -1 : 1));
}

/**
 * The graph of a run and tag; without a tag the run's own one, else its first.
 * Throws RUN_NOT_FOUND or GRAPH_NOT_FOUND.
 */
export function findGraph(store: SeriesReader, runName: string, tag: string | undefined): GraphSource {
  const run = store.runByName(runName);
  if (run === undefined)
    throw new AppError('RUN_NOT_FOUND', `There is no run named ${JSON.stringify(runName)}.`);
  const sources = graphsOf(run);
  const source = tag === undefined ? sources[0] : sources.find((candidate) => candidate.tag === tag);
  if (source !== undefined) return source;
  const what = tag === undefined ? 'no graph' : `no graph under the tag ${JSON.stringify(tag)}`;
  throw new AppError('GRAPH_NOT_FOUND', `The run ${JSON.stringify(runName)} has ${what}.`);
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

/**
 * Reads a graph as a serialized GraphDef, whatever it was written as.
 * Throws BLOB_UNREADABLE when its bytes cannot be read again, GRAPH_INVALID when they hold no graph.
 */
export async function readGraph(
  blobs: BlobReader,
  source: GraphSource,
  audience: Audience,
): Promise<Uint8Array> {
  const bytes = await blobs.read(source.point);
  try {
    return toGraphDef(bytes, source, audience);
  } catch (error) {
    if (error !== MALFORMED) throw error;
    const { file, offset } = source.point;
    throw new AppError(
      'GRAPH_INVALID',
      `The graph at byte ${offset} of ${file} is damaged: ${MALFORMED.message}.`,
    );
  }
}

/** The payload of a blob of form `tensor` that holds one string. Throws MALFORMED. */
export function tensorString(tensor: Uint8Array): Uint8Array {
  const value = lastField(tensor, TENSOR_STRING_VAL_FIELD);
  if (value === undefined) throw MALFORMED;
  return value;
}

function toGraphDef(bytes: Uint8Array, source: GraphSource, audience: Audience): Uint8Array {
  if (source.point.form === BLOB_FORM.graphDef) return bytes;
  if (source.point.form === BLOB_FORM.metaGraphDef)
    return lastField(bytes, META_GRAPH_DEF_FIELD) ?? new Uint8Array(0);
  const payload = tensorString(bytes);
  if (source.kind === 'op') return opGraph(payload, audience);
  return kerasGraph(Buffer.from(payload).toString(), audience);
}

function graphSource(run: Run, series: BlobSeries): GraphSource | undefined {
  const { plugin } = series.metadata;
  const kind = KIND_BY_PLUGIN.get(plugin);
  const point = kind && shownPoint(series);
  if (kind === undefined || point === undefined) return undefined;
  const { step, wallTime, length } = point;
  return { run: run.name, tag: series.tag, kind, step, wallTime, bytes: length, plugin, point };
}

function rank(source: GraphSource): number {
  return source.plugin === 'graphs' ? 0 : 1;
}
