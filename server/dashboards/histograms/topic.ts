import type { runlight } from '../../../proto/generated/live.js';
import { AppError } from '../../base/errors.ts';
import { columnBytes } from '../../live/columns.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../live/live-topic.ts';
import type { BlobSeries, StoreChange } from '../../store/series-store.ts';
import type { ReadContext } from '../registry.ts';
import { chooseSteps, findStep, type ChosenSteps, type StepChoice } from './choose-steps.ts';
import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';
import { HistogramReader } from './histogram-reader.ts';
import { parseMeasures, type Measures } from './measures.ts';

type Columns = Pick<
  runlight.live.HistogramsUpdate.$Properties,
  'steps' | 'wallTimes' | 'bucketCounts' | 'buckets' | 'values' | 'brokenSteps'
>;

/** What the client has: how much of which series, and how many came after the choice was made. */
interface Sent {
  readonly series: BlobSeries;
  readonly generation: number;
  readonly length: number;
  readonly indexes: readonly number[];
  readonly appended: number;
}

/**
 * The histograms of one series, or measures of them: evenly chosen at first, then every new one, until those are as many
 * again; or those nearest to some steps, anew when others are.
 */
class HistogramsTopic implements LiveTopic {
  readonly runs: readonly number[];
  readonly #id: number;
  readonly #store: ReadContext['store'];
  readonly #reader: HistogramReader;
  readonly #run: number;
  readonly #tag: string;
  readonly #choice: StepChoice;
  readonly #measureNames: readonly string[];
  readonly #against: number | undefined;
  #sent: Sent | undefined;

  constructor(
    id: number,
    topic: runlight.live.IHistogramsTopic,
    store: ReadContext['store'],
    reader: HistogramReader,
  ) {
    this.#id = id;
    this.#store = store;
    this.#reader = reader;
    this.#run = topic.run ?? 0;
    this.runs = [this.#run];
    this.#tag = topic.tag ?? '';
    this.#choice = {
      from: topic.from ?? undefined,
      to: topic.to ?? undefined,
      maxSteps: topic.maxSteps ?? 0,
      atSteps: topic.atSteps ?? [],
    };
    this.#measureNames = topic.measures ?? [];
    this.#against = topic.against ?? undefined;
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
    const chosen = chooseSteps(series, this.#choice);
    const { indexes, reset, appended } = this.#news(series, chosen, sent);
    this.#sent = { series, generation, length, indexes: chosen.indexes, appended };
    if (!reset && indexes.length === 0 && this.#choice.atSteps?.length) return undefined;
    const columns =
      this.#measureNames.length > 0
        ? await this.#measure(series, indexes, parseMeasures(this.#measureNames))
        : await this.#read(series, indexes);
    return {
      histograms: {
        id: this.#id,
        reset,
        kept: chosen.kept,
        keptInRange: chosen.keptInRange,
        ...(chosen.first < 0
          ? {}
          : {
              firstStep: chosen.firstStep,
              lastStep: chosen.lastStep,
              origin: series.at(chosen.first).wallTime,
            }),
        ...columns,
      },
    };
  }

  /** What the client lacks of a choice. */
  #news(
    series: BlobSeries,
    chosen: ChosenSteps,
    sent: Sent | undefined,
  ): { indexes: readonly number[]; reset: boolean; appended: number } {
    const { maxSteps, atSteps } = this.#choice;
    if (!sent) return { indexes: chosen.indexes, reset: true, appended: 0 };
    if (atSteps?.length) {
      const isSame = chosen.indexes.join() === sent.indexes.join();
      return { indexes: isSame ? [] : chosen.indexes, reset: !isSame, appended: 0 };
    }
    const { from = -Infinity, to = Infinity } = this.#choice;
    const fresh: number[] = [];
    for (let index = sent.length; index < series.length; index++) {
      const step = series.stepAt(index);
      if (!series.isSupersededAt(index) && step >= from && step <= to) fresh.push(index);
    }
    const appended = sent.appended + fresh.length;
    if (maxSteps > 0 && appended > maxSteps) return { indexes: chosen.indexes, reset: true, appended: 0 };
    return { indexes: fresh, reset: false, appended };
  }

  #series(): BlobSeries {
    const run = this.#store.runById(this.#run);
    if (!run) throw new AppError('RUN_NOT_FOUND', 'the run is gone');
    const series = run.series.get(this.#tag);
    if (series?.kind !== 'blob')
      throw new AppError('TAG_NOT_FOUND', `run ${run.name} has no histograms ${this.#tag}`);
    return series;
  }

  async #read(series: BlobSeries, indexes: readonly number[]): Promise<Columns> {
    const brokenSteps: number[] = [];
    const whole: { step: number; wallTime: number; buckets: Float64Array }[] = [];
    for (const { point, histogram } of await this.#reader.read(series, indexes)) {
      if ('broken' in histogram) brokenSteps.push(point.step);
      else whole.push({ step: point.step, wallTime: point.wallTime, buckets: histogram.buckets });
    }
    const buckets = new Float64Array(whole.reduce((sum, each) => sum + each.buckets.length, 0));
    let at = 0;
    for (const histogram of whole) {
      buckets.set(histogram.buckets, at);
      at += histogram.buckets.length;
    }
    return {
      ...placeColumns(whole),
      bucketCounts: columnBytes(Uint32Array.from(whole, (item) => item.buckets.length / NUMBERS_PER_BUCKET)),
      buckets: columnBytes(buckets),
      brokenSteps,
    };
  }

  async #measure(series: BlobSeries, indexes: readonly number[], measures: Measures): Promise<Columns> {
    const brokenSteps: number[] = [];
    const whole: { step: number; wallTime: number }[] = [];
    const values: number[] = [];
    const against = this.#against === undefined ? undefined : findStep(series, this.#against);
    for await (const rows of this.#reader.measure(series, indexes, measures, against)) {
      for (const { point, numbers } of rows) {
        if ('broken' in numbers) {
          brokenSteps.push(point.step);
          continue;
        }
        whole.push(point);
        values.push(...numbers);
      }
    }
    return { ...placeColumns(whole), values: columnBytes(Float64Array.from(values)), brokenSteps };
  }
}

function placeColumns(points: readonly { step: number; wallTime: number }[]): Columns {
  return {
    steps: columnBytes(Float64Array.from(points, ({ step }) => step)),
    wallTimes: columnBytes(Float64Array.from(points, ({ wallTime }) => wallTime)),
  };
}

/** Makes the topics of the histograms dashboard. */
export function histogramsTopics({ store, blobs }: ReadContext): LiveTopicFactory {
  const reader = new HistogramReader(blobs);
  return (id, { histograms }) =>
    histograms ? new HistogramsTopic(id, histograms, store, reader) : undefined;
}
