import type { runlight } from '../../../proto/generated/live.js';
import { findSegmentStarts, type LineSeries } from '../../charts/line-series.ts';
import type { TipRow } from '../../charts/point-tip.ts';
import { copyFloat64, widenFloat32 } from '../../data/columns.ts';
import type { Axis } from '../../data/setting-list.ts';
import { GrowableColumn } from './growable-column.ts';

export type ScalarSeriesUpdate = runlight.live.ScalarSeries.$Properties;

/** What a line looks like; its points come from the columns. */
export type LineLook = Omit<LineSeries, 'x' | 'y' | 'rawY' | 'segmentStarts' | 'superseded' | 'isReduced'>;

/** How many values of a whole series are not finite, by kind. */
export interface NotFinite {
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Of the first of them. */
  readonly firstStep: number;
}

const NO_BYTES = new Uint8Array(0);
const NO_VALUES = new Float64Array(0);

/** The points of one series that a card holds, as the server reduced them, and what it said of the whole series. */
export class ScalarColumns {
  readonly #steps = new GrowableColumn();
  readonly #wallTimes = new GrowableColumn();
  readonly #values = new GrowableColumn();
  readonly #smoothed = new GrowableColumn();
  /** x as the server gave it, where it follows from no other column. */
  readonly #xs = new GrowableColumn();
  /** Steps or wall times less the first; filled while the axis is relative. */
  readonly #offsets = new GrowableColumn();
  /** One flag a point; empty where no restart superseded any. */
  readonly #superseded = new GrowableColumn();
  #segmentStarts: readonly number[] = [];
  /** Points that `#segmentStarts` covers. */
  #segmentedLength = 0;
  #axis: Axis = 'step';
  #origin = 0;
  #firstStep = 0;
  #firstX = 0;
  #lastX = 0;
  #nonPositive = 0;
  #nonPositiveX = 0;
  #supersededCount = 0;
  #kept = 0;
  #keptInRange = 0;
  #isFloat32 = false;
  #areStepsRounded = false;
  #notFinite: NotFinite = { nan: 0, positiveInfinity: 0, negativeInfinity: 0, firstStep: 0 };

  /** Points held. */
  get length(): number {
    return this.#steps.length;
  }

  /** Points that the server keeps of the whole series. */
  get kept(): number {
    return this.#kept;
  }

  /** Points that the server keeps in the range that was asked for. */
  get keptInRange(): number {
    return this.#keptInRange;
  }

  /** Whether every value was written as float32 or narrower. */
  get isFloat32(): boolean {
    return this.#isFloat32;
  }

  /** Whether steps beyond 2^53 lost digits. */
  get areStepsRounded(): boolean {
    return this.#areStepsRounded;
  }

  /** Values in sight that a logarithmic y axis has no place for. */
  get nonPositiveCount(): number {
    return this.#nonPositive;
  }

  /** Points of the whole series that a logarithmic x axis has no place for. */
  get nonPositiveXCount(): number {
    return this.#nonPositiveX;
  }

  /** Points of the whole series that a restart superseded, shown or not. */
  get supersededCount(): number {
    return this.#supersededCount;
  }

  /** Extent of the whole series on the axis. */
  get extent(): { readonly from: number; readonly to: number } {
    return { from: this.#firstX, to: this.#lastX };
  }

  get notFinite(): NotFinite {
    return this.#notFinite;
  }

  /** Takes an update in: all points anew, those that have come, or other smoothed values of those that are held. */
  apply(update: ScalarSeriesUpdate): void {
    if (update.onlySmoothed) {
      this.#smoothed.clear();
      this.#smoothed.append(copyValues(update.smoothed, update.valueIsFloat32));
      return;
    }
    if (update.reset) this.#clear();
    this.#origin = update.origin ?? 0;
    this.#firstStep = update.firstStep ?? 0;
    this.#firstX = update.firstX ?? 0;
    this.#lastX = update.lastX ?? 0;
    this.#nonPositive = update.nonPositiveCount ?? 0;
    this.#nonPositiveX = update.nonPositiveXCount ?? 0;
    this.#supersededCount = update.supersededCount ?? 0;
    this.#kept = update.kept ?? 0;
    this.#keptInRange = update.keptInRange ?? 0;
    this.#isFloat32 = update.valueIsFloat32 ?? false;
    this.#areStepsRounded = update.stepsRounded ?? false;
    this.#notFinite = {
      nan: update.nanCount ?? 0,
      positiveInfinity: update.positiveInfinityCount ?? 0,
      negativeInfinity: update.negativeInfinityCount ?? 0,
      firstStep: update.firstNonFiniteStep ?? 0,
    };
    this.#steps.append(copyFloat64(update.steps ?? NO_BYTES));
    this.#wallTimes.append(copyFloat64(update.wallTimes ?? NO_BYTES));
    this.#values.append(copyValues(update.values, update.valueIsFloat32));
    this.#smoothed.append(copyValues(update.smoothed, update.valueIsFloat32));
    this.#xs.append(copyFloat64(update.xs ?? NO_BYTES));
    this.#appendSuperseded(update.superseded ?? NO_BYTES);
  }

  /** The points as a line over the given axis. */
  buildLine(look: LineLook, axis: Axis, hasRawLine = true): LineSeries {
    const x = this.#borrowX(axis);
    const values = this.#values.borrowView();
    const smoothed = this.#smoothed.length === values.length && values.length > 0;
    return {
      ...look,
      x,
      segmentStarts: this.#segmentStarts,
      y: smoothed ? this.#smoothed.borrowView() : values,
      rawY: smoothed && hasRawLine ? values : undefined,
      isReduced: this.length < this.#keptInRange,
      ...(this.#superseded.length > 0 && { superseded: Uint8Array.from(this.#superseded.borrowView()) }),
    };
  }

  /** One point; undefined when there is none of that index. */
  pointAt(index: number): ScalarPoint | undefined {
    const wallTime = this.#wallTimes.at(index);
    const step = this.#steps.at(index);
    const value = this.#values.at(index);
    if (wallTime === undefined || step === undefined || value === undefined) return undefined;
    const smoothed = this.#smoothed.at(index);
    return { step, wallTime, value, smoothed, elapsedSec: wallTime - this.#origin };
  }

  #clear(): void {
    for (const column of [this.#steps, this.#wallTimes, this.#values, this.#smoothed, this.#xs])
      column.clear();
    this.#superseded.clear();
    this.#forgetX();
  }

  #forgetX(): void {
    this.#offsets.clear();
    this.#segmentStarts = [];
    this.#segmentedLength = 0;
  }

  /** Flags come only with points of which some are superseded: the points before them have none. */
  #appendSuperseded(flags: Uint8Array): void {
    if (flags.length === 0 && this.#superseded.length === 0) return;
    this.#superseded.append(new Float64Array(this.length - flags.length - this.#superseded.length));
    this.#superseded.append(flags);
  }

  #borrowX(axis: Axis): Float64Array {
    if (axis !== this.#axis) this.#forgetX();
    this.#axis = axis;
    const x = this.#findX(axis);
    const starts = findSegmentStarts(x, this.#segmentedLength);
    if (starts.length > 0) this.#segmentStarts = [...this.#segmentStarts, ...starts];
    this.#segmentedLength = x.length;
    return x;
  }

  #findX(axis: Axis): Float64Array {
    if (this.#xs.length > 0 && this.#xs.length === this.length) return this.#xs.borrowView();
    if (axis === 'relative') return this.#borrowOffsets(this.#wallTimes, this.#origin);
    if (axis === 'relative_step') return this.#borrowOffsets(this.#steps, this.#firstStep);
    return (axis === 'wall' ? this.#wallTimes : this.#steps).borrowView();
  }

  #borrowOffsets(column: GrowableColumn, zero: number): Float64Array {
    const fresh = column.borrowView().subarray(this.#offsets.length);
    this.#offsets.append(fresh.map((value) => value - zero));
    return this.#offsets.borrowView();
  }
}

/** Values that travel as float32 where that is what was written, as doubles. */
function copyValues(bytes: Uint8Array | null = NO_BYTES, isFloat32: boolean | null = false): Float64Array {
  if (!bytes || bytes.length === 0) return NO_VALUES;
  return isFloat32 ? widenFloat32(bytes) : copyFloat64(bytes);
}

/** A point as it was written, with its smoothed value when smoothing is on. */
export interface ScalarPoint {
  readonly step: number;
  readonly wallTime: number;
  /** Seconds since the series' first point. */
  readonly elapsedSec: number;
  readonly value: number;
  readonly smoothed: number | undefined;
  /** Of a group of runs. */
  readonly spread?: NonNullable<TipRow['spread']>;
}
