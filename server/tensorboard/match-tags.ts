import { withinTime } from '../base/within-time.ts';
import { pythonPattern } from './python-pattern.ts';

/**
 * The tags at whose beginning a regular expression of Python's form matches. Undefined when it is empty, is none, or
 * takes too long.
 */
export function matchTags(pattern: string, tags: readonly string[]): ReadonlySet<string> | undefined {
  if (pattern === '') return undefined;
  const expression = pythonPattern(pattern, 'y');
  if (expression === undefined) return undefined;
  return withinTime(expression, tags);
}
