import type { LineSeries } from '../../charts/line-series.ts';
import { copyFloat64 } from '../../data/columns.ts';
import type { Axis } from '../../data/setting-list.ts';
import type { GroupsUpdate } from '../../data/types.ts';
import { ScalarColumns, type LineLook, type ScalarPoint } from './scalar-columns.ts';

export type GroupBandUpdate = NonNullable<GroupsUpdate['groups']>[number];

const NO_BYTES = new Uint8Array(0);

/** A group of runs as a card holds it: its centre is a line as any other, the band and the counts stand beside it. */
export class BandColumns extends ScalarColumns {
  #low = new Float64Array(0);
  #high = new Float64Array(0);
  #counts = new Uint32Array(0);

  /** Takes a whole group in. */
  applyBand(update: GroupBandUpdate): void {
    const xs = update.xs ?? NO_BYTES;
    const count = xs.byteLength / 8;
    this.apply({
      reset: true,
      steps: xs,
      xs,
      // A value of several runs was written at no one time.
      wallTimes: new Uint8Array(new Float64Array(count).fill(NaN).buffer),
      values: update.centres ?? NO_BYTES,
      kept: update.keptInRange ?? 0,
      keptInRange: update.keptInRange ?? 0,
      firstX: update.firstX ?? 0,
      lastX: update.lastX ?? 0,
    });
    this.#low = copyFloat64(update.lows ?? NO_BYTES);
    this.#high = copyFloat64(update.highs ?? NO_BYTES);
    const counts = (update.counts ?? NO_BYTES).slice();
    this.#counts = new Uint32Array(counts.buffer, 0, counts.byteLength >> 2);
  }

  override buildLine(look: LineLook, axis: Axis): LineSeries {
    const line = super.buildLine(look, axis, false);
    return this.#low.length === line.x.length ? { ...line, band: [this.#low, this.#high] } : line;
  }

  override pointAt(index: number): ScalarPoint | undefined {
    const point = super.pointAt(index);
    if (!point) return undefined;
    return {
      ...point,
      spread: { count: this.#counts[index] ?? 0, low: this.#low[index], high: this.#high[index] },
    };
  }
}
