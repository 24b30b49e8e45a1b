import { columnValue } from './filter-groups.ts';
import { orderName, type ColParam } from './hparams-request.ts';
import type { SessionGroup } from './session-groups.ts';
import type { HParam } from './sessions.ts';

/** Sorts by the columns that have an order, the first before the others, and else by name. */
export function sortGroups(groups: readonly SessionGroup[], columns: readonly ColParam[]): SessionGroup[] {
  const sorted = groups.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const column of columns.toReversed()) {
    const order = orderName(column.order);
    if (order === 'ORDER_UNSPECIFIED') continue;
    const isMissingFirst = column.missingValuesFirst ?? false;
    const direction = order === 'ORDER_ASC' ? 1 : -1;
    sorted.sort((a, b) => compare(columnValue(a, column), columnValue(b, column), direction, isMissingFirst));
  }
  return sorted;
}

function compare(a: HParam, b: HParam, direction: number, isMissingFirst: boolean): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    return (a === undefined) === isMissingFirst ? -1 : 1;
  }
  return direction * (kindRank(a) - kindRank(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** Numbers come before NaN, and that before texts. */
function kindRank(value: string | number | boolean): number {
  return typeof value === 'string' ? 2 : Number.isNaN(value) ? 1 : 0;
}
