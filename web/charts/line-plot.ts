import type { Size } from './canvas-controller.ts';
import { createChart, type Chart } from './echarts.ts';
import { buildLineOption, type LinePicture } from './line-option.ts';

/** The lower layers of a line chart, axes and lines, as one ECharts instance inside an element. */
export class LinePlot {
  readonly #element: HTMLElement;
  #chart: Chart | undefined;
  #devicePixelRatio = 0;
  #size: Size = { width: 0, height: 0 };

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Draws at once; when this returns the pixels are there. */
  draw(picture: LinePicture, size: Size): void {
    // ECharts fixes the ratio when it starts.
    if (this.#devicePixelRatio !== devicePixelRatio) this.dispose();
    this.#devicePixelRatio = devicePixelRatio;
    if (!this.#chart) {
      this.#chart = createChart(this.#element, devicePixelRatio);
    } else if (size.width !== this.#size.width || size.height !== this.#size.height) {
      this.#chart.resize();
    }
    this.#size = size;
    this.#chart.setOption(buildLineOption(picture));
    this.#chart.getZr().flush();
  }

  /** Frees canvases and memory. `draw` begins anew. */
  dispose(): void {
    this.#chart?.dispose();
    this.#chart = undefined;
  }
}
