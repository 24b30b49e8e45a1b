import type { Range } from './line-series.ts';
import type { PointOnLine } from './nearest-point.ts';
import type { RidgeRow } from './ridge-row.ts';

/** A chart has drawn all the data that it was given. */
export class ChartDrawn extends Event {
  constructor() {
    super('chart-drawn');
  }
}

/** The pointer or the keyboard is at other points of a line chart, or at the same ones of changed lines. */
export class PointHovered extends Event {
  /** The nearest point of each line that reaches this x, the nearest first. */
  readonly points: readonly PointOnLine[];
  /** The line that is pointed at; undefined when none is near. */
  readonly id: number | undefined;
  /** Where the cross-hair stands: x of the nearest point. */
  readonly crossX: number;
  /** Place in the window in px. */
  readonly clientX: number;
  readonly clientY: number;

  constructor(details: Pick<PointHovered, 'points' | 'id' | 'crossX' | 'clientX' | 'clientY'>) {
    super('point-hovered');
    this.points = details.points;
    this.id = details.id;
    this.crossX = details.crossX;
    this.clientX = details.clientX;
    this.clientY = details.clientY;
  }
}

/** Nothing of a chart is pointed at any more. */
export class PointLeft extends Event {
  constructor() {
    super('point-left');
  }
}

/** A person has chosen what part of the x axis to see; undefined = all of it. */
export class RangeSelected extends Event {
  readonly range: Range | undefined;

  constructor(range: Range | undefined) {
    super('range-selected');
    this.range = range;
  }
}

/** A person has chosen one line among the others (Alt and click). */
export class LineChosen extends Event {
  readonly id: number;

  constructor(id: number) {
    super('line-chosen');
    this.id = id;
  }
}

/** The width of the plot between its gutters has changed. */
export class PlotResized extends Event {
  /** In CSS px. */
  readonly width: number;

  constructor(width: number) {
    super('plot-resized');
    this.width = width;
  }
}

/** The pointer or the keyboard is at a bucket of a ridge chart. */
export class BucketHovered extends Event {
  readonly row: RidgeRow;
  /** Number of the bucket in `row.buckets`; -1 when the row has none. */
  readonly bucket: number;
  /** Place in the window in px. */
  readonly clientX: number;
  readonly clientY: number;

  constructor(details: Pick<BucketHovered, 'row' | 'bucket' | 'clientX' | 'clientY'>) {
    super('bucket-hovered');
    this.row = details.row;
    this.bucket = details.bucket;
    this.clientX = details.clientX;
    this.clientY = details.clientY;
  }
}
