import type { AxisKind } from './axis-ticks.ts';
import { computeYTicks } from './axis-ticks.ts';
import { formatDepths } from './depth-labels.ts';
import { formatDerived } from './format-number.ts';
import { TICK_FONT_PX, type Palette } from './palette.ts';
import { densityAt } from './ridge-outline.ts';
import { findRowOfDepth, toBaseline, toRidgeX, toRise, type RidgePicture } from './ridge-picture.ts';
import type { RidgeRow } from './ridge-row.ts';
import { groupShapes, textShape, traceShape, type Shape } from './shape.ts';
import type { PathSink } from './trace-line.ts';

const FULL_TURN = 2 * Math.PI;
const X_TICK_PX = 70;
const MIN_TICKS = 3;
const DEPTH_LABEL_PX = 26;
/** Room that the value beside a dot needs. */
const DOT_LABEL_PX = 72;
/** Strength of the oldest row; the newest has 1. */
const OLDEST = 0.28;

export interface RidgeStyle {
  readonly palette: Palette;
  readonly colourToken: string;
  readonly depthKind: AxisKind;
  /** Depths of histograms that are not there: marked at the right edge, as are rows that are drawn in part. */
  readonly brokenDepths: readonly number[];
  /** Rows that stand out because their steps are selected; the others are fainter as long as there is one. */
  readonly selected: ReadonlySet<RidgeRow>;
}

/** The whole chart: grid, rows from the oldest to the newest, axis, labels, warnings. */
export function buildRidgeShapes(picture: RidgePicture, style: RidgeStyle): Shape {
  const rows = picture.singles
    ? buildDots(picture, picture.singles, style)
    : picture.rows.map((_, row) => buildRidge(picture, row, style));
  const { left, width, bottom } = picture;
  return groupShapes([
    ...buildGrid(picture, style),
    groupShapes(rows, { x: left - 1, y: 0, width: width + 2, height: bottom + 6 }),
    ...(picture.mode === 'offset' ? buildDepthLabels(picture, style) : []),
    ...buildWarnings(picture, style),
  ]);
}

/** One row in the colour of text, and a ring at a value of it. */
export function buildRidgeMark(picture: RidgePicture, row: number, value: number, palette: Palette): Shape {
  const outline = picture.outlines[row] ?? new Float64Array(0);
  const px = toRidgeX(picture, value);
  const rise = picture.singles ? 0 : toRise(picture, densityAt(outline, px - picture.left));
  const y = toBaseline(picture, row) - rise;
  const { left, width, bottom } = picture;
  const line = traceShape(
    picture.singles
      ? (path) => traceSegment(path, left, toBaseline(picture, row) + 0.5, px)
      : (path) => traceRidge(path, picture, row),
    { stroke: palette.text, lineWidth: picture.singles ? 1 : 1.75, lineJoin: 'round' },
  );
  const ring = { fill: palette.card, stroke: palette.text, lineWidth: 2 };
  return groupShapes([
    groupShapes([line], { x: left - 1, y: 0, width: width + 2, height: bottom + 1 }),
    traceShape((path) => path.arc(px, y, 3.5, 0, FULL_TURN), ring),
  ]);
}

function buildGrid(picture: RidgePicture, { palette }: RidgeStyle): Shape[] {
  const { x, top, bottom, left, width, mode } = picture;
  const ticks = computeYTicks(x, Math.max(MIN_TICKS, Math.round(width / X_TICK_PX)));
  const gridTop = mode === 'overlay' ? 6 : top - 8;
  const lines = ticks.values.map((value) => {
    const px = Math.round(toRidgeX(picture, value)) + 0.5;
    return traceShape((path) => traceUpright(path, px, gridTop, bottom), {
      stroke: palette.grid,
      lineWidth: 1,
    });
  });
  const labels = ticks.values.map((value, k) => {
    const text = ticks.labels[k] ?? '';
    // Half of about what it takes stays inside the element.
    const least = text.length * TICK_FONT_PX * 0.28 + 3;
    return label(
      text,
      Math.max(toRidgeX(picture, value), least),
      bottom + 11,
      'center',
      palette.faintText,
      palette,
    );
  });
  const axis = traceShape((path) => traceSegment(path, left, bottom + 0.5, left + width), {
    stroke: palette.axis,
    lineWidth: 1,
  });
  return [...lines, ...labels, axis];
}

/** A ridge hides what is behind it: it is filled with the card's colour first. The older, the fainter. */
function buildRidge(picture: RidgePicture, row: number, style: RidgeStyle): Shape {
  const { palette, colourToken, selected } = style;
  const nearness = computeNearness(picture, row);
  const isSelected = selected.has(picture.rows[row]!);
  const isNewest = row === picture.rows.length - 1;
  const colour = palette.colour(colourToken);
  const strength = selected.size === 0 ? OLDEST + (1 - OLDEST) * nearness : OLDEST;
  const trace = (path: PathSink): void => traceRidge(path, picture, row);
  const stroke = {
    stroke: isSelected ? palette.text : colour,
    lineWidth: isSelected || isNewest ? 1.75 : 1,
    lineJoin: 'round',
    opacity: isSelected ? 1 : strength,
  } as const;
  const line = traceShape(trace, stroke);
  const cuts = traceShape((path) => traceCuts(path, picture, row), { ...stroke, lineWidth: 1 });
  if (picture.mode === 'overlay') {
    const fill = { fill: colour, opacity: isSelected ? 0.3 : 0.15 };
    return groupShapes(
      isSelected || (isNewest && selected.size === 0) ? [traceShape(trace, fill), line, cuts] : [line, cuts],
    );
  }
  return groupShapes([
    traceShape(trace, { fill: palette.card }),
    traceShape(trace, { fill: colour, opacity: isSelected ? 0.5 : 0.06 + 0.2 * nearness }),
    line,
    cuts,
  ]);
}

/** One value a step: a dot on its line, joined to the next, instead of a spike. */
function buildDots(
  picture: RidgePicture,
  values: readonly (number | undefined)[],
  { palette, colourToken, selected }: RidgeStyle,
): Shape[] {
  const colour = palette.colour(colourToken);
  const placeOf = (value: number | undefined): number =>
    value === undefined ? NaN : toRidgeX(picture, value);
  const joined = traceShape(
    (path) => {
      let isJoined = false;
      values.forEach((value, row) => {
        const px = placeOf(value);
        if (Number.isNaN(px)) return;
        if (isJoined) path.lineTo(px, toBaseline(picture, row));
        else path.moveTo(px, toBaseline(picture, row));
        isJoined = true;
      });
    },
    { stroke: colour, opacity: 0.5, lineWidth: 1.25, lineJoin: 'round' },
  );
  const dots = values.flatMap((value, row) => {
    const baseline = toBaseline(picture, row);
    const px = placeOf(value);
    const isSelected = selected.has(picture.rows[row]!);
    const end = Number.isNaN(px) ? picture.left : px;
    const lead = traceShape((path) => traceSegment(path, picture.left, baseline + 0.5, end), {
      stroke: isSelected ? palette.faintText : palette.grid,
      lineWidth: 1,
    });
    if (Number.isNaN(px)) return [lead];
    const isNewest = row === picture.rows.length - 1;
    const opacity = isSelected ? 1 : 0.35 + 0.65 * computeNearness(picture, row);
    const disc = traceShape(
      (path) => path.arc(px, baseline, isNewest || isSelected ? 4 : 2.4, 0, FULL_TURN),
      {
        fill: isSelected ? palette.text : colour,
        opacity,
      },
    );
    return [lead, disc];
  });
  return [joined, ...dots, ...buildDotLabel(picture, values, { palette, selected })];
}

/** What the selected value is, or the newest: beside its dot, clear of the line that leads there. */
function buildDotLabel(
  picture: RidgePicture,
  values: readonly (number | undefined)[],
  { palette, selected }: Pick<RidgeStyle, 'palette' | 'selected'>,
): Shape[] {
  const newest = picture.rows.length - 1;
  const row = selected.size === 0 ? newest : picture.rows.findLastIndex((each) => selected.has(each));
  const value = values[row];
  if (value === undefined) return [];
  const px = toRidgeX(picture, value);
  const { left, width } = picture;
  if (!(px >= left && px <= left + width)) return [];
  const isRight = px > left + DOT_LABEL_PX;
  return [
    textShape({
      text: formatDerived(value),
      x: px + (isRight ? -12 : 12),
      y: toBaseline(picture, row) - 9,
      align: isRight ? 'right' : 'left',
      verticalAlign: 'middle',
      fill: palette.text,
      stroke: palette.card,
      lineWidth: 3,
      fontSize: TICK_FONT_PX,
      fontFamily: palette.font,
    }),
  ];
}

/** From the newest on, so that this one always has its label. */
function buildDepthLabels(picture: RidgePicture, { palette, depthKind }: RidgeStyle): Shape[] {
  const { rows, top, bottom, left, width } = picture;
  const labels = formatDepths(
    depthKind,
    rows.map(({ depth }) => depth),
  );
  const every = Math.max(1, Math.round(rows.length / Math.max(1, (bottom - top) / DEPTH_LABEL_PX)));
  const shapes: Shape[] = [];
  for (let row = rows.length - 1; row >= 0; row -= every) {
    const colour = row === rows.length - 1 ? palette.secondaryText : palette.faintText;
    shapes.push(
      label(labels[row] ?? '', left + width + 12, toBaseline(picture, row), 'left', colour, palette),
    );
  }
  return shapes;
}

function buildWarnings(picture: RidgePicture, { palette, brokenDepths }: RidgeStyle): Shape[] {
  const edge = picture.left + picture.width;
  const partial = picture.rows.flatMap(({ isPartial }, row) => (isPartial ? [row] : []));
  const broken = brokenDepths.map((depth) => findRowOfDepth(picture.rows, depth));
  return [...partial, ...broken].map((row) => {
    const y = toBaseline(picture, row);
    return traceShape(
      (path) => {
        path.moveTo(edge + 2, y + 3);
        path.lineTo(edge + 6, y - 4);
        path.lineTo(edge + 10, y + 3);
      },
      { fill: palette.warning },
    );
  });
}

function traceRidge(path: PathSink, picture: RidgePicture, row: number): void {
  const outline = picture.outlines[row]!;
  const baseline = toBaseline(picture, row);
  path.moveTo(picture.left, baseline);
  for (let k = 0; k < outline.length; k += 2)
    path.lineTo(picture.left + outline[k]!, baseline - toRise(picture, outline[k + 1]!));
  path.lineTo(picture.left + picture.width, baseline);
}

/** A small caret above each peak that is cut. */
function traceCuts(path: PathSink, picture: RidgePicture, row: number): void {
  const outline = picture.outlines[row]!;
  const y = toBaseline(picture, row) - picture.rise - 1;
  for (let k = 0; k < outline.length; k += 2) {
    if (outline[k + 1]! <= picture.peak) continue;
    const x = picture.left + outline[k]!;
    path.moveTo(x - 3, y + 1);
    path.lineTo(x, y - 2);
    path.lineTo(x + 3, y + 1);
  }
}

function traceSegment(path: PathSink, x0: number, y: number, x1: number): void {
  path.moveTo(x0, y);
  path.lineTo(x1, y);
}

function traceUpright(path: PathSink, x: number, y0: number, y1: number): void {
  path.moveTo(x, y0);
  path.lineTo(x, y1);
}

function label(
  text: string,
  x: number,
  y: number,
  align: 'left' | 'center',
  fill: string,
  palette: Palette,
): Shape {
  return textShape({
    text,
    x,
    y,
    align,
    verticalAlign: 'middle',
    fill,
    fontSize: TICK_FONT_PX,
    fontFamily: palette.font,
  });
}

/** 0 for the oldest row, 1 for the newest, bent so that only the last ones are strong. */
function computeNearness({ rows }: RidgePicture, row: number): number {
  const share = rows.length < 2 ? 1 : row / (rows.length - 1);
  return share * share;
}
