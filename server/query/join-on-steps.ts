import type { ScalarSeries } from '../store/series-store.ts';
import { forEachStretch, type Visibility } from './scalar-cursor.ts';

/**
 * For each point of a series, by its index there, the value that another series has at the same step; NaN where it has
 * none. Of several points at a step the last one counts.
 *
 * The two usually have the same steps in the same order: then the place of the last match says where the next one is,
 * and no table is made.
 */
export function joinOnSteps(
  series: ScalarSeries,
  other: ScalarSeries | undefined,
  visibility: Visibility,
): Float64Array {
  const joined = new Float64Array(series.length).fill(NaN);
  if (!other) return joined;
  const { steps, values, isAscending } = readColumns(other, visibility);
  const table = isAscending ? undefined : new Map(Array.from(steps, (step, at) => [step, values[at]!]));
  let place = 0;
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    const points = chunk.points();
    for (let at = from; at < to; at++) {
      const step = points.stepAt(at);
      if (table) {
        joined[chunk.start + at] = table.get(step) ?? NaN;
        continue;
      }
      if (place > 0 && steps[place - 1]! >= step) place = firstNotBelow(steps, step);
      while (place < steps.length && steps[place]! < step) place++;
      while (steps[place] === step && steps[place + 1] === step) place++;
      if (steps[place] === step) joined[chunk.start + at] = values[place]!;
    }
  });
  return joined;
}

/** The visible points of a series as columns. */
function readColumns(series: ScalarSeries, visibility: Visibility) {
  const steps = new Float64Array(series.length);
  const values = new Float64Array(series.length);
  let length = 0;
  let isAscending = true;
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    const points = chunk.points();
    for (let at = from; at < to; at++, length++) {
      const step = points.stepAt(at);
      steps[length] = step;
      values[length] = points.values[at]!;
      if (length > 0 && step < steps[length - 1]!) isAscending = false;
    }
  });
  return { steps: steps.subarray(0, length), values: values.subarray(0, length), isAscending };
}

function firstNotBelow(ascending: Float64Array, number: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! >= number) high = middle;
    else low = middle + 1;
  }
  return low;
}
