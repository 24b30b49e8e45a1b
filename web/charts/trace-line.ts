import { placeOnX, placeOnY, type PlotFrame } from './plot-frame.ts';
import type { Points } from './stretches.ts';

/** The part of a canvas's path that lines need. */
export interface PathSink {
  moveTo(x: number, y: number): unknown;
  lineTo(x: number, y: number): unknown;
  arc(x: number, y: number, radius: number, from: number, to: number): unknown;
  /** Joins the points [from, to) of two columns, at least two, where a path has a quicker way than by one after the other. */
  polyline?(x: Float64Array, y: Float64Array, from: number, to: number): void;
}

const FULL_TURN = 2 * Math.PI;
const DOT_RADIUS_PX = 1;
/** Where the points of the line that is being traced lie in px; grows with the longest. */
let placesX = new Float64Array(1024);
let placesY = new Float64Array(1024);

/**
 * Adds one polyline in px to the path. It is broken where a coordinate is not finite or has no place on its axis (zero
 * on a logarithmic one) and where x steps back; a point with no neighbour to be joined to becomes a dot, so that it is
 * seen.
 */
export function traceLine(path: PathSink, { x, y }: Points, frame: PlotFrame): void {
  const { length } = y;
  if (placesX.length < length) {
    placesX = new Float64Array(length * 2);
    placesY = new Float64Array(length * 2);
  }
  placeOnX(frame, x, placesX);
  placeOnY(frame, y, placesY);
  for (let from = 0; from < length;) {
    if (isGap(from)) {
      from++;
      continue;
    }
    let end = from + 1;
    while (end < length && !isGap(end) && x[end]! >= x[end - 1]!) end++;
    traceStretch(path, from, end);
    from = end;
  }
}

function isGap(index: number): boolean {
  // NaN where a coordinate has no place.
  const sum = placesX[index]! + placesY[index]!;
  return sum !== sum;
}

function traceStretch(path: PathSink, from: number, end: number): void {
  if (end - from === 1) return traceDot(path, placesX[from]!, placesY[from]!);
  if (path.polyline) return path.polyline(placesX, placesY, from, end);
  path.moveTo(placesX[from]!, placesY[from]!);
  for (let k = from + 1; k < end; k++) path.lineTo(placesX[k]!, placesY[k]!);
}

function traceDot(path: PathSink, x: number, y: number): void {
  path.moveTo(x + DOT_RADIUS_PX, y);
  path.arc(x, y, DOT_RADIUS_PX, 0, FULL_TURN);
}
