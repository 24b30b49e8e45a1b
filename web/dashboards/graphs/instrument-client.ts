import { fetchJson } from '../../data/http-client.ts';

/** A number as the server's JSON has it: those that JSON cannot hold are texts. */
type JsonNumber = number | string;

/** Points of a scalar, few enough for a spark line. */
export interface SparkPoints {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** A histogram at one step: rows of left edge, right edge, count. */
export interface SmallHistogram {
  readonly step: number;
  readonly buckets: readonly (readonly number[])[];
}

/** Points per spark line: two for each of its pixels would be too many to tell. */
const SPARK_COLUMNS = 60;

/** Reads the run's numbers that belong to nodes from the routes of other dashboards. All throw RequestError. */
export class InstrumentClient {
  readonly #base: string;

  /** @param base URL prefix of the server's API, ending in "/". */
  constructor(base: string) {
    this.#base = `${base}api`;
  }

  async scalars(run: string, tag: string, signal: AbortSignal): Promise<SparkPoints> {
    const query = new URLSearchParams({ run, tag, columns: String(SPARK_COLUMNS) });
    const { step, value } = await fetchJson<{ step: number[]; value: JsonNumber[] }>(
      `${this.#base}/scalars/series?${query.toString()}`,
      { signal },
    );
    return { steps: step, values: value.map(Number) };
  }

  /** @param step The nearest one is taken; the last when absent. */
  async histogram(
    run: string,
    tag: string,
    step: number,
    signal: AbortSignal,
  ): Promise<SmallHistogram | undefined> {
    const query = new URLSearchParams({ run, tag, step: String(step) });
    const { histograms } = await fetchJson<{
      histograms: { step: number; buckets?: JsonNumber[][] }[];
    }>(`${this.#base}/histograms?${query.toString()}`, { signal });
    const [first] = histograms;
    return first?.buckets && { step: first.step, buckets: first.buckets.map((row) => row.map(Number)) };
  }

  /** A measure of histograms ("mean", "std") over steps, few of them. */
  async measure(run: string, tag: string, measure: string, signal: AbortSignal): Promise<SparkPoints> {
    const query = new URLSearchParams({ run, tag, measure, max_steps: '200' });
    const { step, measures } = await fetchJson<{
      step: number[];
      measures: Record<string, JsonNumber[]>;
    }>(`${this.#base}/histograms/series?${query.toString()}`, { signal });
    return { steps: step, values: (measures[measure] ?? []).map(Number) };
  }
}

/** The value at the last step that is not after another; that at the first one when all are. */
export function valueAt({ steps, values }: SparkPoints, step: number | undefined): number | undefined {
  if (step === undefined) return values.at(-1);
  const index = steps.findLastIndex((one) => one <= step);
  return values[Math.max(0, index)];
}
