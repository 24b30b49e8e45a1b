import type { AxisKind } from '../charts/axis-ticks.ts';
import { BUCKET_SIZE, buildRidgeRow, type RidgeRow } from '../charts/ridge-row.ts';
import { copyFloat64, copyUint32 } from '../data/columns.ts';
import type { HistogramsUpdate } from '../data/types.ts';

/** One step of a series. */
export interface HistogramRow {
  readonly step: number;
  readonly wallTime: number;
  /** left, right, count of each bucket, as they were written; empty where measures were asked for. */
  readonly buckets: Float64Array;
  /** One number for each measure that was asked for. */
  readonly numbers: Float64Array;
}

const NOTHING = new Float64Array(0);

/** The steps of one series that a card holds: the server's choice, and those that have come since. */
export class HistogramRows {
  #rows: HistogramRow[] = [];
  #kept = 0;
  #keptInRange = 0;
  #origin = 0;
  #firstStep = NaN;
  #lastStep = NaN;
  #brokenSteps: readonly number[] = [];
  #ridges: { kind: AxisKind; origin: number; byRow: WeakMap<HistogramRow, RidgeRow> } | undefined;

  get rows(): readonly HistogramRow[] {
    return this.#rows;
  }

  /** Steps that the server keeps of the whole series. */
  get kept(): number {
    return this.#kept;
  }

  /** Those within the range that was asked for. */
  get keptInRange(): number {
    return this.#keptInRange;
  }

  /** Wall time of the first step of the whole series. */
  get origin(): number {
    return this.#origin;
  }

  /** Least and greatest step of the whole series; NaN as long as there is none. */
  get firstStep(): number {
    return this.#firstStep;
  }

  get lastStep(): number {
    return this.#lastStep;
  }

  /** Steps whose histogram could not be read. */
  get brokenSteps(): readonly number[] {
    return this.#brokenSteps;
  }

  /** Takes an update in: all steps anew, or those that have come. */
  apply(update: HistogramsUpdate, measureCount = 0): void {
    const fresh = parseRows(update, measureCount);
    this.#rows = update.reset ? fresh : [...this.#rows, ...fresh];
    this.#brokenSteps = update.reset ? update.brokenSteps : [...this.#brokenSteps, ...update.brokenSteps];
    this.#kept = update.kept;
    this.#keptInRange = update.keptInRange;
    if (update.kept === 0) return;
    this.#origin = update.origin;
    this.#firstStep = update.firstStep;
    this.#lastStep = update.lastStep;
  }

  /** The rows for a chart with the given depth. A row that was there before is the same object as before. */
  buildRidges(kind: AxisKind): RidgeRow[] {
    if (this.#ridges?.kind !== kind || this.#ridges.origin !== this.#origin)
      this.#ridges = { kind, origin: this.#origin, byRow: new WeakMap() };
    const { byRow } = this.#ridges;
    return this.#rows.map((row) => {
      const known = byRow.get(row);
      if (known) return known;
      const built = this.buildRidge(row, kind);
      byRow.set(row, built);
      return built;
    });
  }

  /** A row for a chart, of this series but not necessarily of those held. */
  buildRidge(row: HistogramRow, kind: AxisKind): RidgeRow {
    return buildRidgeRow(this.depthOf(row, kind), row.buckets);
  }

  /** Where a chart with the given depth has some steps: those that are not there at the row that follows. */
  findDepths(steps: readonly number[], kind: AxisKind): number[] {
    return steps.flatMap((step) => {
      if (kind === 'step') return [step];
      const next = this.#rows.find((row) => row.step >= step) ?? this.#rows.at(-1);
      return next ? [this.depthOf(next, kind)] : [];
    });
  }

  /** The step, elapsed seconds since the first step of the series, or the wall time. */
  depthOf({ step, wallTime }: Pick<HistogramRow, 'step' | 'wallTime'>, kind: AxisKind): number {
    if (kind === 'step') return step;
    return kind === 'wall' ? wallTime : wallTime - this.#origin;
  }

  /** The row nearest to a step; the last for ∞. */
  findNearest(step: number): HistogramRow | undefined {
    if (step === Infinity) return this.#rows.at(-1);
    let nearest: HistogramRow | undefined;
    for (const row of this.#rows)
      if (!nearest || Math.abs(row.step - step) <= Math.abs(nearest.step - step)) nearest = row;
    return nearest;
  }
}

function parseRows(update: HistogramsUpdate, measureCount: number): HistogramRow[] {
  const steps = copyFloat64(update.steps);
  const wallTimes = copyFloat64(update.wallTimes);
  const counts = copyUint32(update.bucketCounts);
  const buckets = copyFloat64(update.buckets);
  const values = copyFloat64(update.values);
  const rows: HistogramRow[] = [];
  let start = 0;
  for (const [index, step] of steps.entries()) {
    const end = start + (counts[index] ?? 0) * BUCKET_SIZE;
    const numbers =
      measureCount > 0 ? values.subarray(index * measureCount, (index + 1) * measureCount) : NOTHING;
    rows.push({ step, wallTime: wallTimes[index] ?? 0, buckets: buckets.subarray(start, end), numbers });
    start = end;
  }
  return rows;
}
