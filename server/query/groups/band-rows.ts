import { AlignedRun, type RunColumns } from './aligned-run.ts';
import type { Alignment, StatisticQuery } from './band-query.ts';
import { statisticFor, type Statistic } from './statistic.ts';

/** Centre and band at ascending places, as columns of equal length. */
export interface BandRows {
  readonly xs: Float64Array;
  /** NaN where no run has a finite value. */
  readonly centres: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Of `std` and `sem` the distance of the ends from the centre; else NaN. */
  readonly spreads: Float64Array;
  /** Runs that count. */
  readonly counts: Uint32Array;
  /** Runs that have a value there, which is not finite: they do not count. */
  readonly leftOut: Uint32Array;
}

/** Values looked at between two yields: some milliseconds. */
const VALUES_PER_TURN = 500_000;

/** Computes the statistic of the runs' aligned values at each of some ascending places. Yields now and then. */
export function* computeRows(
  runs: readonly RunColumns[],
  xs: Float64Array,
  alignment: Alignment,
  query: StatisticQuery,
): Generator<void, BandRows> {
  const aligned = runs.map((columns) => new AlignedRun(columns, alignment));
  const compute = statisticFor(query);
  const rows = emptyRows(xs);
  const values = new Float64Array(runs.length);
  const result: Statistic = { centre: NaN, low: NaN, high: NaN, spread: NaN };
  const rowsPerTurn = Math.max(1, Math.floor(VALUES_PER_TURN / (runs.length * costOf(query))));
  for (let row = 0; row < xs.length; row++) {
    const x = xs[row]!;
    let count = 0;
    let leftOut = 0;
    for (const run of aligned) {
      if (!run.moveTo(x)) continue;
      const value = run.value(x);
      if (value - value === 0) values[count++] = value;
      else leftOut++;
    }
    compute(values, count, result);
    rows.centres[row] = result.centre;
    rows.lows[row] = result.low;
    rows.highs[row] = result.high;
    rows.spreads[row] = result.spread;
    rows.counts[row] = count;
    rows.leftOut[row] = leftOut;
    if (row % rowsPerTurn === rowsPerTurn - 1) yield;
  }
  return rows;
}

function emptyRows(xs: Float64Array): BandRows {
  const column = (): Float64Array => new Float64Array(xs.length);
  const counts = (): Uint32Array => new Uint32Array(xs.length);
  return {
    xs,
    centres: column(),
    lows: column(),
    highs: column(),
    spreads: column(),
    counts: counts(),
    leftOut: counts(),
  };
}

/** How much more a value costs than one of a mean. */
function costOf({ centre, band }: StatisticQuery): number {
  if (band === 'bootstrap') return centre === 'median' ? 10_000 : 1000;
  return centre === 'median' || band === 'iqr' || band === 'minmax' ? 10 : 1;
}

/** Of some rows those with these ascending numbers. */
export function pickRows(rows: BandRows, picks: readonly number[]): BandRows {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(picks, (row) => column[row]!);
  const pickCounts = (column: Uint32Array): Uint32Array => Uint32Array.from(picks, (row) => column[row]!);
  return {
    xs: pick(rows.xs),
    centres: pick(rows.centres),
    lows: pick(rows.lows),
    highs: pick(rows.highs),
    spreads: pick(rows.spreads),
    counts: pickCounts(rows.counts),
    leftOut: pickCounts(rows.leftOut),
  };
}
