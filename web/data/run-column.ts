import { STATISTICS, type Statistic } from '../base/run-query.ts';

/** The column of the run list: a number of a tag in each run. */
export interface RunColumn {
  readonly tag: string;
  readonly statistic: Statistic;
}

/** Reads "max:val/acc"; undefined when there is no column. */
export function parseRunColumn(text: string | undefined): RunColumn | undefined {
  const colon = text?.indexOf(':') ?? -1;
  const statistic = STATISTICS.find((candidate) => candidate === text?.slice(0, colon));
  return text !== undefined && statistic ? { statistic, tag: text.slice(colon + 1) } : undefined;
}

export function formatRunColumn({ tag, statistic }: RunColumn): string {
  return `${statistic}:${tag}`;
}
