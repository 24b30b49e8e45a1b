import { buildAxisShapes } from './axis-shapes.ts';
import { prepareCanvas, type Size } from './canvas-controller.ts';
import type { LinePicture } from './line-picture.ts';
import { buildEdgeShapes, buildLineShapes } from './line-shapes.ts';
import { paintLines } from './paint-lines.ts';
import { paintShape } from './paint-shape.ts';
import { groupShapes } from './shape.ts';

/** The lower layers of a line chart, a canvas each: axes and grid, painted anew only when they change, and the lines. */
export class LinePlot {
  readonly #axes: HTMLCanvasElement;
  readonly #lines: HTMLCanvasElement;
  /** What the axes show, in one text. */
  #axisText = '';

  constructor(axes: HTMLCanvasElement, lines: HTMLCanvasElement) {
    this.#axes = axes;
    this.#lines = lines;
  }

  /** Draws at once; when this returns the pixels are there. */
  draw(picture: LinePicture, size: Size): void {
    const text = describeAxes(picture, size);
    if (text !== this.#axisText) {
      const context = prepareCanvas(this.#axes, size);
      if (context) paintShape(context, groupShapes(buildAxisShapes(picture)));
      this.#axisText = text;
    }
    const context = prepareCanvas(this.#lines, size);
    if (context) paintLines(context, groupShapes([buildLineShapes(picture), buildEdgeShapes(picture)]));
  }

  /** Frees memory. `draw` begins anew. */
  dispose(): void {
    this.#axisText = '';
    // A canvas without pixels holds no memory.
    this.#axes.width = 0;
    this.#lines.width = 0;
  }
}

/** Changes with everything that the axes show. */
function describeAxes({ frame, xTicks, yTicks, rightYTicks, palette }: LinePicture, size: Size): string {
  const places = [xTicks, yTicks, rightYTicks].map((ticks) => ticks && [ticks.values, ticks.labels]);
  const { x, y, rightY } = frame;
  const ends = [x, y, rightY].map((scale) => scale && [scale.kind, scale.from, scale.to]);
  const { axis, grid, faintText, font } = palette;
  return JSON.stringify([size, devicePixelRatio, places, ends, axis, grid, faintText, font]);
}
