import { CELL_POINTS, type ValueSummary } from './series-store.ts';

/** Computes what is kept of a chunk's values. */
export function summariseValues(values: Float32Array | Float64Array): ValueSummary {
  const cells = new Uint8Array(Math.ceil(values.length / CELL_POINTS) * 2);
  const extremes = { lowest: Infinity, lowestAt: -1, highest: -Infinity, highestAt: -1 };
  let finite = 0;
  for (let start = 0, cell = 0; start < values.length; start += CELL_POINTS, cell += 2) {
    const end = Math.min(values.length, start + CELL_POINTS);
    let lowest = Infinity;
    let highest = -Infinity;
    let lowestAt = start;
    let highestAt = start;
    for (let at = start; at < end; at++) {
      const value = values[at]!;
      if (value - value !== 0) continue;
      finite++;
      if (value < lowest) {
        lowest = value;
        lowestAt = at;
      }
      if (value > highest) {
        highest = value;
        highestAt = at;
      }
    }
    cells[cell] = lowestAt - start;
    cells[cell + 1] = highestAt - start;
    if (lowest < extremes.lowest) {
      extremes.lowest = lowest;
      extremes.lowestAt = lowestAt;
    }
    if (highest > extremes.highest) {
      extremes.highest = highest;
      extremes.highestAt = highestAt;
    }
  }
  const nonFinite = countNonFinite(values, values.length - finite);
  const nonPositiveCount = nonFinite.negativeInfinityCount + countNonPositive(values, finite, extremes);
  return { ...extremes, cells, nonPositiveCount, ...nonFinite };
}

/** Finite values at or below 0, counted one by one only where the extremes do not tell. */
function countNonPositive(
  values: Float32Array | Float64Array,
  finite: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): number {
  if (lowest > 0) return 0;
  if (highest <= 0) return finite;
  let count = 0;
  for (const value of values) if (value <= 0 && value !== -Infinity) count++;
  return count;
}

/** `count`: how many of the values are not finite; none is common and needs no search. */
function countNonFinite(values: Float32Array | Float64Array, count: number) {
  const found = {
    nanCount: 0,
    positiveInfinityCount: 0,
    negativeInfinityCount: 0,
    firstNonFinite: -1,
    firstOfKinds: [-1, -1, -1] as [number, number, number],
  };
  if (count === 0) return found;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value - value === 0) continue;
    if (found.firstNonFinite < 0) found.firstNonFinite = at;
    const kind = value > 0 ? 0 : value < 0 ? 1 : 2;
    if (kind === 0) found.positiveInfinityCount++;
    else if (kind === 1) found.negativeInfinityCount++;
    else found.nanCount++;
    if (found.firstOfKinds[kind] < 0) found.firstOfKinds[kind] = at;
  }
  return found;
}
