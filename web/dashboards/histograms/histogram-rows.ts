import type { AxisKind } from '../../charts/axis-ticks.ts';
import { BUCKET_SIZE, buildRidgeRow, type RidgeRow } from '../../charts/ridge-row.ts';
import { copyFloat64, copyUint32 } from '../../data/columns.ts';
import type { HistogramsUpdate } from '../../data/types.ts';

/** One histogram as it was written. */
export interface HistogramRow {
  readonly step: number;
  readonly wallTime: number;
  /** left, right, count of each bucket. */
  readonly buckets: Float64Array;
}

/** The histograms of one series that a card holds: the server's choice, and those that have come since. */
export class HistogramRows {
  #rows: HistogramRow[] = [];
  #kept = 0;
  #brokenSteps: readonly number[] = [];

  get rows(): readonly HistogramRow[] {
    return this.#rows;
  }

  /** Steps that the server keeps of the whole series. */
  get kept(): number {
    return this.#kept;
  }

  /** Steps whose histogram could not be read. */
  get brokenSteps(): readonly number[] {
    return this.#brokenSteps;
  }

  /** Takes an update in: all histograms anew, or those that have come. */
  apply(update: HistogramsUpdate): void {
    const fresh = parseRows(update);
    this.#rows = update.reset ? fresh : [...this.#rows, ...fresh];
    this.#kept = update.kept;
    this.#brokenSteps = update.brokenSteps;
  }

  /** The rows for a chart with the given depth; elapsed seconds count from the first row. */
  buildRidges(kind: AxisKind): RidgeRow[] {
    return this.#rows.map((row) => buildRidgeRow(this.#depthOf(row, kind), row.buckets));
  }

  /** Where a chart with the given depth has the broken steps: at the row that follows each. */
  buildBrokenDepths(kind: AxisKind): number[] {
    return this.#brokenSteps.flatMap((step) => {
      if (kind === 'step') return [step];
      const next = this.#rows.find((row) => row.step >= step) ?? this.#rows.at(-1);
      return next ? [this.#depthOf(next, kind)] : [];
    });
  }

  #depthOf({ step, wallTime }: HistogramRow, kind: AxisKind): number {
    if (kind === 'step') return step;
    return kind === 'wall' ? wallTime : wallTime - (this.#rows[0]?.wallTime ?? 0);
  }
}

function parseRows(update: HistogramsUpdate): HistogramRow[] {
  const steps = copyFloat64(update.steps);
  const wallTimes = copyFloat64(update.wallTimes);
  const counts = copyUint32(update.bucketCounts);
  const buckets = copyFloat64(update.buckets);
  const rows: HistogramRow[] = [];
  let start = 0;
  for (const [index, step] of steps.entries()) {
    const end = start + (counts[index] ?? 0) * BUCKET_SIZE;
    rows.push({ step, wallTime: wallTimes[index] ?? 0, buckets: buckets.subarray(start, end) });
    start = end;
  }
  return rows;
}
