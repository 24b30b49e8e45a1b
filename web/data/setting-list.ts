import { choice, flag, number, text, type Setting } from './setting.ts';
import { DEFAULT_SMOOTHING, formatSmoothing, parseSmoothing, type Smoothing } from './smoothing.ts';

/** What x is: the words of the HTTP API. */
export const AXES = ['step', 'relative', 'wall', 'relative_step', 'tag'] as const;
export type Axis = (typeof AXES)[number];

/** How values are laid out on the y axis. */
export const VALUE_SCALES = ['linear', 'log', 'symlog'] as const;
export type ValueScale = (typeof VALUE_SCALES)[number];

/** TensorBoard's orders of the rows of a tooltip: by name, by value, by distance in pixels, by distance in y. */
export const TIP_ORDERS = ['nearest', 'nearest-y', 'alphabetical', 'ascending', 'descending'] as const;
export type TipOrder = (typeof TIP_ORDERS)[number];

/** How the histograms of one run and tag are shown. */
export const SERIES_VIEWS = ['ridges', 'overlay', 'heat'] as const;
export type SeriesView = (typeof SERIES_VIEWS)[number];

/** Cards among scalars: those of the scalars alone, of histograms alone, or of both. */
export const CARD_KINDS = ['all', 'scalars', 'histograms'] as const;
export type CardKinds = (typeof CARD_KINDS)[number];

/** How several runs are shown at once: their histograms at one step, or a number of each step as curves. */
export const RUNS_VIEWS = ['compare', 'curves'] as const;
export type RunsView = (typeof RUNS_VIEWS)[number];

/** How histograms are shown: each series by itself, or several runs at once. */
export const HISTOGRAM_VIEWS = [...SERIES_VIEWS, ...RUNS_VIEWS] as const;
export type HistogramView = (typeof HISTOGRAM_VIEWS)[number];

/** What the curves of the histograms dashboard show: words of the HTTP API. */
export const HISTOGRAM_CURVES = ['mean', 'std', 'min', 'max', 'zeros', 'count', 'drift'] as const;
export type HistogramCurve = (typeof HISTOGRAM_CURVES)[number];

/** Percentiles of the distributions dashboard: TensorBoard's nine, quartiles, or only the extremes and the median. */
export const BANDS = ['nine', 'quartiles', 'extremes'] as const;
export type Bands = (typeof BANDS)[number];

/** What the cells of the table of all runs say. */
const CELL_STATISTICS = ['last', 'min', 'max', 'first', 'at'] as const;

/** What stands for a group of runs at each x, and the band around it: the words of the HTTP API. */
const GROUP_CENTRES = ['mean', 'median'] as const;
export type GroupCentre = (typeof GROUP_CENTRES)[number];
const GROUP_BANDS = ['std', 'sem', 'minmax', 'iqr', 'bootstrap', 'none'] as const;
export type GroupBand = (typeof GROUP_BANDS)[number];

/** The value of a run at an x where only others have a point. */
const GROUP_ALIGNS = ['last', 'linear', 'exact'] as const;
export type GroupAlign = (typeof GROUP_ALIGNS)[number];

const smoothing: Setting<Smoothing> = {
  key: 'smoothing',
  initial: DEFAULT_SMOOTHING,
  scope: 'view',
  parse: parseSmoothing,
  format: formatSmoothing,
};

/** Everything that the settings panel and the toolbar hold. */
export const SETTINGS = {
  /** "none", "all", "folder", "label", or "re:" and an expression: see group-runs.ts. */
  groupBy: { ...text('groupBy'), initial: 'none' },
  groupCentre: choice('groupCentre', GROUP_CENTRES, 'mean'),
  groupBand: choice('groupBand', GROUP_BANDS, 'std'),
  groupAlign: choice('groupAlign', GROUP_ALIGNS, 'last'),
  axis: choice('axis', AXES, 'step'),
  /** The tag whose values are x while the axis is "tag". */
  xTag: text('xTag'),
  logX: flag('logX', false),
  /** A gap longer than so many median intervals counts as one on the relative axis; 0 = gaps stay as they are. */
  skipPauses: number('skipPauses', [0, 1e6], 0),
  smoothing,
  rawLine: flag('rawLine', true),
  yScale: choice('yScale', VALUE_SCALES, 'linear'),
  ignoreOutliers: flag('ignoreOutliers', true),
  superseded: flag('superseded', false),
  /** What becomes of a line whose x steps back: drawn in parts, or only what was written last. */
  partition: choice('partition', ['segments', 'last'], 'segments'),
  stepSelection: flag('stepSelection', true),
  rangeSelection: flag('rangeSelection', false),
  linkSteps: flag('linkSteps', false),
  /** The linked step ("100") or range ("100..200"). */
  linkedSteps: text('steps'),
  tipOrder: choice('tipOrder', TIP_ORDERS, 'nearest', 'habit'),
  tipRows: number('tipRows', [1, 100], 7, 'habit'),
  /** Least width of a card in px; 0 = as the look says. */
  cardWidth: number('cardWidth', [0, 735], 0, 'habit'),
  /** In the table of all runs, which "layout=table" shows. */
  cells: choice('cells', CELL_STATISTICS, 'last'),
  /** Keys of the columns of a card's tables in the order in which they stand, as far as a person has moved them. */
  columnOrder: { ...text('columnOrder', 'habit'), initial: '' },
  /** Keys of columns that the tables of cards do not show, separated by commas. */
  hiddenColumns: { ...text('hiddenColumns', 'habit'), initial: 'minStep,maxStep,mean,lowest,count' },
  /** Runs that are parts of one are a single row and have one colour: see find-folds.ts. */
  foldRuns: flag('fold', true),
  /** "run", or "re:" and an expression: see colour-rule.ts. */
  colourBy: { ...text('colourBy'), initial: 'run' },
  palette: choice('palette', ['full', 'safe'], 'full', 'habit'),
  /** Which cards the scalars dashboard shows. */
  cardKinds: choice('kinds', CARD_KINDS, 'scalars'),
  histogramView: choice('hview', HISTOGRAM_VIEWS, 'ridges'),
  /** How the values of histograms are laid out. */
  histogramScale: choice('hscale', VALUE_SCALES, 'linear'),
  /** Percent of the values that the axis leaves out at each end; "auto" = some where few would squeeze all others. */
  histogramClip: choice('hclip', ['auto', '0', '1', '5'], 'auto'),
  histogramCurve: choice('hcurve', HISTOGRAM_CURVES, 'mean'),
  /** The step that drift is measured from and histograms are compared with; empty = the step before, or none. */
  histogramReference: text('hstep'),
  /** Compared histograms are shown as what they differ by. */
  histogramDifference: flag('hdiff', false),
  bands: choice('bands', BANDS, 'nine'),
  savePins: flag('savePins', true, 'reader'),
} as const;
