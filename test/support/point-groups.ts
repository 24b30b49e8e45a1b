import type { ScalarBatch } from '../../server/decode/point-batch.ts';
import { PackedPoints } from '../../server/store/packed-points.ts';
import { PointGroups } from '../../server/store/point-groups.ts';

/** A group of a batch as plain columns. */
export interface PlainGroup {
  readonly series: number;
  readonly flags: number;
  readonly steps: number[];
  readonly exactSteps: bigint[] | undefined;
  readonly wallTimes: number[];
  readonly values: number[];
  readonly marks: number[] | undefined;
}

/** What a batch holds, group by group. */
export function groupsOf(batch: ScalarBatch | undefined): PlainGroup[] {
  if (!batch) return [];
  const groups = new PointGroups(batch.buffer, batch.count);
  return Array.from({ length: groups.count }, (_, index) => {
    const group = groups.at(index);
    const points = group.points();
    const packed = new PackedPoints();
    packed.append(points, 0, group.length);
    const marks = group.marks();
    const indexes = [...Array(packed.length).keys()];
    return {
      series: group.series,
      flags: group.flags,
      steps: indexes.map((at) => packed.stepAt(at)),
      exactSteps: points.exactSteps && [...points.exactSteps],
      wallTimes: indexes.map((at) => packed.wallTimeAt(at)),
      values: [...packed.values.subarray(0, packed.length)],
      marks: marks && [...marks],
    };
  });
}
