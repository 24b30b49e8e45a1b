import type { AxisScale } from './axis-scale.ts';
import type { Size } from './canvas-controller.ts';
import type { Palette } from './palette.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { Plot, PlotHit, PlotLimits } from './plot.ts';
import { clampToBucket, findBucket, findRow, stepBuckets, valueAt } from './ridge-lookup.ts';
import {
  buildRidgePicture,
  findRowOfDepth,
  toBaseline,
  toRidgeX,
  type RidgeLayout,
  type RidgePicture,
} from './ridge-picture.ts';
import { buildRidgeMark, buildRidgeShapes, type RidgeStyle } from './ridge-shapes.ts';
import type { RidgeRow } from './ridge-row.ts';
import { reachesBeyond } from './value-view.ts';

const OVERLAY_TOP_PX = 6;

/** Histograms one behind the other or on one base line, the newest in front; values along x. */
export function buildRidgePlot(
  rows: readonly RidgeRow[],
  options: RidgeLayout & Omit<RidgeStyle, 'palette'>,
  size: Size,
  palette: Palette,
  limits: PlotLimits,
): Plot | undefined {
  const values = { ...options.values, chosen: limits.values };
  const picture = buildRidgePicture(rows, size, { ...options, values });
  if (!picture) return undefined;
  return {
    frame: toFrame(picture),
    axes: { x: 'values', y: picture.mode === 'offset' ? 'depth' : 'none' },
    shapes: buildRidgeShapes(picture, { ...options, palette }),
    drawnCount: picture.rows.length,
    isJoined: picture.isJoined,
    isClipped: reachesBeyond(picture.rows, picture.x),
    find: (place) => {
      const row = findRow(picture, place);
      return row < 0 ? undefined : pointAt(picture, row, valueAt(picture, place.x), place.y);
    },
    mark: (hit) => buildRidgeMark(picture, picture.indexes.indexOf(hit.row), hit.value, palette),
    move: (from, byRows, byBuckets) => {
      const last = picture.rows.length - 1;
      if (last < 0) return undefined;
      const before = from ? picture.indexes.indexOf(from.row) : -1;
      const row = before < 0 ? last : Math.min(last, Math.max(0, before + byRows));
      const start = from?.value ?? picture.x.valueAt(0.5);
      const value = stepBuckets(picture.rows[row]!, start, byBuckets);
      return pointAt(picture, row, value, toBaseline(picture, row));
    },
  };
}

/** Beside the histogram the nearest bucket is meant. */
function pointAt(picture: RidgePicture, row: number, value: number, y: number): PlotHit {
  const drawn = picture.rows[row]!;
  const bucket = findBucket(drawn, value);
  const inside = bucket < 0 ? value : clampToBucket(drawn, bucket, value);
  const px = toRidgeX(picture, inside);
  const { left, width } = picture;
  const x = Number.isNaN(px) ? left : Math.min(left + width, Math.max(left, px));
  return { line: 0, row: picture.indexes[row]!, value: inside, place: { x, y } };
}

function toFrame(picture: RidgePicture): PlotFrame {
  const { left, width, top, bottom, x, mode } = picture;
  if (mode === 'overlay')
    return { left, top: OVERLAY_TOP_PX, width, height: bottom - OVERLAY_TOP_PX, x, y: x, rightY: undefined };
  return { left, top, width, height: bottom - top, x, y: buildDepthScale(picture.rows), rightY: undefined };
}

/** Rows stand at equal distances, the first one at the top: 1. */
function buildDepthScale(rows: readonly RidgeRow[]): AxisScale {
  const last = rows.length - 1;
  return {
    kind: 'linear',
    from: rows[last]?.depth ?? 0,
    to: rows[0]?.depth ?? 0,
    share: (depth) => (last > 0 ? 1 - findRowOfDepth(rows, depth) / last : 0),
    valueAt: (share) => {
      const place = Math.min(last, Math.max(0, (1 - share) * last));
      const row = Math.floor(place);
      const depth = rows[row]?.depth ?? 0;
      return depth + (place - row) * ((rows[row + 1]?.depth ?? depth) - depth);
    },
  };
}
