import type { ScalarSeries } from '../store/series-store.ts';
import { forEachPick } from './for-each-pick.ts';
import { forEachStretchOf, isSuperseded, type Visibility } from './scalar-cursor.ts';
import { Smoother, type RunningSmoother } from './smooth.ts';
import { isCentred, type Smoothing } from './smoothing.ts';
import { takeDoubles } from './take-columns.ts';
import { TimeSmoother } from './time-smoother.ts';
import { windowSmoothPicks } from './window-smooth.ts';

/** States of the smoothing at the beginnings of a series' sealed chunks, so that a zoom does not begin at the first point. */
interface Checkpoints {
  readonly smoothing: Smoothing;
  readonly generation: number;
  /** One per chunk, from the first on. */
  readonly states: RunningSmoother[];
}

/** What smoothing goes over. */
const STANDING: Visibility = { superseded: false };

/** The last smoothing of each series: people change the range more often than the smoothing. */
const checkpointsOf = new WeakMap<ScalarSeries, Checkpoints>();

/** Smoothed values of some points, and the smoother at the end of the series where there is one that goes on. */
export interface SmoothedPicks {
  readonly smoothed: Float64Array;
  readonly smoother: RunningSmoother | undefined;
}

/**
 * Smooths a series over the points that stand, and gives the values at `picks`, ascending indexes in the series. Points
 * that a restart superseded keep their values and touch no average, so that a line is the same whether they are shown or
 * not. Of chunks without picks only those are gone through that no earlier smoothing of the same kind went through.
 */
export function smoothPicks(series: ScalarSeries, smoothing: Smoothing, picks: Uint32Array): SmoothedPicks {
  if (series.supersededCount === 0) return smoothStanding(series, smoothing, picks);
  const all = new Float64Array(picks.length);
  /** Where in `picks` the points are that stand. */
  const places: number[] = [];
  forEachPick(series, picks, (points, at, pick, chunk) => {
    if (isSuperseded(chunk, at)) all[pick] = points.values[at]!;
    else places.push(pick);
  });
  const standing = Uint32Array.from(places, (pick) => picks[pick]!);
  const { smoothed, smoother } = smoothStanding(series, smoothing, standing);
  for (const [index, pick] of places.entries()) all[pick] = smoothed[index]!;
  return { smoothed: all, smoother };
}

function smoothStanding(series: ScalarSeries, smoothing: Smoothing, picks: Uint32Array): SmoothedPicks {
  if (isCentred(smoothing)) {
    return { smoothed: windowSmoothPicks(series, STANDING, smoothing, picks), smoother: undefined };
  }
  const { states } = findCheckpoints(series, smoothing);
  const smoothed = takeDoubles(picks.length);
  let smoother = startSmoother(smoothing);
  let pick = 0;
  for (const [number, chunk] of series.chunks.entries()) {
    const known = states[number];
    if (known) smoother = known.clone();
    else states[number] = smoother.clone();
    const end = chunk.start + chunk.length;
    // The next state is known: only picks make it worth while to go there from here.
    if (states[number + 1] && (pick === picks.length || picks[pick]! >= end)) continue;
    forEachStretchOf(chunk, 0, STANDING.superseded, (_, from, to) => {
      const points = chunk.points();
      let at = from;
      for (; pick < picks.length && picks[pick]! < chunk.start + to; pick++) {
        const picked = picks[pick]! - chunk.start;
        smoother.skip(points, at, picked);
        smoothed[pick] = smoother.next(points.values[picked]!, points.wallTimeAt(picked));
        at = picked + 1;
      }
      smoother.skip(points, at, to);
    });
  }
  return { smoothed, smoother };
}

function startSmoother({ kind, parameter }: Smoothing): RunningSmoother {
  return kind === 'time' ? new TimeSmoother(parameter) : new Smoother(parameter);
}

function findCheckpoints(series: ScalarSeries, smoothing: Smoothing): Checkpoints {
  const { generation } = series;
  const known = checkpointsOf.get(series);
  const isSame =
    known?.smoothing.kind === smoothing.kind && known.smoothing.parameter === smoothing.parameter;
  if (known && isSame && known.generation === generation) return known;
  const fresh = { smoothing, generation, states: [] };
  checkpointsOf.set(series, fresh);
  return fresh;
}
