import { runlight } from '../../proto/generated/live.js';
import type * as contract from './types.ts';

const { Align, Axis, Band, Centre, Smoothing } = runlight.live;

/** A topic without the id of its subscription. */
export type Subscribe = Omit<runlight.live.Subscribe.$Properties, 'id'>;

const AXES = {
  step: Axis.AXIS_STEP,
  relative: Axis.AXIS_RELATIVE,
  wall: Axis.AXIS_WALL,
  relative_step: Axis.AXIS_RELATIVE_STEP,
  tag: Axis.AXIS_TAG,
} as const;

const SMOOTHINGS = {
  ema: Smoothing.SMOOTHING_EMA,
  time: Smoothing.SMOOTHING_TIME,
  mean: Smoothing.SMOOTHING_MEAN,
  median: Smoothing.SMOOTHING_MEDIAN,
  gaussian: Smoothing.SMOOTHING_GAUSSIAN,
} as const;

/** Lines of scalars, as the wire has them. */
export function toScalarsTopic({ from, to, smoothingKind, ...topic }: contract.ScalarsTopic): Subscribe {
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return {
    scalars: {
      ...topic,
      ...range,
      runs: [...topic.runs],
      axis: AXES[topic.axis],
      smoothingKind: SMOOTHINGS[smoothingKind],
    },
  };
}

/** A series of histograms, as the wire has it. */
export function toHistogramsTopic({
  run,
  tag,
  maxSteps,
  from,
  to,
  atSteps,
  measures,
  against,
}: contract.HistogramsTopic): Subscribe {
  return {
    histograms: {
      run,
      tag,
      maxSteps,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(atSteps && { atSteps: [...atSteps] }),
      ...(measures && { measures: [...measures] }),
      ...(against !== undefined && { against }),
    },
  };
}

const CENTRES = { mean: Centre.CENTRE_MEAN, median: Centre.CENTRE_MEDIAN } as const;

const BANDS = {
  std: Band.BAND_STD,
  sem: Band.BAND_SEM,
  minmax: Band.BAND_MIN_MAX,
  iqr: Band.BAND_IQR,
  bootstrap: Band.BAND_BOOTSTRAP,
  none: Band.BAND_NONE,
} as const;

const ALIGNS = { last: Align.ALIGN_LAST, linear: Align.ALIGN_LINEAR, exact: Align.ALIGN_EXACT } as const;

/** Groups of runs with their bands, as the wire has them. */
export function toGroupsTopic({ groups, centre, band, align, ...series }: contract.GroupsTopic): Subscribe {
  const { runs: _, ...scalars } = toScalarsTopic({ ...series, runs: [] }).scalars ?? {};
  return {
    scalarGroups: {
      ...scalars,
      groups: groups.map(({ id, runs }) => ({ id, runs: [...runs] })),
      centre: CENTRES[centre],
      band: BANDS[band],
      align: ALIGNS[align],
    },
  };
}
