import type { runlight } from '../../../proto/generated/live.js';
import { columnBytes } from '../../live/columns.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../live/live-topic.ts';
import type { SeriesAxis } from '../../query/axis.ts';
import { reduce, type ReducedPoints } from '../../query/reduce.ts';
import { areStepsRounded, firstStepOf, isFloat32, originOf } from '../../query/scalar-cursor.ts';
import type { RunningSmoother } from '../../query/smooth.ts';
import { isCentred } from '../../query/smoothing.ts';
import type { Survey } from '../../query/survey.ts';
import type { ScalarSeries, SeriesStore, StoreChange } from '../../store/series-store.ts';
import { readNewPoints } from './new-points.ts';
import { parseTopicQuery, type ScalarsTopicQuery } from './topic-query.ts';

type ScalarsTopicMessage = runlight.live.IScalarsTopic;
type SeriesMessage = runlight.live.ScalarSeries.$Properties;

/** What a client has of a series. */
interface Sent {
  readonly series: ScalarSeries;
  readonly generation: number;
  /** The series of x, and how much of it was looked at; undefined where another axis is shown, or there is none. */
  readonly x:
    { readonly series: ScalarSeries; readonly generation: number; readonly length: number } | undefined;
  /** Points of the series that were looked at. */
  length: number;
  /** Points appended since the last reduction. */
  appended: number;
  readonly axis: SeriesAxis;
  readonly smoother: RunningSmoother | undefined;
  survey: Survey;
}

/** One tag over several runs: reduced anew at first, then appended to, until so much was appended that it is reduced again. */
export class ScalarsTopic implements LiveTopic {
  readonly runs: readonly number[];
  readonly #id: number;
  readonly #store: SeriesStore;
  readonly #tag: string;
  readonly #query: ScalarsTopicQuery;
  /** The tag whose values are x; undefined on another axis. */
  readonly #xTag: string | undefined;
  readonly #sent = new Map<number, Sent>();
  #hasAnswered = false;

  constructor(id: number, topic: ScalarsTopicMessage, store: SeriesStore) {
    this.#id = id;
    this.#store = store;
    this.#tag = topic.tag ?? '';
    this.runs = topic.runs ?? [];
    this.#query = parseTopicQuery(topic);
    this.#xTag = this.#query.axis === 'tag' ? (topic.xTag ?? '') : undefined;
  }

  concerns(change: StoreChange): boolean {
    if (change.removedRuns.size > 0) return true;
    for (const { tag, run } of change.series)
      if ((tag === this.#tag || tag === this.#xTag) && this.runs.includes(run.id)) return true;
    return false;
  }

  next(): ServerMessage | undefined {
    const series: SeriesMessage[] = [];
    const gone: number[] = [];
    for (const runId of this.runs) {
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
    const xSeries = this.#xSeries(series);
    const { points, survey, axis, smoother } = reduce(series, { ...this.#query, xSeries });
    const x = xSeries && { series: xSeries, generation: xSeries.generation, length: xSeries.length };
    const sent = { series, generation, x, length, appended: 0, axis, smoother, survey };
    this.#sent.set(run, sent);
    return message(run, true, sent, points);
  }

  #continue(run: number, sent: Sent): SeriesMessage | undefined {
    const { series, x } = sent;
    const xSeries = this.#xSeries(series);
    const isXSame =
      xSeries === x?.series && xSeries?.generation === x?.generation && xSeries?.length === x?.length;
    if (series.generation !== sent.generation || !isXSame) return this.#begin(run, series);
    if (series.length === sent.length) return undefined;
    if (sent.length === 0) return this.#begin(run, series);
    // Where new points change what was sent of earlier ones, all of it is sent again: it is bounded by the columns.
    const { smoothing, columns } = this.#query;
    if (sent.axis.isComputed || (smoothing && isCentred(smoothing))) return this.#begin(run, series);
    const grown = series.length - sent.length;
    const isReduced = sent.survey.keptInRange + grown > columns * 4;
    if (isReduced && sent.appended + grown > columns) return this.#begin(run, series);
    sent.appended += grown;
    const { survey, points } = readNewPoints(series, sent.length, this.#query, sent);
    // Where the series crosses an end of the range, the nearest point on its other side comes along.
    if (this.#sideOf(survey) !== this.#sideOf(sent.survey)) return this.#begin(run, series);
    sent.survey = survey;
    sent.length = series.length;
    return message(run, false, sent, points);
  }

  /** Where the series ends: -1 before the visible range, 0 in it, 1 after it. */
  #sideOf({ highestX }: Survey): number {
    const { from = -Infinity, to = Infinity } = this.#query;
    return highestX < from ? -1 : highestX > to ? 1 : 0;
  }

  #xSeries({ run }: ScalarSeries): ScalarSeries | undefined {
    const found = this.#xTag === undefined ? undefined : run.series.get(this.#xTag);
    return found?.kind === 'scalar' ? found : undefined;
  }
}

/** Makes the topics of the scalars dashboard. */
export function scalarsTopics(store: SeriesStore): LiveTopicFactory {
  return (id, { scalars }) => (scalars ? new ScalarsTopic(id, scalars, store) : undefined);
}

function message(run: number, reset: boolean, sent: Sent, points: ReducedPoints): SeriesMessage {
  const { series, survey, axis } = sent;
  const isNarrow = isFloat32(series);
  const isEmpty = survey.lowestX > survey.highestX;
  const isWithoutFinite = survey.lowest > survey.highest;
  return {
    run,
    reset,
    kept: survey.kept,
    keptInRange: survey.keptInRange,
    steps: columnBytes(points.steps),
    wallTimes: columnBytes(points.wallTimes),
    values: columnBytes(isNarrow ? Float32Array.from(points.values) : points.values),
    valueIsFloat32: isNarrow,
    smoothed: points.smoothed ? columnBytes(points.smoothed) : new Uint8Array(0),
    origin: originOf(series),
    nanCount: survey.nanCount,
    positiveInfinityCount: survey.positiveInfinityCount,
    negativeInfinityCount: survey.negativeInfinityCount,
    firstNonFiniteStep: survey.firstNonFiniteStep ?? 0,
    firstX: isEmpty ? 0 : survey.lowestX,
    lastX: isEmpty ? 0 : survey.highestX,
    stepsRounded: areStepsRounded(series),
    xs: axis.isComputed ? columnBytes(points.xs) : new Uint8Array(0),
    firstStep: firstStepOf(series),
    superseded: points.superseded ?? new Uint8Array(0),
    nonPositiveCount: survey.nonPositiveCount,
    nonPositiveXCount: survey.nonPositiveXCount,
    supersededCount: series.supersededCount,
    lowest: isWithoutFinite ? NaN : survey.lowest,
    highest: isWithoutFinite ? NaN : survey.highest,
  };
}
