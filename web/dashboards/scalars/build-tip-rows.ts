import type { LineSeries } from '../../charts/line-series.ts';
import type { PointOnLine } from '../../charts/nearest-point.ts';
import type { TipRow } from '../../charts/point-tip.ts';
import type { CardLine } from './card-lines.ts';

/** The rows of a tooltip for these points; each says its tag where there are several. */
export function buildTipRows(
  points: readonly PointOnLine[],
  lines: ReadonlyMap<number, CardLine>,
  series: readonly LineSeries[],
): TipRow[] {
  const hasTags = new Set([...lines.values()].map(({ tag }) => tag)).size > 1;
  const lookById = new Map(series.map((line) => [line.id, line]));
  return points.flatMap(({ id, index, distancePx, abovePx }) => {
    const line = lines.get(id);
    const look = lookById.get(id);
    const point = line?.columns.pointAt(index);
    if (!line || !look || !point) return [];
    const { colourToken, dash } = look;
    return [
      {
        ...point,
        id,
        index,
        distancePx,
        abovePx,
        colourToken,
        dash,
        name: line.name,
        ...(hasTags && { subname: line.tag }),
        isFloat32: line.columns.isFloat32,
      },
    ];
  });
}
