import type { EdgeMark } from './edge-marks.ts';
import type { HiddenCounts, LineSeries } from './line-series.ts';
import { TICK_FONT_PX, type Palette } from './palette.ts';
import { frameOf, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import {
  groupShapes,
  textShape,
  traceShape,
  type Box,
  type PathStyle,
  type Shape,
  type Trace,
} from './shape.ts';
import { pointsInSight } from './points-in-sight.ts';
import { partSuperseded, type Points } from './stretches.ts';
import { traceBand } from './trace-band.ts';
import { traceLine } from './trace-line.ts';
import { traceMark } from './trace-marks.ts';

const FULL_TURN = 2 * Math.PI;
const EDGE_PX = 3;
/** A count stands beside its mark where the next mark leaves it so much room. */
const COUNT_ROOM_PX = 26;
/** What the counts of all points take in their corner. */
const TOTAL_ROOM_PX = 96;
/** So many stand out a little more. */
const FEW_LINES = 8;
/** More lines than these are thin, and told apart only when one stands out. */
const MANY_LINES = 100;
const SUPERSEDED_DASH = [1, 3] as const;
const SUPERSEDED_OPACITY = 0.6;
const BAND_OPACITY = 0.15;
/** Of lines that are parts of what another one shows. */
export const FAINT_OPACITY = 0.6;

/** Lines in their frame, with what stands on its edges. */
export interface Lines {
  readonly frame: PlotFrame;
  /** Whether points lie outside the frame to the left or right. */
  readonly isZoomed: boolean;
  readonly series: readonly LineSeries[];
  readonly marks: readonly EdgeMark[];
  readonly hidden: HiddenCounts;
  readonly palette: Palette;
}

/** Width in px of a line among so many. */
export function lineWidth(count: number): number {
  return count > 24 ? 1 : count > FEW_LINES ? 1.25 : 1.5;
}

/** How a line may be drawn that has so many points, or so many others around it, that its joins cannot be seen. */
export function findQuickWay(
  { x }: LineSeries,
  { frame, series }: Pick<Lines, 'frame' | 'series'>,
): PathStyle['quick'] {
  const isDense = x.length > frame.width || series.length > MANY_LINES;
  if (!isDense) return undefined;
  return series.length > FEW_LINES ? 'columns' : 'hairlines';
}

/** How strongly the values behind smoothed lines show. */
export function rawOpacity(count: number): number {
  return count > FEW_LINES ? 0.1 : 0.22;
}

/** Raw and superseded values below all lines, lines, then newest points. */
export function buildLineShapes(picture: Lines): Shape {
  const { frame, series, palette, isZoomed } = picture;
  const width = lineWidth(series.length);
  const behind: Shape[] = [];
  const lines: Shape[] = [];
  const newest: Shape[] = [];
  for (const line of series) {
    const { x, y, rawY, colourToken, dash, isLive, superseded } = line;
    const ownFrame = frameOf(line, frame);
    const colour = palette.colour(colourToken);
    const quick = findQuickWay(line, picture);
    // Where some are superseded the points are parted, with gaps between them.
    const isAscending = isZoomed && line.segmentStarts.length === 1 && !superseded;
    const stroke = { stroke: colour, lineWidth: 1, lineJoin: 'round', lineCap: 'round', quick } as const;
    const trace =
      (points: Points): Trace =>
      (path) =>
        traceLine(path, isAscending ? pointsInSight(points, frame.x) : points, ownFrame);
    if (rawY) {
      const raw = partSuperseded({ x, y: rawY }, superseded).kept;
      behind.push(traceShape(trace(raw), { ...stroke, opacity: rawOpacity(series.length) }));
    }
    if (line.band) {
      const { band } = line;
      behind.push(
        traceShape((path) => traceBand(path, x, band, ownFrame), { fill: colour, opacity: BAND_OPACITY }),
      );
    }
    if (line.isFaint) {
      behind.push(traceShape(trace({ x, y }), { ...stroke, opacity: FAINT_OPACITY }));
      continue;
    }
    const parts = partSuperseded({ x, y }, superseded);
    if (parts.superseded) {
      const dotted = { lineDash: SUPERSEDED_DASH, opacity: SUPERSEDED_OPACITY };
      behind.push(traceShape(trace(parts.superseded), { ...stroke, ...dotted }));
    }
    lines.push(traceShape(trace(parts.kept), { ...stroke, lineWidth: width, lineDash: dash }));
    const point = isLive ? findNewest(line, frame) : undefined;
    if (point) {
      newest.push(buildDisc(point, 5, colour, 0.25));
      newest.push(buildDisc(point, 2.4, colour, 1));
    }
  }
  // Only lines lead out of the plot.
  const clipped = groupShapes([...behind, ...lines], buildClip(picture));
  return groupShapes([clipped, ...newest]);
}

/** What stands on the edges for the points that the frame leaves out, and how many there are. */
export function buildEdgeShapes(picture: Lines): Shape {
  return groupShapes([...buildMarks(picture), ...buildTotals(picture)]);
}

/** Where the newest point lies in px, if it is finite and in sight. */
export function findNewest(line: LineSeries, frame: PlotFrame): { x: number; y: number } | undefined {
  const last = line.x.at(-1);
  const value = line.y.at(-1);
  if (last === undefined || value === undefined) return undefined;
  const { y } = frameOf(line, frame);
  if (!(last >= frame.x.from && last <= frame.x.to && value >= y.from && value <= y.to)) return undefined;
  return { x: toPixelX(frame, last), y: toPixelY(frameOf(line, frame), value) };
}

function buildDisc({ x, y }: { x: number; y: number }, radius: number, fill: string, opacity: number): Shape {
  return traceShape((path) => path.arc(x, y, radius, 0, FULL_TURN), { fill, opacity });
}

function buildMarks(picture: Lines): Shape[] {
  const { marks, frame, palette } = picture;
  return marks.flatMap((mark) => {
    const isOutside = mark.kind === 'above' || mark.kind === 'below';
    const fill = isOutside || !mark.colourToken ? palette.secondaryText : palette.colour(mark.colourToken);
    const shape = traceShape((path) => traceMark(path, mark, frame), {
      fill,
      stroke: palette.card,
      lineWidth: 1.5,
      strokeFirst: true,
    });
    if (isOutside || mark.count === 1 || !hasRoom(mark, picture)) return [shape];
    const isTop = mark.kind === 'positiveInfinity';
    const y = isTop ? frame.top + 5 : frame.top + frame.height - 5;
    return [shape, buildNote(`×${mark.count}`, { x: mark.x + 7, y, align: 'left' }, palette)];
  });
}

/** Whether there is room for a count to the right of the mark. */
function hasRoom(mark: EdgeMark, { marks, hidden, frame }: Lines): boolean {
  const isTop = isOnTop(mark);
  const hasTotal = isTop ? hidden.above > 0 : hidden.below + hidden.nonPositive > 0;
  const end = frame.left + frame.width - (hasTotal ? TOTAL_ROOM_PX : 0);
  if (mark.x + COUNT_ROOM_PX > end) return false;
  return marks.every(
    (other) =>
      other === mark || isOnTop(other) !== isTop || other.x < mark.x - 4 || other.x > mark.x + COUNT_ROOM_PX,
  );
}

function isOnTop({ kind }: EdgeMark): boolean {
  return kind === 'positiveInfinity' || kind === 'above';
}

/** "12 above" in the corner: how many points the range leaves out. */
function buildTotals({ hidden, frame, palette }: Lines): Shape[] {
  const prefix = hidden.isAtLeast ? '≥ ' : '';
  const x = frame.left + frame.width - 2;
  const say = (count: number, word: string, y: number): Shape[] =>
    count > 0
      ? [buildNote(`${prefix}${count.toLocaleString('en')} ${word}`, { x, y, align: 'right' }, palette)]
      : [];
  const bottom = frame.top + frame.height;
  return [
    ...say(hidden.above, 'above', frame.top + 10),
    ...say(hidden.below, 'below', bottom - 11),
    ...say(hidden.nonPositive, 'not positive', bottom - (hidden.below > 0 ? 25 : 11)),
  ];
}

/** Small text that stays readable above lines. */
function buildNote(
  text: string,
  place: { x: number; y: number; align: 'left' | 'right' },
  palette: Palette,
): Shape {
  return textShape({
    text,
    ...place,
    verticalAlign: 'middle',
    fill: palette.secondaryText,
    stroke: palette.card,
    lineWidth: 3,
    fontSize: TICK_FONT_PX,
    fontFamily: palette.font,
  });
}

/** A little more than the plot, so that lines and dots on its edge show whole; not where they lead out of it. */
export function buildClip({ frame, isZoomed, hidden }: Pick<Lines, 'frame' | 'isZoomed' | 'hidden'>): Box {
  const { left, top, width, height } = frame;
  const x = isZoomed ? 0 : EDGE_PX;
  const y = hidden.above + hidden.below > 0 ? 0 : EDGE_PX;
  return { x: left - x, y: top - y, width: width + 2 * x, height: height + 2 * y };
}
