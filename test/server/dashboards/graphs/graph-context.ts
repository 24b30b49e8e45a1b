import type { ReadContext } from '../../../../server/dashboards/registry.ts';
import {
  BLOB_FORM,
  type BlobPoint,
  type BlobSeries,
  type Run,
} from '../../../../server/store/series-store.ts';
import { definitionsOf } from '../../../support/series.ts';

/** One recorded graph or run metadata, as ingest would hand it to the store. */
export interface RecordedGraph {
  readonly run: string;
  readonly tag: string;
  readonly plugin: string;
  /** One of BLOB_FORM. */
  readonly form: number;
  readonly payload: Uint8Array;
  readonly content?: Uint8Array;
  readonly step?: number;
}

/** A run's own graph. */
export function recordedGraph(run: string, payload: Uint8Array, step = 0): RecordedGraph {
  return { run, tag: '__run_graph__', plugin: 'graphs', form: BLOB_FORM.graphDef, payload, step };
}

interface GraphRun extends Run {
  readonly series: Map<string, BlobSeries>;
}

/** A store that holds these graphs and nothing else; runs and series in order of appearance. */
export function graphContext(graphs: readonly RecordedGraph[]): ReadContext {
  const payloads = new Map<BlobPoint, Uint8Array>();
  const runs = new Map<string, GraphRun>();
  const points = new Map<BlobSeries, BlobPoint[]>();
  for (const graph of graphs) {
    const all = new Map<string, BlobSeries>();
    const run: GraphRun = runs.get(graph.run) ?? {
      id: runs.size + 1,
      name: graph.run,
      startTime: 1,
      series: all,
      get definitions() {
        return definitionsOf(all);
      },
    };
    runs.set(graph.run, run);
    const series = run.series.get(graph.tag) ?? emptySeries(run, graph, points);
    run.series.set(graph.tag, series);
    const offset = payloads.size * 1000;
    const point = {
      step: graph.step ?? 0,
      wallTime: 1,
      file: `${graph.run}/events.out.tfevents.1.host`,
      offset,
      length: graph.payload.length,
      crc: 0,
      form: graph.form,
      superseded: false,
    };
    payloads.set(point, graph.payload);
    points.get(series)?.push(point);
  }
  const payload = (point: BlobPoint): Uint8Array => payloads.get(point) ?? new Uint8Array(0);
  const list = [...runs.values()];
  return {
    store: {
      runs: () => list,
      runByName: (name) => runs.get(name),
      runById: (id) => list.find((run) => run.id === id),
      onChange: () => () => undefined,
      totals: () => ({ runs: list.length, series: points.size, points: payloads.size }),
    },
    blobs: {
      read: async (point) => payload(point),
      readAll: async (all) => all.map(payload),
    },
  };
}

function emptySeries(run: Run, graph: RecordedGraph, points: Map<BlobSeries, BlobPoint[]>): BlobSeries {
  const own: BlobPoint[] = [];
  const series: BlobSeries = {
    kind: 'blob',
    run,
    tag: graph.tag,
    metadata: {
      plugin: graph.plugin,
      displayName: '',
      description: '',
      dataClass: 3,
      content: graph.content ?? new Uint8Array(0),
    },
    get length() {
      return own.length;
    },
    supersededCount: 0,
    generation: 0,
    at: (index) => {
      const point = own[index];
      if (point === undefined) throw new RangeError(`no point ${index}`);
      return point;
    },
    stepAt: (index) => series.at(index).step,
    isSupersededAt: (index) => series.at(index).superseded,
  };
  points.set(series, own);
  return series;
}
