import type { AxisSummary, ChunkPoints, ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { joinOnSteps } from './join-on-steps.ts';
import { findPauses, type Pauses } from './pauses.ts';
import { firstStepOf, originOf, type Visibility } from './scalar-cursor.ts';

/**
 * What a chart's x axis shows: the step, seconds since the series' first point, seconds since the epoch, steps since
 * the series' first point, or the value that another series of the run has at the same step.
 */
export const AXES = ['step', 'relative', 'wall', 'relative_step', 'tag'] as const;
export type Axis = (typeof AXES)[number];

/** An axis, and what it needs to know. */
export interface AxisQuery extends Visibility {
  readonly axis: Axis;
  /** Equal parts of the axis are equal ratios: points with x ≤ 0 have no place on it. */
  readonly logX?: boolean;
  /** Of the relative axis: a gap longer than so many median intervals counts as one of them; 0 = off. */
  readonly skipPauses?: number;
  /** Of the axis "tag": the series whose values are x. Without it no point has a place. */
  readonly xSeries?: ScalarSeries | undefined;
}

/** Where the points of one series are on an axis. */
export interface SeriesAxis {
  /** What is known of where a chunk's points are. */
  extentOf(chunk: ScalarChunk): AxisSummary | undefined;
  /** Gives x of a point by its index in the chunk; NaN when it has none. */
  placesOf(chunk: ScalarChunk): (at: number) => number;
  /** The column of the points that x is, as it is; undefined where x is neither. */
  readonly column: 'steps' | 'wallTimes' | undefined;
  /** Whether x follows from more than the point's step and wall time and the series' first point. */
  readonly isComputed: boolean;
  /** Whether points next to each other in the series may be anywhere on the axis. */
  readonly isScattered: boolean;
}

/** The axis of a series as it is now. */
export function openAxis(series: ScalarSeries, query: AxisQuery): SeriesAxis {
  switch (query.axis) {
    case 'step':
      return stepAxis(0);
    case 'relative_step':
      return stepAxis(firstStepOf(series));
    case 'wall':
      return wallAxis(0);
    case 'relative': {
      const pauses = query.skipPauses ? findPauses(series, query, query.skipPauses) : undefined;
      return wallAxis(originOf(series), pauses);
    }
    case 'tag': {
      const xs = joinOnSteps(series, query.xSeries, query);
      return {
        extentOf: () => undefined,
        placesOf:
          ({ start }) =>
          (at) =>
            xs[start + at] ?? NaN,
        column: undefined,
        isComputed: true,
        isScattered: true,
      };
    }
  }
}

function stepAxis(origin: number): SeriesAxis {
  return {
    extentOf: ({ stepExtent }) => stepExtent && shift(stepExtent, origin),
    placesOf: (chunk) => {
      const points: ChunkPoints = chunk.points();
      return (at) => points.stepAt(at) - origin;
    },
    column: origin === 0 ? 'steps' : undefined,
    isComputed: false,
    isScattered: false,
  };
}

function wallAxis(origin: number, pauses?: Pauses): SeriesAxis {
  return {
    extentOf: (chunk) => {
      const { summary } = chunk;
      if (!summary) return undefined;
      if (!pauses) return shift(summary.wallTimes, origin);
      const skipped = pauses.skippedBefore(chunk.start);
      const isWithout = pauses.skippedBefore(chunk.start + chunk.length - 1) === skipped;
      return isWithout ? shift(summary.wallTimes, origin + skipped) : undefined;
    },
    placesOf: (chunk) => {
      const points = chunk.points();
      if (!pauses) return (at) => points.wallTimeAt(at) - origin;
      return (at) => points.wallTimeAt(at) - (origin + pauses.skippedBefore(chunk.start + at));
    },
    column: origin === 0 && !pauses ? 'wallTimes' : undefined,
    isComputed: pauses !== undefined,
    isScattered: false,
  };
}

function shift({ lowest, highest, isAscending }: AxisSummary, by: number): AxisSummary {
  return { lowest: lowest - by, highest: highest - by, isAscending };
}
