import { compareNaturally } from './natural-order.ts';

/** What the run list can be sorted by: start, name, the age of the newest data, or the value in its column. */
const ORDER_KEYS = ['start', 'name', 'newest', 'value'] as const;
export type OrderKey = (typeof ORDER_KEYS)[number];

/** How the run list is sorted. Down = what comes first otherwise comes last. */
export interface RunOrder {
  readonly key: OrderKey;
  readonly isDown: boolean;
}

export const DEFAULT_ORDER: RunOrder = { key: 'start', isDown: false };

/** Reads an order from a link, "name" or "name-down"; anything else is that by start. */
export function parseRunOrder(text: string | undefined): RunOrder {
  const [word, down, ...more] = text?.split('-') ?? [];
  const key = ORDER_KEYS.find((candidate) => candidate === word);
  const isRead = key !== undefined && more.length === 0 && (down === undefined || down === 'down');
  return isRead ? { key, isDown: down !== undefined } : DEFAULT_ORDER;
}

/** For the link; undefined for the default. */
export function formatRunOrder({ key, isDown }: RunOrder): string | undefined {
  return key === DEFAULT_ORDER.key && !isDown ? undefined : `${key}${isDown ? '-down' : ''}`;
}

/** What an order needs to know of a run. */
export interface OrderedRun {
  readonly id: number;
  readonly name: string;
}

/** Numbers that a run can be sorted by; undefined when it has none: such runs come last, either way. */
export interface OrderNumbers {
  /** When its files last changed, in seconds. */
  readonly lastGrowthSec: (id: number) => number | undefined;
  readonly value: (name: string) => number | undefined;
}

/**
 * The runs in an order: newest and highest first, names from a to z.
 *
 * @param runs in that of the catalogue, by start
 */
export function sortRuns<Run extends OrderedRun>(
  runs: readonly Run[],
  { key, isDown }: RunOrder,
  numbers: OrderNumbers,
): readonly Run[] {
  switch (key) {
    case 'start':
      return isDown ? runs.toReversed() : runs;
    case 'name': {
      const sorted = runs.toSorted((a, b) => compareNaturally(a.name, b.name));
      return isDown ? sorted.toReversed() : sorted;
    }
    case 'newest':
      return sortByNumber(runs, ({ id }) => numbers.lastGrowthSec(id), isDown);
    case 'value':
      return sortByNumber(runs, ({ name }) => numbers.value(name), isDown);
  }
}

/** The highest first; equal ones as they were. */
function sortByNumber<Run>(
  runs: readonly Run[],
  numberOf: (run: Run) => number | undefined,
  isDown: boolean,
): readonly Run[] {
  const entries = runs.map((run) => ({ run, number: numberOf(run) ?? NaN }));
  entries.sort((a, b) => {
    if (Number.isNaN(a.number) || Number.isNaN(b.number)) {
      return Number(Number.isNaN(a.number)) - Number(Number.isNaN(b.number));
    }
    return a.number === b.number ? 0 : a.number < b.number === isDown ? -1 : 1;
  });
  return entries.map(({ run }) => run);
}
