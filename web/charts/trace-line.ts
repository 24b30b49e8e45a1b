import { toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import type { Points } from './stretches.ts';

/** The part of a canvas's path that lines need. */
export interface PathSink {
  moveTo(x: number, y: number): unknown;
  lineTo(x: number, y: number): unknown;
  arc(x: number, y: number, radius: number, from: number, to: number): unknown;
}

const FULL_TURN = 2 * Math.PI;
const DOT_RADIUS_PX = 1;

/**
 * Adds one polyline in px to the path. It is broken where a coordinate is not finite or has no place on its axis (zero
 * on a logarithmic one) and where x steps back; a point with no neighbour to be joined to becomes a dot, so that it is
 * seen.
 */
export function traceLine(path: PathSink, { x, y }: Points, frame: PlotFrame): void {
  let isJoined = true;
  let penX = NaN;
  let penY = NaN;
  let previousX = NaN;
  for (let k = 0; k < y.length; k++) {
    const value = y[k]!;
    const at = x[k]!;
    const nextX = toPixelX(frame, at);
    const nextY = toPixelY(frame, value);
    const isGap =
      !Number.isFinite(value) || !Number.isFinite(at) || Number.isNaN(nextX) || Number.isNaN(nextY);
    const continues = !isGap && at >= previousX;
    if (!continues && !isJoined) traceDot(path, penX, penY);
    previousX = isGap ? NaN : at;
    if (isGap) {
      isJoined = true;
      continue;
    }
    penX = nextX;
    penY = nextY;
    if (continues) path.lineTo(penX, penY);
    else path.moveTo(penX, penY);
    isJoined = continues;
  }
  if (!isJoined) traceDot(path, penX, penY);
}

function traceDot(path: PathSink, x: number, y: number): void {
  path.moveTo(x + DOT_RADIUS_PX, y);
  path.arc(x, y, DOT_RADIUS_PX, 0, FULL_TURN);
}
