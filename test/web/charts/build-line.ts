import { buildScale } from '../../../web/charts/axis-scale.ts';
import { findSegmentStarts, type LineSeries } from '../../../web/charts/line-series.ts';
import { buildPlotFrame, type PlotFrame } from '../../../web/charts/plot-frame.ts';

/** A line over these points. */
export function buildLine(id: number, x: readonly number[], y: readonly number[]): LineSeries {
  const columnX = Float64Array.from(x);
  return {
    id,
    colourToken: '--rl-run-1',
    dash: [],
    x: columnX,
    segmentStarts: findSegmentStarts(columnX),
    y: Float64Array.from(y),
    rawY: undefined,
    isLive: false,
  };
}

const SCALE = buildScale('linear', { from: 0, to: 100 });

/** A plot of 100 × 100 px whose axes run from 0 to 100. */
export function buildFrame(): PlotFrame {
  const frame = buildPlotFrame({ width: 156, height: 126 }, SCALE, SCALE);
  if (!frame) throw new Error('too small');
  return frame;
}
