import { AppError } from '../../base/errors.ts';
import { withinTime } from '../../base/within-time.ts';
import { pythonPattern } from '../python-pattern.ts';
import { findMetric } from './aggregate-metrics.ts';
import type { ColParam } from './hparams-request.ts';
import type { SessionGroup } from './session-groups.ts';
import type { HParam } from './sessions.ts';

/** The value of a group in a column; undefined when it has none. Throws REQUEST_INVALID for a column that names nothing. */
export function columnValue(group: SessionGroup, { metric, hparam }: ColParam): HParam {
  if (metric) {
    const { group: metricGroup = '', tag = '' } = metric;
    return findMetric(group, { group: metricGroup, tag })?.value;
  }
  if (hparam !== undefined) return group.hparams.get(hparam);
  throw new AppError('REQUEST_INVALID', 'a column names neither a metric nor a hyperparameter');
}

/** Whether no column's filter leaves the group out. Throws REQUEST_INVALID for a filter that does not fit the values. */
export function passesFilters(group: SessionGroup, columns: readonly ColParam[]): boolean {
  return columns.every((column) => {
    const value = columnValue(group, column);
    return value === undefined ? !(column.excludeMissingValues ?? false) : passes(value, column);
  });
}

function passes(value: string | number | boolean, column: ColParam): boolean {
  const { filterRegexp, filterInterval, filterDiscrete } = column;
  if (filterRegexp !== undefined) return matches(value, filterRegexp);
  if (filterInterval !== undefined) {
    if (typeof value === 'string') throw new AppError('REQUEST_INVALID', 'an interval cannot filter texts');
    return (
      Number(filterInterval.minValue ?? 0) <= Number(value) &&
      Number(value) <= Number(filterInterval.maxValue ?? 0)
    );
  }
  // To Python, true is 1.
  return filterDiscrete === undefined || filterDiscrete.map(comparable).includes(comparable(value));
}

function matches(value: unknown, pattern: string): boolean {
  if (typeof value !== 'string')
    throw new AppError('REQUEST_INVALID', 'a regular expression can only filter texts');
  const expression = pythonPattern(pattern, '');
  const found = expression && withinTime(expression, [value]);
  if (found === undefined)
    throw new AppError('REQUEST_INVALID', `no regular expression, or one that takes too long: ${pattern}`);
  return found.size > 0;
}

function comparable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
