import type { EdgeMark } from './edge-marks.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { PathSink } from './trace-line.ts';

const HALF_WIDTH_PX = 5;
const HEIGHT_PX = 9;
const CARET_HALF_WIDTH_PX = 3.5;
const CARET_HEIGHT_PX = 4;
const DISC_RADIUS_PX = 3.5;

/**
 * Adds the shape of a mark to the path, on the edge of the frame where its points would lie: NaN a triangle pointing up
 * on the bottom edge, -Infinity one pointing down there, +Infinity one pointing up on the top edge, a value that a
 * logarithmic axis cannot show a diamond on the bottom edge, values outside the range a flat caret that points out.
 */
export function traceMark(path: PathSink, { kind, x }: EdgeMark, frame: PlotFrame): void {
  const bottom = frame.top + frame.height;
  switch (kind) {
    case 'nan':
      return traceTriangle(path, x, bottom - 1, HALF_WIDTH_PX, -HEIGHT_PX);
    case 'positiveInfinity':
      return traceTriangle(path, x, frame.top + HEIGHT_PX, HALF_WIDTH_PX, -HEIGHT_PX);
    case 'negativeInfinity':
      return traceTriangle(path, x, bottom - HEIGHT_PX - 1, HALF_WIDTH_PX, HEIGHT_PX);
    case 'nonPositive':
      return traceDiamond(path, x, bottom - DISC_RADIUS_PX - 1);
    case 'above':
      return traceTriangle(path, x, frame.top + CARET_HEIGHT_PX - 2, CARET_HALF_WIDTH_PX, -CARET_HEIGHT_PX);
    case 'below':
      return traceTriangle(path, x, bottom - CARET_HEIGHT_PX - 1, CARET_HALF_WIDTH_PX, CARET_HEIGHT_PX);
  }
}

/** From its base at `baseY` to its tip `rise` px further down (negative: up). */
function traceTriangle(path: PathSink, x: number, baseY: number, halfWidth: number, rise: number): void {
  path.moveTo(x - halfWidth, baseY);
  path.lineTo(x, baseY + rise);
  path.lineTo(x + halfWidth, baseY);
  path.lineTo(x - halfWidth, baseY);
}

function traceDiamond(path: PathSink, x: number, y: number): void {
  path.moveTo(x - DISC_RADIUS_PX, y);
  path.lineTo(x, y - DISC_RADIUS_PX);
  path.lineTo(x + DISC_RADIUS_PX, y);
  path.lineTo(x, y + DISC_RADIUS_PX);
  path.lineTo(x - DISC_RADIUS_PX, y);
}
