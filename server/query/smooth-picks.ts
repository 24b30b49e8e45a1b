import type { ScalarSeries } from '../store/series-store.ts';
import { forEachStretchOf, type Visibility } from './scalar-cursor.ts';
import { Smoother } from './smooth.ts';

/** States of the smoothing at the beginnings of a series' sealed chunks, so that a zoom does not begin at the first point. */
interface Checkpoints {
  readonly weight: number;
  readonly superseded: boolean;
  readonly generation: number;
  /** One per chunk, from the first on. */
  readonly states: Smoother[];
}

/** The last smoothing of each series: people change the range more often than the weight. */
const checkpointsOf = new WeakMap<ScalarSeries, Checkpoints>();

/** Smoothed values of some points, and the smoother at the end of the series. */
export interface SmoothedPicks {
  readonly smoothed: Float64Array;
  readonly smoother: Smoother;
}

/**
 * Smooths a series over all its visible points, and gives the values at `picks`, ascending indexes in the series. Of
 * chunks without picks only those are gone through that no earlier smoothing with the same weight went through.
 */
export function smoothPicks(
  series: ScalarSeries,
  visibility: Visibility,
  weight: number,
  picks: Uint32Array,
): SmoothedPicks {
  const { states } = findCheckpoints(series, visibility, weight);
  const smoothed = new Float64Array(picks.length);
  let smoother = new Smoother(weight);
  let pick = 0;
  for (const [number, chunk] of series.chunks.entries()) {
    const known = states[number];
    if (known) smoother = known.clone();
    else states[number] = smoother.clone();
    const end = chunk.start + chunk.length;
    // The next state is known: only picks make it worth while to go there from here.
    if (states[number + 1] && (pick === picks.length || picks[pick]! >= end)) continue;
    forEachStretchOf(chunk, 0, visibility.superseded, (_, from, to) => {
      const { values } = chunk.points();
      let at = from;
      for (; pick < picks.length && picks[pick]! < chunk.start + to; pick++) {
        const picked = picks[pick]! - chunk.start;
        smoother.skip(values, at, picked);
        smoothed[pick] = smoother.next(values[picked]!);
        at = picked + 1;
      }
      smoother.skip(values, at, to);
    });
  }
  return { smoothed, smoother };
}

function findCheckpoints(series: ScalarSeries, { superseded }: Visibility, weight: number): Checkpoints {
  const { generation } = series;
  const known = checkpointsOf.get(series);
  if (known?.weight === weight && known.superseded === superseded && known.generation === generation)
    return known;
  const fresh = { weight, superseded, generation, states: [] };
  checkpointsOf.set(series, fresh);
  return fresh;
}
