import { compareNaturally } from './natural-order.ts';

/** How the run list is sorted: by start (oldest first), by name, or by the age of the newest data. */
export const RUN_ORDERS = ['start', 'start-down', 'name', 'name-down', 'newest'] as const;
export type RunOrder = (typeof RUN_ORDERS)[number];

/** Reads an order from a link; anything else is that by start. */
export function parseRunOrder(text: string | undefined): RunOrder {
  return RUN_ORDERS.find((order) => order === text) ?? 'start';
}

/**
 * The runs in an order.
 *
 * @param runs in that of the catalogue, by start
 * @param lastGrowthSec when a run's files last changed; undefined when that is not known
 */
export function sortRuns<Run extends { readonly id: number; readonly name: string }>(
  runs: readonly Run[],
  order: RunOrder,
  lastGrowthSec: (id: number) => number | undefined,
): readonly Run[] {
  switch (order) {
    case 'start':
      return runs;
    case 'start-down':
      return runs.toReversed();
    case 'name':
      return runs.toSorted((a, b) => compareNaturally(a.name, b.name));
    case 'name-down':
      return runs.toSorted((a, b) => compareNaturally(b.name, a.name));
    case 'newest': {
      const times = new Map(runs.map(({ id }) => [id, lastGrowthSec(id) ?? 0]));
      return runs.toSorted((a, b) => (times.get(b.id) ?? 0) - (times.get(a.id) ?? 0));
    }
  }
}
