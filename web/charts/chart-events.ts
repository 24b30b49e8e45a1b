import type { ChosenLimits, HiddenCounts, Range, XSelection } from './line-series.ts';
import type { PointOnLine } from './nearest-point.ts';

/** A chart has drawn all the data that it was given. */
export class ChartDrawn extends Event {
  /** What a line chart could not show inside its frame. */
  readonly hidden: HiddenCounts | undefined;

  constructor(hidden?: HiddenCounts) {
    super('chart-drawn');
    this.hidden = hidden;
  }
}

/** What PointHovered and PointPinned tell. */
export type PointDetails = Pick<PointHovered, 'points' | 'id' | 'crossX' | 'clientX' | 'clientY'>;

/** The pointer or the keyboard is at other points of a line chart, or at the same ones of changed lines. */
export class PointHovered extends Event {
  /** The nearest point of each line that reaches this x, the nearest first. */
  readonly points: readonly PointOnLine[];
  /** The group of the line that is pointed at (`groupOf`); undefined when none is near. */
  readonly id: number | undefined;
  /** Where the cross-hair stands: x of the nearest point. */
  readonly crossX: number;
  /** Place in the window in px. */
  readonly clientX: number;
  readonly clientY: number;

  constructor(details: PointDetails) {
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

/**
 * A person has chosen what part of the axes to see. Each axis: undefined = all of it, as it follows the data. Fired while
 * a gesture goes on, at most every 100 ms, and at its end.
 */
export class RangeSelected extends Event {
  /** Of the x axis. */
  readonly range: Range | undefined;
  /** Of the y axis on the left. */
  readonly yRange: Range | undefined;
  /** Of the y axis on the right. */
  readonly rightYRange: Range | undefined;
  /** Whether the gesture has ended. */
  readonly isFinal: boolean;

  constructor({ range, yRange, rightYRange }: ChosenLimits, isFinal = true) {
    super('range-selected');
    this.range = range;
    this.yRange = yRange;
    this.rightYRange = rightYRange;
    this.isFinal = isFinal;
  }
}

/** A person has set, moved or removed the selected x or range of x. */
export class XSelected extends Event {
  readonly selection: XSelection | undefined;
  /** False while a handle is still being dragged. */
  readonly isFinal: boolean;

  constructor(selection: XSelection | undefined, isFinal: boolean) {
    super('x-selected');
    this.selection = selection;
    this.isFinal = isFinal;
  }
}

/** A person has clicked into the plot: what is pointed at shall stay in sight. Same points as the last PointHovered. */
export class PointPinned extends Event {
  readonly points: readonly PointOnLine[];
  readonly id: number | undefined;
  readonly crossX: number;
  readonly clientX: number;
  readonly clientY: number;

  constructor(details: PointDetails) {
    super('point-pinned');
    this.points = details.points;
    this.id = details.id;
    this.crossX = details.crossX;
    this.clientX = details.clientX;
    this.clientY = details.clientY;
  }
}

/** A person has chosen one line among the others (Alt and click). */
export class LineChosen extends Event {
  /** Its group (`groupOf`). */
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
