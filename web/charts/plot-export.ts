import type { Size } from './canvas-controller.ts';
import type { Export } from './line-export.ts';
import type { Palette } from './palette.ts';
import { groupShapes, textShape, type Shape } from './shape.ts';

const MARGIN_PX = 12;
const TITLE_PX = 15;

/** A plot with a title above it, as a picture of its own. */
export function layOutPlotExport(shapes: Shape, size: Size, title: string, palette: Palette): Export {
  const heading = textShape({
    text: title,
    x: MARGIN_PX,
    y: MARGIN_PX + TITLE_PX / 2,
    align: 'left',
    verticalAlign: 'middle',
    fill: palette.text,
    fontSize: TITLE_PX,
    fontFamily: palette.font,
    fontWeight: 600,
  });
  const top = MARGIN_PX + TITLE_PX + 8;
  return {
    width: Math.round(size.width) + 2 * MARGIN_PX,
    height: top + Math.round(size.height) + MARGIN_PX,
    background: palette.card,
    parts: [
      { shape: groupShapes([heading]), x: 0, y: 0 },
      { shape: shapes, x: MARGIN_PX, y: top },
    ],
  };
}
