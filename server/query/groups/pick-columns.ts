import type { BandRows } from './band-rows.ts';

/** Numbers the pixel columns of ascending places, from 0, in equal parts or, with `logX`, parts of equal ratio. */
export function columnsOf(xs: Float64Array, columns: number, logX: boolean): (x: number) => number {
  const place = logX ? Math.log10 : (x: number): number => x;
  const low = place(xs[0] ?? 0);
  const scale = columns / (place(xs.at(-1) ?? 0) - low || 1);
  return (x) => Math.floor((place(x) - low) * scale);
}

/**
 * The rows that a plot needs: of each column the first and the last, those where the centre is lowest and highest, where the band
 * reaches farthest down and up, and where the number of runs changes.
 */
export function pickBandRows(rows: BandRows, columnOf: (x: number) => number): number[] {
  const { xs, centres, lows, highs, counts } = rows;
  const picks: number[] = [];
  for (let from = 0; from < xs.length;) {
    const column = columnOf(xs[from]!);
    let to = from + 1;
    while (to < xs.length && columnOf(xs[to]!) === column) to++;
    const chosen = new Set([from, to - 1]);
    for (const values of [centres, lows]) addExtreme(chosen, values, from, to, -1);
    for (const values of [centres, highs]) addExtreme(chosen, values, from, to, 1);
    for (let row = from + 1; row < to; row++)
      if (counts[row] !== counts[row - 1]) {
        chosen.add(row - 1).add(row);
        break;
      }
    picks.push(...[...chosen].sort((a, b) => a - b));
    from = to;
  }
  return picks;
}

/** Of each column the first and the last place. */
export function thinXs(xs: Float64Array, columnOf: (x: number) => number): Float64Array {
  return xs.filter((x, at) => {
    const isFirst = at === 0 || columnOf(xs[at - 1]!) !== columnOf(x);
    return isFirst || at === xs.length - 1 || columnOf(xs[at + 1]!) !== columnOf(x);
  });
}

function addExtreme(chosen: Set<number>, values: Float64Array, from: number, to: number, sign: number): void {
  let best = -1;
  for (let row = from; row < to; row++) {
    const value = values[row]! * sign;
    if (value - value === 0 && (best < 0 || value > values[best]! * sign)) best = row;
  }
  if (best >= 0) chosen.add(best);
}
