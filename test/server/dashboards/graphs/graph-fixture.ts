import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { ReadContext } from '../../../../server/dashboards/registry.ts';
import { BLOB_FORM } from '../../../../server/store/series-store.ts';
import { fixturePath, readOracle, type FixtureName } from '../../../support/fixtures.ts';
import { readEvents } from '../../../support/read-events.ts';
import { graphContext, recordedGraph, type RecordedGraph } from './graph-context.ts';

/** Every graph and run metadata of a fixture's runs whose name matches. */
export function fixtureGraphs(name: FixtureName, runs: Pick<RegExp, 'test'> = /^/): RecordedGraph[] {
  const logdir = fixturePath(name);
  const graphs: RecordedGraph[] = [];
  for (const entry of readdirSync(logdir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const run = relative(logdir, dirname(file)) || '.';
    if (!entry.isFile() || !entry.name.includes('tfevents') || !runs.test(run)) continue;
    for (const event of readEvents(file)) graphs.push(...graphsOfEvent(run, event));
  }
  return graphs;
}

/** A store that holds the graphs of a fixture. */
export function fixtureContext(name: FixtureName, runs?: RegExp): ReadContext {
  return graphContext(fixtureGraphs(name, runs));
}

/** The serialized GraphDef that a run of a fixture wrote last. */
export function fixtureGraph(name: FixtureName, run: string): Uint8Array {
  const graphs = fixtureGraphs(name, { test: (one) => one === run });
  const graph = graphs.findLast(({ form }) => form === BLOB_FORM.graphDef);
  if (graph === undefined) throw new Error(`${name} has no graph in ${run}`);
  return graph.payload;
}

/** What TensorBoard's own reader finds in a run's graph. */
export interface GraphOracle {
  readonly nodes: number;
  readonly edges: number;
  readonly edges_resolved: number;
  readonly edges_control: number;
  readonly edge_pairs: number;
  readonly namespaces: number;
  readonly functions: number;
  readonly function_nodes: number;
  readonly names_sha256: string;
  readonly devices: readonly string[];
  readonly devices_n: number;
  readonly error?: string;
}

/** The runs of a fixture that have a graph, with what TensorBoard's own reader finds in it. */
export function graphOracles(name: FixtureName): Map<string, GraphOracle> {
  const oracle = JSON.parse(readOracle(name)) as {
    runs: Record<string, { graphs?: { run_graph?: GraphOracle } }>;
  };
  return new Map(
    Object.entries(oracle.runs).flatMap(([run, { graphs }]) =>
      graphs?.run_graph ? [[run, graphs.run_graph]] : [],
    ),
  );
}

/** What TensorBoard's HTTP API answered to the requests for graphs, by path and query. */
export function graphAnswers(name: FixtureName): Map<string, unknown> {
  const answers = JSON.parse(readFileSync(`${fixturePath(name)}.tb.json`, 'utf8')) as Record<string, unknown>;
  const all = { ...answers, ...(answers['data'] as Record<string, unknown>) };
  return new Map(Object.entries(all).filter(([path]) => path.startsWith('/data/plugin/graphs/')));
}

function graphsOfEvent(run: string, event: tensorboard.Event): RecordedGraph[] {
  const step = Number(event.step);
  if (event.graphDef) return [recordedGraph(run, event.graphDef, step)];
  if (event.metaGraphDef) {
    const recorded = { tag: '__meta_graph__', plugin: 'meta_graph', form: BLOB_FORM.metaGraphDef };
    return [{ run, ...recorded, payload: event.metaGraphDef, step }];
  }
  if (event.taggedRunMetadata) {
    const { tag, runMetadata } = event.taggedRunMetadata;
    const payload = runMetadata ?? new Uint8Array(0);
    return [
      {
        run,
        tag: tag ?? '',
        plugin: 'graph_tagged_run_metadata',
        form: BLOB_FORM.runMetadata,
        payload,
        step,
      },
    ];
  }
  return (event.summary?.value ?? []).flatMap((value) => {
    const { pluginName, content } = value.metadata?.pluginData ?? {};
    if (!pluginName?.startsWith('graph_') || !value.tensor) return [];
    const payload = tensorboard.TensorProto.encode(value.tensor).finish();
    const described = { plugin: pluginName, content: content ?? new Uint8Array(0) };
    return [{ run, tag: value.tag ?? '', form: BLOB_FORM.tensor, payload, step, ...described }];
  });
}
