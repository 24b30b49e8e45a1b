/** One line at the pointer, as a tooltip needs it; its owner knows what it is called. */
export interface TipRow {
  /** `id` and index of the point, as PointOnLine. */
  readonly id: number;
  readonly index: number;
  readonly colourToken: string;
  readonly dash: readonly number[];
  /** What the line is called. */
  readonly name: string;
  /** A second name where lines differ in more than one way: the tag of a chart with several. */
  readonly subname?: string;
  readonly value: number;
  readonly isFloat32: boolean;
  /** Undefined when nothing is smoothed. */
  readonly smoothed: number | undefined;
  readonly step: number;
  /** Seconds since the epoch. */
  readonly wallTime: number;
  /** Seconds since the first point of the line. */
  readonly elapsedSec: number;
  /** Distance in px of the pointer from the line; Infinity when it has no value there. */
  readonly distancePx: number;
  /** How far above the pointer the point lies, in px; negative below. NaN when it has no value. */
  readonly abovePx: number;
}

/**
 * The order of a tooltip's rows. `default` and `nearest`: nearest in the plane first; `nearest-y`: nearest in height;
 * `ascending`, `descending`: by the value that is drawn; `alphabetical`: by name, numbers in it as numbers.
 */
export type TipOrder = 'default' | 'alphabetical' | 'ascending' | 'descending' | 'nearest' | 'nearest-y';
