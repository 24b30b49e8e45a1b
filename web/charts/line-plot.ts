import { buildAxisOption } from './axis-option.ts';
import { prepareCanvas, type Size } from './canvas-controller.ts';
import { createChart, type Chart } from './echarts.ts';
import type { LinePicture } from './line-picture.ts';
import { buildEdgeShapes, buildLineShapes } from './line-shapes.ts';
import { paintLines } from './paint-lines.ts';
import { groupShapes } from './shape.ts';

/**
 * The lower layers of a line chart: axes and grid by ECharts in an element, and above them the lines on a canvas of our
 * own. ECharts is called only when an axis has changed: what it does for its axes costs more than painting many lines.
 */
export class LinePlot {
  readonly #axes: HTMLElement;
  readonly #lines: HTMLCanvasElement;
  #chart: Chart | undefined;
  #devicePixelRatio = 0;
  #size: Size = { width: 0, height: 0 };
  #hasRight = false;
  /** What the axes show, in one text. */
  #axisText = '';

  constructor(axes: HTMLElement, lines: HTMLCanvasElement) {
    this.#axes = axes;
    this.#lines = lines;
  }

  /** Draws at once; when this returns the pixels are there. */
  draw(picture: LinePicture, size: Size): void {
    this.#drawAxes(picture, size);
    const context = prepareCanvas(this.#lines, size);
    if (context) paintLines(context, groupShapes([buildLineShapes(picture), buildEdgeShapes(picture)]));
  }

  /** Frees canvases and memory. `draw` begins anew. */
  dispose(): void {
    this.#chart?.dispose();
    this.#chart = undefined;
    this.#axisText = '';
    // A canvas without pixels holds no memory.
    this.#lines.width = 0;
  }

  #drawAxes(picture: LinePicture, size: Size): void {
    // ECharts fixes the ratio when it starts.
    if (this.#devicePixelRatio !== devicePixelRatio) this.dispose();
    this.#devicePixelRatio = devicePixelRatio;
    const text = describeAxes(picture, size);
    if (this.#chart && text === this.#axisText) return;
    if (!this.#chart) {
      this.#chart = createChart(this.#axes, devicePixelRatio);
    } else if (size.width !== this.#size.width || size.height !== this.#size.height) {
      this.#chart.resize();
    }
    const hasRight = picture.rightYTicks !== undefined;
    this.#chart.setOption(buildAxisOption(picture), { notMerge: hasRight !== this.#hasRight });
    this.#size = size;
    this.#axisText = text;
    this.#hasRight = hasRight;
    this.#chart.getZr().flush();
  }
}

/** Changes with everything that the axes show. */
function describeAxes({ frame, xTicks, yTicks, rightYTicks, palette }: LinePicture, size: Size): string {
  const places = [xTicks, yTicks, rightYTicks].map((ticks) => ticks && [ticks.values, ticks.labels]);
  const { x, y, rightY } = frame;
  const ends = [x, y, rightY].map((scale) => scale && [scale.kind, scale.from, scale.to]);
  const { axis, grid, faintText, font } = palette;
  return JSON.stringify([size, places, ends, axis, grid, faintText, font]);
}
