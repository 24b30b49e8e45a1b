import { buildAxisShapes } from './axis-shapes.ts';
import type { LinePicture } from './line-picture.ts';
import type { LineSeries } from './line-series.ts';
import { buildEdgeShapes, buildLineShapes, lineWidth } from './line-shapes.ts';
import type { Palette } from './palette.ts';
import { groupShapes, textShape, traceShape, type Shape } from './shape.ts';

/** What stands around an exported chart. */
export interface ExportText {
  readonly title: string;
  /** What x is: "Step". */
  readonly xLabel: string;
  /** What y is; left out when empty. */
  readonly yLabel: string;
}

/** A picture of its own: size in px, and shapes each at its offset. */
export interface Export {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly parts: readonly { readonly shape: Shape; readonly x: number; readonly y: number }[];
}

const MARGIN_PX = 12;
const TITLE_PX = 15;
const TEXT_PX = 11;
const ROW_PX = 18;
const SWATCH_PX = 18;
/** The key never takes more than this; of a thousand lines nobody reads it. */
const MAX_KEY_ROWS = 200;
/** Width of a letter of the usual faces as a share of their size; what an exported picture is set in is not known. */
const LETTER = 0.58;

/** The chart as it is on the screen, with a title, labels of the axes and a key of the lines. */
export function layOutExport(
  picture: LinePicture,
  size: { width: number; height: number },
  text: ExportText,
): Export {
  const { palette, series, frame } = picture;
  const width = Math.round(size.width) + 2 * MARGIN_PX;
  const chartY = MARGIN_PX + TITLE_PX + 8 + (text.yLabel ? ROW_PX : 0);
  const labelY = chartY + Math.round(size.height) + 8;
  const keyY = labelY + 20;
  const key = buildKey(series, width - 2 * MARGIN_PX, palette);
  const write = (content: string, x: number, y: number, more: object = {}): Shape =>
    textShape({ ...textStyle(palette), text: content, x, y, ...more });
  const titleStyle = { fontSize: TITLE_PX, fontWeight: 600, fill: palette.text };
  const labels = [
    write(text.title, MARGIN_PX, MARGIN_PX + TITLE_PX / 2, titleStyle),
    ...(text.yLabel ? [write(text.yLabel, MARGIN_PX, chartY - ROW_PX / 2)] : []),
    write(text.xLabel, MARGIN_PX + frame.left + frame.width / 2, labelY, { align: 'center' }),
  ];
  const chart = groupShapes([
    ...buildAxisShapes(picture),
    buildLineShapes(picture),
    buildEdgeShapes(picture),
  ]);
  return {
    width,
    height: keyY + key.height + MARGIN_PX,
    background: palette.card,
    parts: [
      { shape: groupShapes(labels), x: 0, y: 0 },
      { shape: chart, x: MARGIN_PX, y: chartY },
      { shape: groupShapes(key.shapes), x: MARGIN_PX, y: keyY },
    ],
  };
}

/** Swatch and label of each line, in as many columns as fit. */
function buildKey(
  series: readonly LineSeries[],
  width: number,
  palette: Palette,
): { shapes: Shape[]; height: number } {
  const longest = Math.max(0, ...series.map(({ label }) => label?.length ?? 0));
  const columnWidth = SWATCH_PX + 6 + longest * TEXT_PX * LETTER + 16;
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const shown = series.slice(0, MAX_KEY_ROWS * columns);
  const shapes = shown.flatMap((line, index) => {
    const x = (index % columns) * columnWidth;
    const y = Math.floor(index / columns) * ROW_PX + ROW_PX / 2;
    return [
      buildSwatch(line, { x, y }, series.length, palette),
      textShape({ ...textStyle(palette), text: line.label ?? '', x: x + SWATCH_PX + 6, y }),
    ];
  });
  const rows = Math.ceil(shown.length / columns);
  const left = series.length - shown.length;
  if (left === 0) return { shapes, height: rows * ROW_PX };
  const more = { ...textStyle(palette), text: `and ${left.toLocaleString('en')} more`, x: 0 };
  return {
    shapes: [...shapes, textShape({ ...more, y: rows * ROW_PX + ROW_PX / 2 })],
    height: (rows + 1) * ROW_PX,
  };
}

function buildSwatch(
  { colourToken, dash }: LineSeries,
  { x, y }: { x: number; y: number },
  lineCount: number,
  palette: Palette,
): Shape {
  return traceShape(
    (path) => {
      path.moveTo(x, y);
      path.lineTo(x + SWATCH_PX, y);
    },
    { stroke: palette.colour(colourToken), lineWidth: lineWidth(lineCount) + 0.5, lineDash: dash },
  );
}

function textStyle(palette: Palette) {
  return {
    align: 'left',
    verticalAlign: 'middle',
    fill: palette.secondaryText,
    fontSize: TEXT_PX,
    fontFamily: palette.font,
  } as const;
}
