import type { HistogramCurve, SeriesView } from '../data/setting-list.ts';

/** What the curves are called. */
export const CURVE_LABELS: Readonly<Record<HistogramCurve, string>> = {
  mean: 'Mean',
  std: 'Standard deviation',
  min: 'Lowest edge',
  max: 'Highest edge',
  zeros: 'Share of zeros, at most',
  count: 'Count',
  drift: 'Drift (Wasserstein-1)',
};

/** What the views of one series are called. */
export const VIEW_LABELS: Readonly<Record<SeriesView, string>> = {
  ridges: 'Ridges',
  overlay: 'Overlay',
  heat: 'Heat map',
};
