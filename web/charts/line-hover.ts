import { PointHovered, PointLeft, PointPinned, type PointDetails } from './chart-events.ts';
import type { KeyPoint } from './line-keyboard.ts';
import { groupOf, type LineSeries } from './line-series.ts';
import { findPointsNear, type Pixel, type PointOnLine } from './nearest-point.ts';
import { frameOf, fromPixelX, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';

/** A line this near to the pointer is pointed at. */
const FOCUS_DISTANCE_PX = 40;

/** What is pointed at in a chart, by the pointer or by keys; tells it by events of the chart. */
export class LineHover {
  readonly #host: HTMLElement;
  readonly #shown: () => { readonly series: readonly LineSeries[]; readonly frame: PlotFrame | undefined };
  #place: Pixel | undefined;
  #keyPoint: KeyPoint | undefined;
  #details: PointDetails | undefined;

  constructor(
    host: HTMLElement,
    shown: () => { readonly series: readonly LineSeries[]; readonly frame: PlotFrame | undefined },
  ) {
    this.#host = host;
    this.#shown = shown;
  }

  /** The point that keys have led to. */
  get keyPoint(): KeyPoint | undefined {
    return this.#keyPoint;
  }

  /** Points with the pointer, at a place in px of the chart. */
  hover(place: Pixel): void {
    const { series, frame } = this.#shown();
    this.#keyPoint = undefined;
    this.#place = place;
    if (frame) this.#tell(findPointsNear(series, frame, place), place);
  }

  /** Points at one point of a line, wherever the pointer is. */
  pointAt(point: KeyPoint): void {
    const { series, frame } = this.#shown();
    const line = series.find(({ id }) => id === point.id);
    const x = line?.x[point.index];
    if (!frame || !line || x === undefined) return this.leave();
    this.#keyPoint = point;
    const y = toPixelY(frameOf(line, frame), line.y[point.index]!);
    const bottom = frame.top + frame.height;
    const place = {
      x: toPixelX(frame, x),
      // NaN, or outside the range of the axis.
      y: y >= frame.top && y <= bottom ? y : bottom,
    };
    const others = findPointsNear(series, frame, place).filter(({ id }) => id !== point.id);
    this.#tell([{ ...point, distancePx: 0, abovePx: 0 }, ...others], place);
  }

  /** Other points may lie there now. */
  refresh(): void {
    if (this.#keyPoint) this.pointAt(this.#keyPoint);
    else if (this.#place) this.hover(this.#place);
  }

  leave(): void {
    if (!this.#place && !this.#keyPoint) return;
    this.#place = undefined;
    this.#keyPoint = undefined;
    this.#details = undefined;
    this.#host.dispatchEvent(new PointLeft());
  }

  /** What is pointed at shall stay in sight. */
  pin(): void {
    if (this.#details && this.#details.points.length > 0) {
      this.#host.dispatchEvent(new PointPinned(this.#details));
    }
  }

  #tell(points: readonly PointOnLine[], place: Pixel): void {
    const { series, frame } = this.#shown();
    const [nearest] = points;
    const box = this.#host.getBoundingClientRect();
    const line = series.find(({ id }) => id === nearest?.id);
    this.#details = {
      points,
      id: line && nearest && nearest.distancePx <= FOCUS_DISTANCE_PX ? groupOf(line) : undefined,
      crossX: (nearest && line?.x[nearest.index]) ?? (frame ? fromPixelX(frame, place.x) : 0),
      clientX: box.left + place.x,
      clientY: box.top + place.y,
    };
    this.#host.dispatchEvent(new PointHovered(this.#details));
  }
}
