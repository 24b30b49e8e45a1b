import type { Evictable } from './memory-budget.ts';
import { PointGroups } from './point-groups.ts';
import { ScalarColumns } from './scalar-columns.ts';
import type { SeriesDefinition, SeriesKind, SeriesMetadata } from './series-store.ts';

/** What a run begins with, as it came from a worker: plain data, which a snapshot holds as it is. */
export interface Arrival {
  readonly definitions: readonly SeriesDefinition[];
  /** PointGroups of plain points, `count` of them. */
  readonly buffer: ArrayBuffer;
  readonly count: number;
}

/** An arrival that nobody has looked at yet. */
export class HeldArrival implements Evictable {
  readonly arrival: Arrival;
  readonly points: number;
  heldBytes = 0;
  /** Makes chunks of it, which can be put on the disk. */
  readonly evict: () => void;

  /** `points`: how many there are in all groups. */
  constructor(arrival: Arrival, points: number, evict: () => void) {
    this.arrival = arrival;
    this.points = points;
    this.evict = evict;
  }

  /** Appends all points to the series that `define` makes of the definitions. */
  settle(define: (tag: string, kind: SeriesKind, metadata: SeriesMetadata) => unknown): void {
    const { definitions, buffer, count } = this.arrival;
    const series: unknown[] = [];
    for (const { index, tag, kind, metadata } of definitions) series[index] = define(tag, kind, metadata);
    const groups = new PointGroups(buffer, count);
    for (let at = 0; at < count; at++) {
      const group = groups.at(at);
      const columns = series[group.series];
      if (columns instanceof ScalarColumns) columns.appendGroup(group);
    }
  }
}
