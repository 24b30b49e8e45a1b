import type { ScalarSeries } from '../../store/series-store.ts';
import { describeSeries } from '../describe-series.ts';
import { AlignedRun } from './aligned-run.ts';
import type { Alignment, StatisticQuery } from './band-query.ts';
import { readRun } from './read-run.ts';
import { statisticFor, type Statistic } from './statistic.ts';

/** How the numbers of runs become one. */
export interface DescribeGroupQuery extends StatisticQuery {
  readonly align: Alignment;
  /** A step; undefined = none. */
  readonly at: number | undefined;
}

/** One number of each run of a group, taken together. */
export interface GroupNumber extends Statistic {
  /** Runs that count. */
  readonly count: number;
  /** Runs that have such a number, which is not finite, or have no finite one. */
  readonly leftOut: number;
}

/** One tag of a group of runs, in a line of a table. */
export interface GroupDescription {
  readonly runs: number;
  /** Of each run's last, lowest and highest value. */
  readonly last: GroupNumber;
  readonly min: GroupNumber;
  readonly max: GroupNumber;
  /** Of the values that runs have at a step, aligned as in a chart: there it is the same number. */
  readonly at: GroupNumber | undefined;
}

/** Describes a group by one series of each of its runs. */
export function describeGroup(group: readonly ScalarSeries[], query: DescribeGroupQuery): GroupDescription {
  const { at } = query;
  const rows = group.map((series) => describeSeries(series, undefined)).filter(({ count }) => count > 0);
  const join = (numbers: readonly number[]): GroupNumber => joinNumbers(numbers, query);
  return {
    runs: group.length,
    last: join(rows.map(({ last }) => last?.value ?? NaN)),
    min: join(rows.map(({ lowest }) => lowest?.value ?? NaN)),
    max: join(rows.map(({ highest }) => highest?.value ?? NaN)),
    at: at === undefined ? undefined : join(group.flatMap((series) => valueAt(series, at, query))),
  };
}

function joinNumbers(numbers: readonly number[], query: StatisticQuery): GroupNumber {
  const finite = Float64Array.from(numbers.filter((number) => Number.isFinite(number)));
  const result: Statistic = { centre: NaN, low: NaN, high: NaN, spread: NaN };
  statisticFor(query)(finite, finite.length, result);
  return { ...result, count: finite.length, leftOut: numbers.length - finite.length };
}

/** The aligned value at a step; none where the run has none. */
function valueAt(series: ScalarSeries, step: number, { align }: DescribeGroupQuery): number[] {
  const range = { from: step, to: step, columns: Infinity, smoothing: undefined };
  const { columns } = readRun(series, { axis: 'step', superseded: false, ...range });
  const run = new AlignedRun(columns, align);
  return run.moveTo(step) ? [run.value(step)] : [];
}
