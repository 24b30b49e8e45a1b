// The only import of ECharts: the parts of it that Runlight draws with, so that the rest stays out of the bundle.
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

export type ChartOption = ComposeOption<GridComponentOption>;
export type Chart = EChartsType;

use([GridComponent, CanvasRenderer]);

/**
 * Makes a chart that fills the element. It listens to no pointer: what lies above it does. Call `dispose` when it
 * is no longer seen, and make a new one when the device pixel ratio changes.
 */
export function createChart(element: HTMLElement, devicePixelRatio: number): Chart {
  return init(element, undefined, { renderer: 'canvas', devicePixelRatio });
}
