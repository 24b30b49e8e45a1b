import type { GroupsBody } from '../../../../proto/api/scalar-groups.ts';
import { AppError } from '../../../base/errors.ts';
import { capturesWithinTime } from '../../../base/captures-within-time.ts';
import type { Grouping } from '../../../query/groups/group-runs.ts';

/** The rule that a request asks for. */
export type GroupingRequest = Pick<GroupsBody, 'groups' | 'group_by' | 'pattern' | 'depth'>;

/**
 * Reads the rule, and finds in these names of runs what its expression captures.
 *
 * @throws AppError REQUEST_INVALID for an expression that is none, is missing or takes too long
 */
export function readGrouping(request: GroupingRequest, names: readonly string[]): Grouping {
  const { groups, group_by: by = 'all', pattern, depth = Infinity } = request;
  if (groups) return { by: 'lists', lists: new Map(groups.map(({ name, runs }) => [name, runs])) };
  if (by === 'folder') return { by, depth };
  return by === 'regex' ? { by, keys: findKeys(pattern, names) } : { by };
}

function findKeys(pattern: string | undefined, names: readonly string[]): ReadonlyMap<string, string> {
  if (pattern === undefined) throw invalid('group_by=regex needs pattern: an expression such as lr_[^/]*.');
  let expression;
  try {
    expression = new RegExp(pattern, 'iu');
  } catch (error) {
    throw invalid(`pattern: ${(error as Error).message}.`);
  }
  const keys = capturesWithinTime(expression, names);
  if (!keys) throw invalid('pattern: the expression takes too long: write it without nested repetitions.');
  return keys;
}

function invalid(message: string): AppError {
  return new AppError('REQUEST_INVALID', message);
}
