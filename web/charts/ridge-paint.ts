import type { AxisKind } from './axis-ticks.ts';
import { formatDepths } from './depth-labels.ts';
import { TICK_FONT_PX, type Palette } from './palette.ts';
import { findRowOfDepth, toBaseline, toRidgeX, toRise, type RidgePicture } from './ridge-picture.ts';
import type { RidgeRow } from './ridge-row.ts';
import { densityAt } from './ridge-outline.ts';
import { computeTicks, formatTicks } from './ticks.ts';

const FULL_TURN = 2 * Math.PI;
const X_TICK_PX = 70;
const MIN_TICKS = 3;
const DEPTH_LABEL_PX = 26;

/** What is pointed at. */
export interface RidgeMark {
  readonly row: number;
  /** Value at which a ring is set on the row's outline. */
  readonly value: number;
}

export interface RidgeStyle {
  readonly palette: Palette;
  readonly colourToken: string;
  readonly depthKind: AxisKind;
  /** Depths of histograms that are not there: marked at the right edge, as are rows that are drawn in part. */
  readonly brokenDepths: readonly number[];
  readonly mark: RidgeMark | undefined;
  /** Rows that stand out because their steps are selected; the others are fainter as long as there is one. */
  readonly selected: ReadonlySet<RidgeRow>;
}

/** Paints the whole chart on a cleared canvas: grid, rows from the oldest to the newest, axis, labels, ring. */
export function paintRidges(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  style: RidgeStyle,
): void {
  context.save();
  context.lineJoin = 'round';
  context.font = `${TICK_FONT_PX}px ${style.palette.font}`;
  context.textBaseline = 'middle';
  paintGrid(context, picture, style);
  if (picture.singles) paintDots(context, picture, picture.singles, style);
  else paintAllRidges(context, picture, style);
  paintDepths(context, picture, style);
  paintWarnings(context, picture, style);
  if (style.mark) paintRing(context, picture, style.mark, style);
  context.restore();
}

function paintGrid(context: CanvasRenderingContext2D, picture: RidgePicture, { palette }: RidgeStyle): void {
  const { x, top, bottom, left, width } = picture;
  const ticks = computeTicks(x.from, x.to, Math.max(MIN_TICKS, Math.round(width / X_TICK_PX)));
  const labels = formatTicks(ticks);
  context.lineWidth = 1;
  context.textAlign = 'center';
  context.fillStyle = palette.faintText;
  context.strokeStyle = palette.grid;
  ticks.values.forEach((value, k) => {
    const px = Math.round(toRidgeX(picture, value)) + 0.5;
    line(context, px, top - 8, px, bottom);
    context.fillText(
      labels[k] ?? '',
      Math.max(px, context.measureText(labels[k] ?? '').width / 2 + 3),
      bottom + 11,
    );
  });
  context.strokeStyle = palette.axis;
  line(context, left, bottom + 0.5, left + width, bottom + 0.5);
}

/** Clipped, since the range of values leaves out what lies in empty outer buckets. */
function paintAllRidges(context: CanvasRenderingContext2D, picture: RidgePicture, style: RidgeStyle): void {
  context.save();
  context.beginPath();
  context.rect(picture.left - 1, 0, picture.width + 2, picture.bottom + 1);
  context.clip();
  picture.rows.forEach((_, row) => paintRidge(context, picture, row, style));
  context.restore();
}

/** A ridge hides what is behind it: it is filled with the card's colour first. The older, the fainter. */
function paintRidge(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  row: number,
  { palette, colourToken, mark, selected }: RidgeStyle,
): void {
  const outline = picture.outlines[row]!;
  const baseline = toBaseline(picture, row);
  const nearness = computeNearness(picture, row);
  const isSelected = selected.has(picture.rows[row]!);
  const isMarked = mark?.row === row || isSelected;
  const strength = selected.size === 0 ? 0.28 + 0.72 * nearness : 0.28;
  context.beginPath();
  context.moveTo(picture.left, baseline);
  for (let k = 0; k < outline.length; k += 2) {
    context.lineTo(toRidgeX(picture, outline[k]!), baseline - toRise(picture, outline[k + 1]!));
  }
  context.lineTo(picture.left + picture.width, baseline);
  context.fillStyle = palette.card;
  context.fill();
  context.fillStyle = palette.colour(colourToken);
  context.globalAlpha = isSelected ? 0.5 : 0.06 + 0.2 * nearness;
  context.fill();
  context.globalAlpha = isMarked ? 1 : strength;
  context.strokeStyle = isMarked ? palette.text : palette.colour(colourToken);
  context.lineWidth = isMarked || row === picture.rows.length - 1 ? 1.75 : 1;
  context.stroke();
  paintCuts(context, picture, row);
  context.globalAlpha = 1;
}

/** A small caret above each peak that is cut, in the colour of the outline. */
function paintCuts(context: CanvasRenderingContext2D, picture: RidgePicture, row: number): void {
  const outline = picture.outlines[row]!;
  const y = toBaseline(picture, row) - picture.rise - 1;
  for (let k = 0; k < outline.length; k += 2) {
    if (outline[k + 1]! <= picture.peak) continue;
    const x = toRidgeX(picture, outline[k]!);
    context.beginPath();
    context.moveTo(x - 3, y + 1);
    context.lineTo(x, y - 2);
    context.lineTo(x + 3, y + 1);
    context.stroke();
  }
}

/** One value a step: a dot on its line, joined to the next, instead of a spike. */
function paintDots(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  values: readonly (number | undefined)[],
  { palette, colourToken, mark }: RidgeStyle,
): void {
  const colour = palette.colour(colourToken);
  context.strokeStyle = colour;
  context.globalAlpha = 0.5;
  context.lineWidth = 1.25;
  context.beginPath();
  values.forEach((value, row) => {
    if (value !== undefined) context.lineTo(toRidgeX(picture, value), toBaseline(picture, row));
  });
  context.stroke();
  values.forEach((value, row) => {
    const baseline = toBaseline(picture, row);
    const x = value === undefined ? picture.left : toRidgeX(picture, value);
    context.globalAlpha = 1;
    context.strokeStyle = mark?.row === row ? palette.faintText : palette.grid;
    context.lineWidth = 1;
    line(context, picture.left, baseline + 0.5, x, baseline + 0.5);
    if (value === undefined) return;
    context.globalAlpha = 0.35 + 0.65 * computeNearness(picture, row);
    context.fillStyle = colour;
    disc(context, x, baseline, row === picture.rows.length - 1 ? 4 : 2.4);
  });
  context.globalAlpha = 1;
}

/** From the newest on, so that this one always has its label. */
function paintDepths(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  { palette, depthKind }: RidgeStyle,
): void {
  const { rows, top, bottom, left, width } = picture;
  const labels = formatDepths(
    depthKind,
    rows.map(({ depth }) => depth),
  );
  const every = Math.max(1, Math.round(rows.length / Math.max(1, (bottom - top) / DEPTH_LABEL_PX)));
  context.textAlign = 'left';
  for (let row = rows.length - 1; row >= 0; row -= every) {
    context.fillStyle = row === rows.length - 1 ? palette.secondaryText : palette.faintText;
    context.fillText(labels[row] ?? '', left + width + 12, toBaseline(picture, row));
  }
}

function paintWarnings(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  { palette, brokenDepths }: RidgeStyle,
): void {
  const edge = picture.left + picture.width;
  const partial = picture.rows.flatMap(({ isPartial }, row) => (isPartial ? [row] : []));
  const broken = brokenDepths.map((depth) => findRowOfDepth(picture.rows, depth));
  context.fillStyle = palette.warning;
  for (const row of [...partial, ...broken]) {
    const y = toBaseline(picture, row);
    context.beginPath();
    context.moveTo(edge + 2, y + 3);
    context.lineTo(edge + 6, y - 4);
    context.lineTo(edge + 10, y + 3);
    context.fill();
  }
}

function paintRing(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  { row, value }: RidgeMark,
  { palette }: RidgeStyle,
): void {
  const outline = picture.outlines[row];
  if (!outline) return;
  const rise = picture.singles ? 0 : toRise(picture, densityAt(outline, value));
  context.fillStyle = palette.card;
  disc(context, toRidgeX(picture, value), toBaseline(picture, row) - rise, 3.5);
  context.strokeStyle = palette.text;
  context.lineWidth = 2;
  context.stroke();
}

/** 0 for the oldest row, 1 for the newest, bent so that only the last ones are strong. */
function computeNearness({ rows }: RidgePicture, row: number): number {
  const share = rows.length < 2 ? 1 : row / (rows.length - 1);
  return share * share;
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, FULL_TURN);
  context.fill();
}
