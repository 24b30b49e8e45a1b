import { css, html, LitElement, type PropertyValues } from 'lit';
import type { ScaleKind } from './axis-scale.ts';
import { computeAxisTicks, computeValueTicks, type LineAxisKind } from './axis-ticks.ts';
import { CanvasController, prepareCanvas, type Size } from './canvas-controller.ts';
import {
  ChartDrawn,
  LineChosen,
  PlotResized,
  PointHovered,
  PointLeft,
  RangeSelected,
} from './chart-events.ts';
import { drawQueue } from './draw-queue.ts';
import { movePoint, zoomByKey, type KeyPoint } from './line-keyboard.ts';
import { paintLineOverlay } from './line-overlay.ts';
import { LinePlot } from './line-plot.ts';
import {
  computeXRange,
  computeYRange,
  groupOf,
  type LineSeries,
  type Range,
  type XSelection,
} from './line-series.ts';
import { findPointsNear, type Pixel, type PointOnLine } from './nearest-point.ts';
import { readPalette } from './palette.ts';
import { buildPlotFrame, fromPixelX, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';

/** Room that a tick with its label needs, in px. */
const X_TICK_PX = 76;
const Y_TICK_PX = 38;
const MIN_TICKS = 3;
/** A line this near to the pointer is pointed at. */
const FOCUS_DISTANCE_PX = 40;
/** A shorter drag was meant as a click. */
const MIN_DRAG_PX = 4;
const UNIT_RANGE: Range = { from: 0, to: 1 };

/**
 * Lines over an axis, with a cross-hair. Fills its parent; knows nothing of what the lines are.
 *
 * Three layers of canvas: axes and lines by ECharts, drawn when the data, the range or the size changes; above them
 * the overlay, redrawn as the pointer moves. Hovering a line dims the line layer as a whole by CSS and draws the one
 * line again above it, so that it costs the same with a thousand lines as with one.
 *
 * Fires ChartDrawn, PlotResized, PointHovered, PointLeft, PointPinned (click), RangeSelected (drag, pan, wheel, double
 * click, keys), XSelected (click on the x axis, handles) and LineChosen (Alt and click). It changes none of its
 * properties: its owner takes `range`, `yRange`, `rightYRange` and `selection` over from the events. It takes no focus itself: its owner hands it the keys by `handleKey`.
 */
export class RlLineChart extends LitElement {
  static override properties = {
    series: { attribute: false },
    axis: {},
    xScale: {},
    yScale: {},
    range: { attribute: false },
    yRange: { attribute: false },
    rightYRange: { attribute: false },
    ignoresOutliers: { attribute: false },
    lastStretchWins: { attribute: false },
    selectMode: {},
    selection: { attribute: false },
    focusedId: { attribute: false },
    crossX: { attribute: false },
  };
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      overflow: hidden;
      touch-action: pan-y;
      user-select: none;
    }
    .plot,
    .overlay {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
    /* ECharts' second canvas: the layer of the lines, see LINES_LAYER. */
    .plot canvas + canvas {
      transition: opacity var(--rl-base) var(--rl-ease);
    }
    .plot.dimmed canvas + canvas {
      opacity: var(--rl-dim-alpha);
      transition-duration: var(--rl-fast);
    }
  `;

  declare series: readonly LineSeries[];
  declare axis: LineAxisKind;
  /** The points of a logarithmic x axis that are not positive are not drawn. */
  declare xScale: 'linear' | 'log';
  declare yScale: ScaleKind;
  /** Part of the x axis to show; undefined = all of it, as it follows the data. */
  declare range: Range | undefined;
  /** Part of the y axis on the left to show; undefined = what the data needs. */
  declare yRange: Range | undefined;
  /** The same for the y axis on the right. */
  declare rightYRange: Range | undefined;
  /** Whether y axes that follow the data leave out the lowest and the highest 5 % of it. */
  declare ignoresOutliers: boolean;
  /** Where x steps back: whether what was there before is hidden, rather than drawn as a stretch of its own. */
  declare lastStretchWins: boolean;
  /** What a click on the x axis selects, and how many handles stand there. */
  declare selectMode: 'none' | 'step' | 'range';
  declare selection: XSelection | undefined;
  /** The group of lines that stand out (`groupOf`), here or on another chart. */
  declare focusedId: number | undefined;
  /** x of the cross-hair, here or on another chart. */
  declare crossX: number | undefined;

  readonly #canvas = new CanvasController(this, (size, isStale) => this.#draw(size, isStale));
  #size: Size = { width: 0, height: 0 };
  #plot: LinePlot | undefined;
  #frame: PlotFrame | undefined;
  #areLinesStale = true;
  /** Where the pointer is, while it is over the chart. */
  #pointer: Pixel | undefined;
  #keyPoint: KeyPoint | undefined;
  /** Where a drag began, in px from the left edge. */
  #dragStart: number | undefined;

  constructor() {
    super();
    this.series = [];
    this.axis = 'step';
    this.xScale = 'linear';
    this.yScale = 'linear';
    this.ignoresOutliers = false;
    this.lastStretchWins = false;
    this.selectMode = 'none';
    this.addEventListener('pointermove', this.#onPointerMove);
    this.addEventListener('pointerleave', this.#leave);
    this.addEventListener('pointerdown', this.#onPointerDown);
    this.addEventListener('pointerup', this.#onPointerUp);
    this.addEventListener('pointercancel', this.#onPointerCancel);
    this.addEventListener('dblclick', () => this.dispatchEvent(new RangeSelected({})));
    this.addEventListener('click', this.#onClick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    drawQueue.remove(this.#drawLines);
    this.#plot?.dispose();
    this.#areLinesStale = true;
    this.#dragStart = undefined;
    this.leave();
  }

  /** Whether some of it lies in the window. */
  isInSight(): boolean {
    const { top, bottom } = this.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /** Points at nothing any more. */
  leave(): void {
    if (this.#pointer || this.#keyPoint) this.#leave();
  }

  /** Moves along the lines, zooms or leaves, if it is a key for that; then the event is used up. */
  handleKey(event: KeyboardEvent): void {
    if (!this.#frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (!this.#keyPoint) return;
      this.#leave();
    } else {
      const point = movePoint(this.series, this.#frame, event, this.#keyPoint, this.focusedId);
      const centre = this.crossX ?? fromPixelX(this.#frame, this.clientWidth / 2);
      const zoom = zoomByKey(this.#frame, event.key, centre, computeXRange(this.series) ?? UNIT_RANGE);
      if (!point && !zoom) return;
      if (point) this.#pointAt(point);
      if (zoom) this.dispatchEvent(new RangeSelected({ range: zoom.range }));
    }
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): unknown {
    const isDimmed = this.series.some((line) => groupOf(line) === this.focusedId);
    return html`<div class="plot ${isDimmed ? 'dimmed' : ''}"></div>
      <canvas class="overlay"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('series') || changed.has('axis') || changed.has('range')) this.#areLinesStale = true;
    this.#canvas.request();
  }

  #draw(size: Size, isEverythingStale: boolean): void {
    this.#size = size;
    if (isEverythingStale || this.#areLinesStale) drawQueue.add(this.#drawLines);
    this.#drawOverlay();
  }

  readonly #drawLines = (): void => {
    const size = this.#size;
    const x = this.range ?? computeXRange(this.series) ?? UNIT_RANGE;
    const frame = buildPlotFrame(size, x, computeYRange(this.series, x) ?? UNIT_RANGE);
    if (!frame) return;
    const hasResized = frame.width !== this.#frame?.width;
    this.#frame = frame;
    const xCount = Math.max(MIN_TICKS, Math.round(frame.width / X_TICK_PX));
    const yCount = Math.max(MIN_TICKS, Math.round(frame.height / Y_TICK_PX));
    this.#plot ??= new LinePlot(this.renderRoot.querySelector('.plot') as HTMLElement);
    const picture = {
      frame,
      isZoomed: this.range !== undefined,
      series: this.series,
      xTicks: computeAxisTicks(this.axis, frame.x.from, frame.x.to, xCount),
      yTicks: computeValueTicks(frame.y.from, frame.y.to, yCount),
      palette: readPalette(),
    };
    this.#plot.draw(picture, size);
    this.#areLinesStale = false;
    if (hasResized) this.dispatchEvent(new PlotResized(frame.width));
    this.dispatchEvent(new ChartDrawn());
    // Other points may lie under the pointer now.
    if (this.#keyPoint) this.#pointAt(this.#keyPoint);
    else if (this.#pointer) this.#hover(this.#pointer);
    this.#drawOverlay();
  };

  #drawOverlay(): void {
    const canvas = this.renderRoot.querySelector('canvas.overlay') as HTMLCanvasElement;
    const context = prepareCanvas(canvas, this.#size);
    const frame = this.#frame;
    if (!context || !frame) return;
    const focused = this.series.find((line) => groupOf(line) === this.focusedId);
    const dragged =
      this.#dragStart !== undefined &&
      this.#pointer &&
      Math.abs(this.#pointer.x - this.#dragStart) >= MIN_DRAG_PX
        ? ([this.#clampToPlot(this.#dragStart), this.#clampToPlot(this.#pointer.x)] as const)
        : undefined;
    const lineCount = this.series.length;
    paintLineOverlay(context, {
      frame,
      focused,
      lineCount,
      crossX: this.crossX,
      dragged,
      palette: readPalette(),
    });
  }

  readonly #onPointerMove = (event: PointerEvent): void => {
    this.#keyPoint = undefined;
    const box = this.getBoundingClientRect();
    this.#pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
    if (this.#dragStart === undefined) this.#hover(this.#pointer);
    else this.#canvas.request();
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    const frame = this.#frame;
    if (!frame || event.button !== 0 || event.pointerType === 'touch') return;
    const px = event.clientX - this.getBoundingClientRect().left;
    if (px < frame.left || px > frame.left + frame.width) return;
    this.setPointerCapture(event.pointerId);
    this.#dragStart = px;
  };

  readonly #onPointerUp = (): void => {
    const start = this.#dragStart;
    this.#dragStart = undefined;
    if (start === undefined || !this.#pointer || !this.#frame) return;
    this.#canvas.request();
    if (Math.abs(this.#pointer.x - start) < MIN_DRAG_PX) return;
    const [from, to] = [start, this.#pointer.x].sort((a, b) => a - b) as [number, number];
    this.dispatchEvent(
      new RangeSelected({ range: { from: fromPixelX(this.#frame, from), to: fromPixelX(this.#frame, to) } }),
    );
  };

  readonly #onPointerCancel = (): void => {
    this.#dragStart = undefined;
    this.#leave();
  };

  readonly #onClick = (event: MouseEvent): void => {
    if (event.altKey && this.focusedId !== undefined) this.dispatchEvent(new LineChosen(this.focusedId));
  };

  readonly #leave = (): void => {
    if (this.#dragStart !== undefined) return;
    this.#pointer = undefined;
    this.#keyPoint = undefined;
    this.dispatchEvent(new PointLeft());
  };

  #hover(pixel: Pixel): void {
    if (this.#frame) this.#tell(findPointsNear(this.series, this.#frame, pixel), pixel);
  }

  #pointAt(point: KeyPoint): void {
    const frame = this.#frame;
    const line = this.series.find(({ id }) => id === point.id);
    const x = line?.x[point.index];
    if (!frame || !line || x === undefined) return this.#leave();
    this.#keyPoint = point;
    const y = line.y[point.index]!;
    const pixel = {
      x: toPixelX(frame, x),
      y: Number.isFinite(y) ? toPixelY(frame, y) : frame.top + frame.height,
    };
    const others = findPointsNear(this.series, frame, pixel).filter(({ id }) => id !== point.id);
    this.#tell([{ ...point, distancePx: 0, abovePx: 0 }, ...others], pixel);
  }

  #tell(points: readonly PointOnLine[], pixel: Pixel): void {
    const [nearest] = points;
    const box = this.getBoundingClientRect();
    const line = this.series.find(({ id }) => id === nearest?.id);
    this.dispatchEvent(
      new PointHovered({
        points,
        id: line && nearest && nearest.distancePx <= FOCUS_DISTANCE_PX ? groupOf(line) : undefined,
        crossX: (nearest && line?.x[nearest.index]) ?? (this.#frame ? fromPixelX(this.#frame, pixel.x) : 0),
        clientX: box.left + pixel.x,
        clientY: box.top + pixel.y,
      }),
    );
  }

  #clampToPlot(px: number): number {
    const left = this.#frame?.left ?? 0;
    return Math.min(left + (this.#frame?.width ?? 0), Math.max(left, px));
  }
}
customElements.define('rl-line-chart', RlLineChart);

declare global {
  interface HTMLElementTagNameMap {
    'rl-line-chart': RlLineChart;
  }
}
