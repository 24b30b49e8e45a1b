import type { runlight } from '../../../proto/generated/live.js';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../live/live-topic.ts';
import { POINTS_PER_COLUMN, reduce } from '../../query/reduce.ts';
import { smoothPicks } from '../../query/smooth-picks.ts';
import { isCentred } from '../../query/smoothing.ts';
import type { Survey } from '../../query/survey.ts';
import type { ScalarSeries, SeriesStore, StoreChange } from '../../store/series-store.ts';
import { readNewPoints } from './new-points.ts';
import { pointsMessage, smoothedMessage, type SentSeries, type SeriesMessage } from './sent-series.ts';
import {
  describeRequest,
  parseTopicQuery,
  type ScalarsTopicQuery,
  type TopicRequest,
} from './topic-query.ts';

type ScalarsTopicMessage = runlight.live.IScalarsTopic;

/**
 * One tag over several runs: each reduced at first, then appended to, until so much was appended that it is reduced again. A
 * topic that takes the place of another one knows what the client holds by it, and sends the difference.
 */
export class ScalarsTopic implements LiveTopic {
  readonly runs: readonly number[];
  readonly #id: number;
  readonly #store: SeriesStore;
  readonly #tag: string;
  readonly #query: ScalarsTopicQuery;
  /** The tag whose values are x; undefined on another axis. */
  readonly #xTag: string | undefined;
  readonly #request: TopicRequest;
  /** By run; also of runs that an earlier topic showed, which the client still holds. */
  readonly #sent: Map<number, SentSeries>;
  #hasAnswered = false;

  constructor(id: number, topic: ScalarsTopicMessage, store: SeriesStore, replaced?: ScalarsTopic) {
    this.#id = id;
    this.#store = store;
    this.#tag = topic.tag ?? '';
    this.runs = topic.runs ?? [];
    this.#query = parseTopicQuery(topic);
    this.#request = describeRequest(topic, this.#query);
    this.#sent = replaced ? replaced.#sent : new Map();
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
      const update = sent && sent.series === found ? this.#goOn(runId, sent) : this.#begin(runId, found);
      if (update) series.push(update);
    }
    if (series.length === 0 && gone.length === 0 && this.#hasAnswered) return undefined;
    this.#hasAnswered = true;
    return { scalars: { id: this.#id, series, gone } };
  }

  #begin(run: number, series: ScalarSeries): SeriesMessage {
    const { generation, length } = series;
    const xSeries = this.#xSeries(series);
    const { points, picks, ...known } = reduce(series, { ...this.#query, xSeries });
    const x = xSeries && { series: xSeries, generation: xSeries.generation, length: xSeries.length };
    const isWhole = this.#showsAllOf(known.survey);
    const sent = {
      series,
      generation,
      x,
      request: this.#request,
      length,
      appended: 0,
      picks,
      isWhole,
      ...known,
    };
    this.#sent.set(run, sent);
    return pointsMessage(run, true, sent, points);
  }

  /** What has changed of what the client holds, or of what is asked for. */
  #goOn(run: number, sent: SentSeries): SeriesMessage | undefined {
    const { series } = sent;
    if (!this.#holds(sent)) return this.#begin(run, series);
    const isSmoothedAlike = sent.request.smoothingKey === this.#request.smoothingKey;
    if (!isSmoothedAlike && series.length !== sent.length) return this.#begin(run, series);
    sent.request = this.#request;
    if (isSmoothedAlike) return this.#append(run, sent);
    const { smoothing } = this.#query;
    const { smoothed, smoother } = smoothing ? smoothPicks(series, smoothing, sent.picks) : NOT_SMOOTHED;
    sent.smoother = smoother;
    return smoothedMessage(run, sent, smoothed);
  }

  /** Whether the points that the client holds are those that are asked for, apart from what was appended. */
  #holds({ series, generation, x, request, isWhole, survey }: SentSeries): boolean {
    if (request !== this.#request) {
      if (request.pointsKey !== this.#request.pointsKey) return false;
      if (request.columns !== this.#request.columns && !(isWhole && this.#showsAllOf(survey))) return false;
    }
    const xSeries = this.#xSeries(series);
    const isXSame =
      xSeries === x?.series && xSeries?.generation === x?.generation && xSeries?.length === x?.length;
    return series.generation === generation && isXSame;
  }

  #showsAllOf({ keptInRange }: Survey): boolean {
    return keptInRange <= this.#query.columns * POINTS_PER_COLUMN;
  }

  #append(run: number, sent: SentSeries): SeriesMessage | undefined {
    const { series } = sent;
    if (series.length === sent.length) return undefined;
    if (sent.length === 0) return this.#begin(run, series);
    // Where new points change what was sent of earlier ones, all of it is sent again: it is bounded by the columns.
    const { smoothing, columns } = this.#query;
    if (sent.axis.isComputed || (smoothing && isCentred(smoothing))) return this.#begin(run, series);
    const grown = series.length - sent.length;
    const isReduced = sent.survey.keptInRange + grown > columns * POINTS_PER_COLUMN;
    if (isReduced && sent.appended + grown > columns) return this.#begin(run, series);
    sent.appended += grown;
    const { survey, points, picks } = readNewPoints(series, sent.length, this.#query, sent);
    // Where the series crosses an end of the range, the nearest point on its other side comes along.
    if (this.#sideOf(survey) !== this.#sideOf(sent.survey)) return this.#begin(run, series);
    sent.survey = survey;
    sent.length = series.length;
    const held = new Uint32Array(sent.picks.length + picks.length);
    held.set(sent.picks);
    held.set(picks, sent.picks.length);
    sent.picks = held;
    return pointsMessage(run, false, sent, points);
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
  return (id, { scalars }, replaced) => {
    if (!scalars) return undefined;
    return new ScalarsTopic(id, scalars, store, replaced instanceof ScalarsTopic ? replaced : undefined);
  };
}

const NOT_SMOOTHED = { smoothed: undefined, smoother: undefined };
