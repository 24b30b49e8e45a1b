import { AppError } from '../../base/errors.ts';
import { RUN_GRAPH_TAG } from '../../decode/series-metadata.ts';
import { BLOB_FORM, type SeriesStore } from '../../store/series-store.ts';
import type { ReadContext } from '../registry.ts';
import { decodeGraph, orInvalid, tensorString } from './source/decode-graph.ts';
import { graphsOf, readPayload, shownPoint, whereIs } from './source/graph-sources.ts';
import { limitAttributes } from './text/limit-attributes.ts';
import { printMessage } from './text/text-format.ts';

/** What `/data/plugin/graphs/info` says of one tag. */
export interface TagInfo {
  tag: string;
  conceptual_graph: boolean;
  op_graph: boolean;
  profile: boolean;
}

/** What `/data/plugin/graphs/info` says of one run. */
export interface RunInfo {
  run: string;
  tags: Record<string, TagInfo>;
  run_graph: boolean;
}

/** Query of `/data/plugin/graphs/graph`, as it came. */
export interface GraphTextQuery {
  readonly run?: string | undefined;
  readonly tag?: string | undefined;
  /** "true": the Keras model of the tag. */
  readonly conceptual?: string | undefined;
  /** Attributes above this many bytes are left out and named under `large_attrs_key`. */
  readonly limit_attr_size?: string | undefined;
  readonly large_attrs_key?: string | undefined;
}

const FLAGS_BY_PLUGIN: ReadonlyMap<string, readonly (keyof Omit<TagInfo, 'tag'>)[]> = new Map([
  ['graph_run_metadata', ['op_graph', 'profile']],
  ['graph_run_metadata_graph', ['op_graph']],
  ['graph_keras_model', ['conceptual_graph']],
  ['graph_tagged_run_metadata', ['profile']],
]);

/** Plugins that say in their content which version they wrote; TensorBoard ignores any but "1". */
const VERSIONED = new Set(['graph_run_metadata', 'graph_run_metadata_graph', 'graph_keras_model']);
const VERSION_1 = Buffer.from('1');

/** Which graphs and profiles each run has; runs without any are left out. */
export function graphInfo(store: SeriesStore): Record<string, RunInfo> {
  const runs: [string, RunInfo][] = [];
  for (const run of store.runs()) {
    const tags: [string, TagInfo][] = [];
    let hasRunGraph = false;
    for (const { tag, metadata } of run.definitions) {
      const { plugin, content } = metadata;
      hasRunGraph ||= plugin === 'graphs' && tag === RUN_GRAPH_TAG;
      const flags = FLAGS_BY_PLUGIN.get(plugin);
      if (flags === undefined || (VERSIONED.has(plugin) && VERSION_1.compare(content) !== 0)) continue;
      const info: TagInfo = { tag, conceptual_graph: false, op_graph: false, profile: false };
      for (const flag of flags) info[flag] = true;
      tags.push([tag, info]);
    }
    if (hasRunGraph || tags.length > 0) {
      runs.push([run.name, { run: run.name, tags: Object.fromEntries(tags), run_graph: hasRunGraph }]);
    }
  }
  return Object.fromEntries(runs);
}

/**
 * A graph as protobuf text (`text/x-protobuf`): the run's own without a tag, else the op graph or, when conceptual,
 * the Keras model of the tag. Throws REQUEST_INVALID, RUN_NOT_FOUND, GRAPH_NOT_FOUND, GRAPH_INVALID, BLOB_UNREADABLE.
 */
export async function graphText(context: ReadContext, query: GraphTextQuery): Promise<string> {
  const run = required('run', query.run);
  const limit = attributeLimit(query);
  const plugins = graphPlugins(query);
  const tag = query.tag ?? RUN_GRAPH_TAG;
  const known = context.store.runByName(run);
  const source = known && graphsOf(known).find((one) => one.tag === tag && plugins.includes(one.plugin));
  if (source === undefined) throw new AppError('GRAPH_NOT_FOUND', 'Not found');
  const payload = await readPayload(context.blobs, source);
  return orInvalid('graph', payload.where, () => {
    const graph = decodeGraph(payload, 'tensorboard');
    return printMessage(
      'GraphDef',
      limit === undefined ? graph : limitAttributes(graph, limit.bytes, limit.key),
    );
  });
}

/**
 * The run metadata of a tag as protobuf text. Throws REQUEST_INVALID, GRAPH_NOT_FOUND, GRAPH_INVALID,
 * BLOB_UNREADABLE.
 */
export async function runMetadataText(
  context: ReadContext,
  query: { readonly run?: string | undefined; readonly tag?: string | undefined },
): Promise<string> {
  const tag = required('tag', query.tag);
  const run = required('run', query.run);
  const series = context.store.runByName(run)?.series.get(tag);
  const hasProfile = series !== undefined && FLAGS_BY_PLUGIN.get(series.metadata.plugin)?.includes('profile');
  const point = hasProfile && series.kind === 'blob' ? shownPoint(series) : undefined;
  if (point === undefined) throw new AppError('GRAPH_NOT_FOUND', 'Not found');
  const bytes = await context.blobs.read(point);
  return orInvalid('run metadata', whereIs(point), () =>
    printMessage('RunMetadata', point.form === BLOB_FORM.tensor ? tensorString(bytes) : bytes),
  );
}

function graphPlugins(query: GraphTextQuery): readonly string[] {
  if (query.conceptual === 'true') return ['graph_keras_model'];
  return query.tag === undefined ? ['graphs'] : ['graph_run_metadata', 'graph_run_metadata_graph'];
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new AppError('REQUEST_INVALID', `query parameter "${name}" is required`);
  return value;
}

function attributeLimit(query: GraphTextQuery): { bytes: number; key: string } | undefined {
  if (query.limit_attr_size === undefined) return undefined;
  if (!/^\s*[+-]?\d+\s*$/.test(query.limit_attr_size)) {
    throw new AppError('REQUEST_INVALID', 'query parameter `limit_attr_size` must be an integer');
  }
  const bytes = Number(query.limit_attr_size);
  if (bytes <= 0)
    throw new AppError('REQUEST_INVALID', 'query parameter `limit_attr_size` must be greater than 0');
  if (query.large_attrs_key === undefined) {
    throw new AppError(
      'REQUEST_INVALID',
      'query parameter `large_attrs_key` is required with `limit_attr_size`',
    );
  }
  return { bytes, key: query.large_attrs_key };
}
