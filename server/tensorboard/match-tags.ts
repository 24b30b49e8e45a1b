import { runInNewContext } from 'node:vm';
import { pythonPattern } from './python-pattern.ts';

/** A hostile pattern can take for ever: it is given up then. */
const TIME_LIMIT_MS = 500;

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

/** Of these texts those in which the expression is found, in a time that is bounded; else undefined. */
export function withinTime(expression: RegExp, texts: readonly string[]): ReadonlySet<string> | undefined {
  const find = (): string[] =>
    texts.filter((text) => {
      expression.lastIndex = 0;
      return expression.test(text);
    });
  try {
    return new Set<string>(runInNewContext('find()', { find }, { timeout: TIME_LIMIT_MS }) as string[]);
  } catch {
    return undefined;
  }
}
