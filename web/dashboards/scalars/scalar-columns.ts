import type { runlight } from '../../../proto/generated/live.js';
import type { AxisKind } from '../../charts/axis-ticks.ts';
import { findSegmentStarts, type LineSeries } from '../../charts/line-series.ts';
import { copyFloat32, copyFloat64 } from '../../data/columns.ts';
import { GrowableColumn } from './growable-column.ts';

export type ScalarSeriesUpdate = runlight.live.ScalarSeries.$Properties;

/** What a line looks like; its points come from the columns. */
export type LineLook = Pick<LineSeries, 'id' | 'colourToken' | 'dash' | 'isLive'>;

/** How many values of a whole series are not finite, by kind. */
export interface NotFinite {
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Of the first of them. */
  readonly firstStep: number;
}

const NO_BYTES = new Uint8Array(0);

/** The points of one series that a card holds, as the server reduced them, and what it said of the whole series. */
export class ScalarColumns {
  readonly #steps = new GrowableColumn();
  readonly #wallTimes = new GrowableColumn();
  readonly #values = new GrowableColumn();
  readonly #smoothed = new GrowableColumn();
  /** Wall times less the origin; filled while the axis is relative. */
  readonly #elapsed = new GrowableColumn();
  #segmentStarts: readonly number[] = [];
  /** Points that `#segmentStarts` covers. */
  #segmentedLength = 0;
  #axis: AxisKind = 'step';
  #origin = 0;
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

  get notFinite(): NotFinite {
    return this.#notFinite;
  }

  /** Takes an update in: all points anew, or those that have come. */
  apply(update: ScalarSeriesUpdate): void {
    if (update.reset) this.#clear();
    this.#origin = update.origin ?? 0;
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
    const values = update.values ?? NO_BYTES;
    this.#steps.append(copyFloat64(update.steps ?? NO_BYTES));
    this.#wallTimes.append(copyFloat64(update.wallTimes ?? NO_BYTES));
    this.#values.append(update.valueIsFloat32 ? copyFloat32(values) : copyFloat64(values));
    this.#smoothed.append(copyFloat64(update.smoothed ?? NO_BYTES));
  }

  /** The points as a line over the given axis. */
  buildLine(look: LineLook, axis: AxisKind): LineSeries {
    const x = this.#borrowX(axis);
    const values = this.#values.borrowView();
    const smoothed = this.#smoothed.length === values.length && values.length > 0;
    return {
      ...look,
      x,
      segmentStarts: this.#segmentStarts,
      y: smoothed ? this.#smoothed.borrowView() : values,
      rawY: smoothed ? values : undefined,
    };
  }

  /** One point; undefined when there is none of that index. */
  pointAt(index: number): ScalarPoint | undefined {
    const wallTime = this.#wallTimes.borrowView()[index];
    const step = this.#steps.borrowView()[index];
    const value = this.#values.borrowView()[index];
    if (wallTime === undefined || step === undefined || value === undefined) return undefined;
    const smoothed = this.#smoothed.borrowView()[index];
    return { step, wallTime, value, smoothed, elapsedSec: wallTime - this.#origin };
  }

  #clear(): void {
    for (const column of [this.#steps, this.#wallTimes, this.#values, this.#smoothed]) column.clear();
    this.#forgetX();
  }

  #forgetX(): void {
    this.#elapsed.clear();
    this.#segmentStarts = [];
    this.#segmentedLength = 0;
  }

  #borrowX(axis: AxisKind): Float64Array {
    if (axis !== this.#axis) this.#forgetX();
    this.#axis = axis;
    if (axis === 'relative') {
      const fresh = this.#wallTimes.borrowView().subarray(this.#elapsed.length);
      this.#elapsed.append(fresh.map((wallTime) => wallTime - this.#origin));
    }
    const x = { step: this.#steps, wall: this.#wallTimes, relative: this.#elapsed }[axis].borrowView();
    const starts = findSegmentStarts(x, this.#segmentedLength);
    if (starts.length > 0) this.#segmentStarts = [...this.#segmentStarts, ...starts];
    this.#segmentedLength = x.length;
    return x;
  }
}

/** A point as it was written, with its smoothed value when smoothing is on. */
export interface ScalarPoint {
  readonly step: number;
  readonly wallTime: number;
  /** Seconds since the series' first point. */
  readonly elapsedSec: number;
  readonly value: number;
  readonly smoothed: number | undefined;
}
