import { runInNewContext } from 'node:vm';

/** A hostile pattern can take for ever: it is given up then. */
const TIME_LIMIT_MS = 500;

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
