import type { HiddenCounts, LineSeries } from './line-series.ts';
import { frameOf, toPixelX, type PlotFrame } from './plot-frame.ts';

/** Why a point stands on the frame's edge instead of inside it. */
export type EdgeKind = 'nan' | 'positiveInfinity' | 'negativeInfinity' | 'nonPositive' | 'above' | 'below';

/** Points of one kind that fall together on the edge. */
export interface EdgeMark {
  readonly kind: EdgeKind;
  /** px from the left edge of the element. */
  readonly x: number;
  readonly count: number;
  /** Of the lines' colour; undefined when they differ. */
  readonly colourToken: string | undefined;
}

/** Marks nearer than this to one another become one: they would be a smear. */
const CELL_PX = 12;
const KINDS: readonly EdgeKind[] = [
  'nan',
  'positiveInfinity',
  'negativeInfinity',
  'nonPositive',
  'above',
  'below',
];

/** All points whose x is in sight and whose y is not, by kind and place; and how many there are of each kind. */
export function collectEdgeMarks(
  series: readonly LineSeries[],
  frame: PlotFrame,
): { marks: EdgeMark[]; hidden: HiddenCounts } {
  const cells = new Map<number, EdgeMark>();
  const counts = KINDS.map(() => 0);
  for (const line of series) {
    const { x, y, colourToken } = line;
    const { y: scale } = frameOf(line, frame);
    const isLog = scale.kind === 'log';
    const { from, to } = scale;
    for (let k = 0; k < y.length; k++) {
      const value = y[k]!;
      if (value >= from && value <= to) continue;
      const at = x[k]!;
      if (!(at >= frame.x.from && at <= frame.x.to)) continue;
      const kind = classify(value, to, isLog);
      counts[kind]!++;
      const px = toPixelX(frame, at);
      const key = Math.floor(px / CELL_PX) * KINDS.length + kind;
      const cell = cells.get(key);
      cells.set(key, {
        kind: KINDS[kind]!,
        x: cell ? cell.x + (px - cell.x) / (cell.count + 1) : px,
        count: (cell?.count ?? 0) + 1,
        colourToken: cell && cell.colourToken !== colourToken ? undefined : colourToken,
      });
    }
  }
  const [nan, positiveInfinity, negativeInfinity, nonPositive, above, below] = counts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isAtLeast = series.some(({ isReduced }) => isReduced === true);
  return {
    marks: mergeNeighbours([...cells.values()]),
    hidden: { nan, positiveInfinity, negativeInfinity, nonPositive, above, below, isAtLeast },
  };
}

/** Index in KINDS of a value that is not inside the frame. */
function classify(value: number, to: number, isLog: boolean): number {
  if (Number.isNaN(value)) return 0;
  if (value === Infinity) return 1;
  if (value === -Infinity) return 2;
  if (isLog && value <= 0) return 3;
  return value > to ? 4 : 5;
}

/** Two cells can hold points on both sides of their border. */
function mergeNeighbours(marks: EdgeMark[]): EdgeMark[] {
  const merged: EdgeMark[] = [];
  for (const kind of KINDS) {
    let last: EdgeMark | undefined;
    for (const mark of marks.filter((each) => each.kind === kind).sort((a, b) => a.x - b.x)) {
      if (last && mark.x - last.x < CELL_PX * 0.75) {
        const count = last.count + mark.count;
        const x = last.x + ((mark.x - last.x) * mark.count) / count;
        const isSame = last.colourToken === mark.colourToken;
        merged.pop();
        last = { kind, x, count, colourToken: isSame ? mark.colourToken : undefined };
      } else {
        last = mark;
      }
      merged.push(last);
    }
  }
  return merged;
}
