import type { runlight } from '../../../proto/generated/live.js';
import { AppError } from '../../base/errors.ts';
import { columnBytes } from '../../live/columns.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../live/live-topic.ts';
import { sampleEvenly } from '../../query/sample.ts';
import type { BlobSeries, StoreChange } from '../../store/series-store.ts';
import type { ReadContext } from '../registry.ts';
import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';
import { readHistograms, visiblePoints } from './read-histograms.ts';

/** The histograms of one series: evenly chosen at first, then every new one, until those are as many again. */
class HistogramsTopic implements LiveTopic {
  readonly runs: readonly number[];
  readonly #id: number;
  readonly #context: ReadContext;
  readonly #run: number;
  readonly #tag: string;
  readonly #maxSteps: number;
  #sent: { series: BlobSeries; generation: number; length: number } | undefined;
  #appended = 0;

  constructor(id: number, topic: runlight.live.IHistogramsTopic, context: ReadContext) {
    this.#id = id;
    this.#context = context;
    this.#run = topic.run ?? 0;
    this.runs = [this.#run];
    this.#tag = topic.tag ?? '';
    this.#maxSteps = topic.maxSteps ?? 0;
  }

  concerns(change: StoreChange): boolean {
    for (const series of change.series)
      if (series.tag === this.#tag && series.run.id === this.#run) return true;
    return false;
  }

  async next(): Promise<ServerMessage | undefined> {
    const series = this.#series();
    const { generation, length } = series;
    const sent =
      this.#sent?.series === series && this.#sent.generation === generation ? this.#sent : undefined;
    if (sent?.length === length) return undefined;
    let points = visiblePoints(series, sent?.length ?? 0);
    const reset = !sent || (this.#maxSteps > 0 && this.#appended + points.length > this.#maxSteps);
    if (reset) {
      const all = visiblePoints(series);
      points = [...sampleEvenly(all.length, this.#maxSteps)].flatMap((index) => all[index] ?? []);
    }
    this.#appended = reset ? 0 : this.#appended + points.length;
    this.#sent = { series, generation, length };
    return { histograms: await this.#message(series, points, reset) };
  }

  #series(): BlobSeries {
    const run = this.#context.store.runById(this.#run);
    if (!run) throw new AppError('RUN_NOT_FOUND', 'the run is gone');
    const series = run.series.get(this.#tag);
    if (series?.kind !== 'blob')
      throw new AppError('TAG_NOT_FOUND', `run ${run.name} has no histograms ${this.#tag}`);
    return series;
  }

  async #message(
    series: BlobSeries,
    points: Parameters<typeof readHistograms>[1],
    reset: boolean,
  ): Promise<runlight.live.HistogramsUpdate.$Properties> {
    const read = await readHistograms(this.#context.blobs, points);
    const brokenSteps: number[] = [];
    const whole: { step: number; wallTime: number; buckets: Float64Array }[] = [];
    for (const { point, histogram } of read) {
      if ('broken' in histogram) brokenSteps.push(point.step);
      else whole.push({ step: point.step, wallTime: point.wallTime, buckets: histogram.buckets });
    }
    const numbers = whole.reduce((sum, { buckets }) => sum + buckets.length, 0);
    const buckets = new Float64Array(numbers);
    let at = 0;
    for (const histogram of whole) {
      buckets.set(histogram.buckets, at);
      at += histogram.buckets.length;
    }
    return {
      id: this.#id,
      reset,
      kept: series.length - series.supersededCount,
      steps: columnBytes(Float64Array.from(whole, ({ step }) => step)),
      wallTimes: columnBytes(Float64Array.from(whole, ({ wallTime }) => wallTime)),
      bucketCounts: columnBytes(Uint32Array.from(whole, (item) => item.buckets.length / NUMBERS_PER_BUCKET)),
      buckets: columnBytes(buckets),
      brokenSteps,
    };
  }
}

/** Makes the topics of the histograms dashboard. */
export function histogramsTopics(context: ReadContext): LiveTopicFactory {
  return (id, { histograms }) => (histograms ? new HistogramsTopic(id, histograms, context) : undefined);
}
