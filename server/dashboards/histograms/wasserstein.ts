import type { Midpoints } from './midpoints.ts';

/**
 * The Wasserstein-1 distance of two histograms, in units of the value: how far their mass has to be moved on average.
 * The area between their cumulative shares, as `scipy.stats.wasserstein_distance(mid_a, mid_b, weight_a, weight_b)`
 * computes it. NaN when one of them is empty.
 */
export function computeWasserstein(a: Midpoints, b: Midpoints): number {
  if (a.total === 0 || b.total === 0) return NaN;
  let [atA, atB, massA, massB, distance] = [0, 0, 0, 0, 0];
  let place = Math.min(a.values[0]!, b.values[0]!);
  while (atA < a.values.length || atB < b.values.length) {
    const next = Math.min(a.values[atA] ?? Infinity, b.values[atB] ?? Infinity);
    distance += Math.abs(massA / a.total - massB / b.total) * (next - place);
    place = next;
    while (a.values[atA] === next) massA += a.weights[atA++]!;
    while (b.values[atB] === next) massB += b.weights[atB++]!;
  }
  return distance;
}
