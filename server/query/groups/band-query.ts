/** How the values of several runs at one place become one. */
export const CENTRES = ['mean', 'median'] as const;
export type Centre = (typeof CENTRES)[number];

/**
 * What is drawn around the centre:
 * - `std`: centre ± standard deviation, `sem`: centre ± standard error, that is std / √n;
 * - `minmax`: from the lowest to the highest value;
 * - `iqr`: from the 25th to the 75th percentile;
 * - `bootstrap`: the middle 95 % of the centres of resampled runs;
 * - `none`.
 */
export const BANDS = ['std', 'sem', 'minmax', 'iqr', 'bootstrap', 'none'] as const;
export type Band = (typeof BANDS)[number];

/**
 * Which value a run has at an x where another run has a point: that of its last point at or before it, on the line between its
 * points around it, or none. In any case none before its first and after its last point.
 */
export const ALIGNMENTS = ['last', 'linear', 'exact'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** What is computed of the values at one place. */
export interface StatisticQuery {
  readonly centre: Centre;
  readonly band: Band;
  /** Of `std` and `sem`: the sum of squares is divided by n - ddof. NumPy's default is 0. */
  readonly ddof: number;
}
