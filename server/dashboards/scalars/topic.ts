import type { runlight } from '../../../proto/generated/live.js';
import { columnBytes } from '../../live/columns.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../live/live-topic.ts';
import { reduce, type Reduction } from '../../query/reduce.ts';
import {
  areStepsRounded,
  axisAt,
  forEachStretch,
  isFloat32,
  originOf,
  type Axis,
} from '../../query/scalar-cursor.ts';
import type { Smoother } from '../../query/smooth.ts';
import type { ScalarSeries, SeriesStore, StoreChange } from '../../store/series-store.ts';

type ScalarsTopicMessage = runlight.live.IScalarsTopic;
type SeriesMessage = runlight.live.ScalarSeries.$Properties;

/** A plot narrower or wider than this is a mistake, or an attack on the server's memory. */
const MIN_COLUMNS = 16;
const MAX_COLUMNS = 8192;
const AXES: readonly Axis[] = ['step', 'relative', 'wall'];

/** What a client has of a series. */
interface Sent {
  readonly series: ScalarSeries;
  readonly generation: number;
  /** Points of the series that were looked at. */
  length: number;
  /** Points appended since the last reduction. */
  appended: number;
  readonly smoother: Smoother | undefined;
  counts: Pick<
    Reduction,
    | 'kept'
    | 'keptInRange'
    | 'nanCount'
    | 'positiveInfinityCount'
    | 'negativeInfinityCount'
    | 'firstNonFiniteStep'
  >;
  extent: readonly [number, number] | undefined;
}

/** One tag over several runs: reduced anew at first, then appended to, until so much was appended that it is reduced again. */
export class ScalarsTopic implements LiveTopic {
  readonly #id: number;
  readonly #store: SeriesStore;
  readonly #tag: string;
  readonly #runs: readonly number[];
  readonly #query: {
    axis: Axis;
    columns: number;
    from: number | undefined;
    to: number | undefined;
    smoothing: number;
    superseded: boolean;
  };
  readonly #sent = new Map<number, Sent>();
  #hasAnswered = false;

  constructor(id: number, topic: ScalarsTopicMessage, store: SeriesStore) {
    this.#id = id;
    this.#store = store;
    this.#tag = topic.tag ?? '';
    this.#runs = topic.runs ?? [];
    const smoothing = topic.smoothing ?? 0;
    this.#query = {
      axis: AXES[topic.axis ?? 0] ?? 'step',
      columns: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, topic.columns ?? 0)),
      from: topic.from ?? undefined,
      to: topic.to ?? undefined,
      smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
      superseded: topic.superseded ?? false,
    };
  }

  concerns(change: StoreChange): boolean {
    if (change.removedRuns.size > 0) return true;
    for (const series of change.series)
      if (series.tag === this.#tag && this.#runs.includes(series.run.id)) return true;
    return false;
  }

  next(): ServerMessage | undefined {
    const series: SeriesMessage[] = [];
    const gone: number[] = [];
    for (const runId of this.#runs) {
      const found = this.#store.runById(runId)?.series.get(this.#tag);
      const sent = this.#sent.get(runId);
      if (found?.kind !== 'scalar') {
        if (this.#sent.delete(runId)) gone.push(runId);
        continue;
      }
      const update = sent && sent.series === found ? this.#continue(runId, sent) : this.#begin(runId, found);
      if (update) series.push(update);
    }
    if (series.length === 0 && gone.length === 0 && this.#hasAnswered) return undefined;
    this.#hasAnswered = true;
    return { scalars: { id: this.#id, series, gone } };
  }

  #begin(run: number, series: ScalarSeries): SeriesMessage {
    const { generation, length } = series;
    const { points, extent, smoother, ...counts } = reduce(series, this.#query);
    const sent = { series, generation, length, appended: 0, smoother, counts, extent };
    this.#sent.set(run, sent);
    return message(run, true, sent, points);
  }

  #continue(run: number, sent: Sent): SeriesMessage | undefined {
    const { series } = sent;
    if (series.generation !== sent.generation) return this.#begin(run, series);
    if (series.length === sent.length) return undefined;
    const grown = series.length - sent.length;
    const isReduced = sent.counts.keptInRange + grown > this.#query.columns * 4;
    if (isReduced && sent.appended + grown > this.#query.columns) return this.#begin(run, series);
    sent.appended += grown;
    return message(run, false, sent, this.#newPoints(sent));
  }

  /** The points since the last look, and what they change in the counts. */
  #newPoints(sent: Sent): Reduction['points'] {
    const { series, smoother } = sent;
    const { axis, from: low = -Infinity, to: high = Infinity } = this.#query;
    const shift = axis === 'relative' ? originOf(series) : 0;
    const steps: number[] = [];
    const wallTimes: number[] = [];
    const values: number[] = [];
    const smoothed: number[] = [];
    const counts = { ...sent.counts };
    let [lowest, highest] = sent.extent ?? [Infinity, -Infinity];
    forEachStretch(series, sent.length, this.#query, (chunk, from, to) => {
      const points = chunk.points();
      for (let at = from; at < to; at++) {
        const x = axisAt(points, axis, at) - shift;
        const value = points.values[at]!;
        const average = smoother?.next(value);
        counts.kept++;
        if (x < lowest) lowest = x;
        if (x > highest) highest = x;
        if (!Number.isFinite(value)) countNonFinite(counts, value, points.stepAt(at));
        if (x < low || x > high) continue;
        counts.keptInRange++;
        steps.push(points.stepAt(at));
        wallTimes.push(points.wallTimeAt(at));
        values.push(value);
        if (average !== undefined) smoothed.push(average);
      }
    });
    sent.length = series.length;
    sent.counts = counts;
    sent.extent = lowest <= highest ? [lowest, highest] : undefined;
    return {
      steps: Float64Array.from(steps),
      wallTimes: Float64Array.from(wallTimes),
      values: Float64Array.from(values),
      smoothed: smoother && Float64Array.from(smoothed),
    };
  }
}

/** Makes the topics of the scalars dashboard. */
export function scalarsTopics(store: SeriesStore): LiveTopicFactory {
  return (id, { scalars }) => (scalars ? new ScalarsTopic(id, scalars, store) : undefined);
}

type MutableCounts = { -readonly [Key in keyof Sent['counts']]: Sent['counts'][Key] };

function countNonFinite(counts: MutableCounts, value: number, step: number): void {
  counts.firstNonFiniteStep ??= step;
  if (value > 0) counts.positiveInfinityCount++;
  else if (value < 0) counts.negativeInfinityCount++;
  else counts.nanCount++;
}

function message(run: number, reset: boolean, sent: Sent, points: Reduction['points']): SeriesMessage {
  const { series, counts, extent } = sent;
  const isNarrow = isFloat32(series);
  return {
    run,
    reset,
    kept: counts.kept,
    keptInRange: counts.keptInRange,
    steps: columnBytes(points.steps),
    wallTimes: columnBytes(points.wallTimes),
    values: columnBytes(isNarrow ? Float32Array.from(points.values) : points.values),
    valueIsFloat32: isNarrow,
    smoothed: points.smoothed ? columnBytes(points.smoothed) : new Uint8Array(0),
    origin: originOf(series),
    nanCount: counts.nanCount,
    positiveInfinityCount: counts.positiveInfinityCount,
    negativeInfinityCount: counts.negativeInfinityCount,
    firstNonFiniteStep: counts.firstNonFiniteStep ?? 0,
    firstX: extent?.[0] ?? 0,
    lastX: extent?.[1] ?? 0,
    stepsRounded: areStepsRounded(series),
  };
}
