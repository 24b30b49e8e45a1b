// The only import of ECharts: the parts of it that Runlight draws with, so that the rest stays out of the bundle.
import { CustomChart, type CustomSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { graphic, init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { TRACE, type Tracer } from './shape.ts';
import type { PathSink } from './trace-line.ts';

export type ChartOption = ComposeOption<CustomSeriesOption | GridComponentOption>;
export type Chart = EChartsType;

use([CustomChart, GridComponent, CanvasRenderer]);
graphic.registerShape(
  TRACE,
  graphic.extendShape({
    type: TRACE,
    // An object, since ECharts takes a function, which has a length, for an array and copies it.
    shape: { tracer: undefined },
    buildPath(path: PathSink, { tracer }: { tracer?: Tracer }) {
      tracer?.trace(path);
    },
  }),
);

/**
 * Makes a chart that fills the element. It listens to no pointer: what lies above it does. Call `dispose` when it
 * is no longer seen, and make a new one when the device pixel ratio changes.
 */
export function createChart(element: HTMLElement, devicePixelRatio: number): Chart {
  return init(element, undefined, { renderer: 'canvas', devicePixelRatio });
}
