import { toPixelX, type PlotFrame } from './plot-frame.ts';
import type { PathSink } from './trace-line.ts';

const HALF_WIDTH_PX = 5;
const HEIGHT_PX = 9;
/** Marks nearer than this to the one before are left out: they would be one smear. */
const MIN_DISTANCE_PX = 9;

/**
 * Adds a triangle for every value that is not finite, at its x on the frame's edge: NaN on the bottom edge pointing
 * up, -Infinity on the bottom edge pointing down, +Infinity on the top edge pointing up. Returns whether there was
 * any.
 */
export function traceMarks(path: PathSink, x: Float64Array, y: Float64Array, frame: PlotFrame): boolean {
  const bottom = frame.top + frame.height;
  // One place each for NaN, -Infinity and +Infinity.
  const lastPx = [-Infinity, -Infinity, -Infinity];
  let hasMarks = false;
  for (let k = 0; k < y.length; k++) {
    const value = y[k]!;
    if (Number.isFinite(value)) continue;
    const at = x[k]!;
    if (!(at >= frame.x.from && at <= frame.x.to)) continue;
    const kind = Number.isNaN(value) ? 0 : value < 0 ? 1 : 2;
    const px = toPixelX(frame, at);
    if (Math.abs(px - lastPx[kind]!) < MIN_DISTANCE_PX) continue;
    lastPx[kind] = px;
    hasMarks = true;
    if (kind === 2) traceTriangle(path, px, frame.top + HEIGHT_PX, -HEIGHT_PX);
    else if (kind === 1) traceTriangle(path, px, bottom - HEIGHT_PX - 1, HEIGHT_PX);
    else traceTriangle(path, px, bottom - 1, -HEIGHT_PX);
  }
  return hasMarks;
}

/** From its base at `baseY` to its tip `rise` px further down (negative: up). */
function traceTriangle(path: PathSink, x: number, baseY: number, rise: number): void {
  path.moveTo(x - HALF_WIDTH_PX, baseY);
  path.lineTo(x, baseY + rise);
  path.lineTo(x + HALF_WIDTH_PX, baseY);
  path.lineTo(x - HALF_WIDTH_PX, baseY);
}
