import { runInNewContext } from 'node:vm';

/** A hostile pattern can take for ever: it is given up then. */
const TIME_LIMIT_MS = 500;
const SEPARATOR = ' · ';

/**
 * What an expression captures in each text in which it is found: its groups joined by " · ", without groups the whole match.
 * Undefined when that takes too long.
 */
export function capturesWithinTime(
  expression: RegExp,
  texts: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const find = (): [string, string][] =>
    texts.flatMap((text): [string, string][] => {
      const match = expression.exec(text);
      if (!match) return [];
      const [whole, ...groups] = match;
      return [[text, groups.length > 0 ? groups.map((group = '') => group).join(SEPARATOR) : whole]];
    });
  try {
    return new Map(runInNewContext('find()', { find }, { timeout: TIME_LIMIT_MS }) as [string, string][]);
  } catch {
    return undefined;
  }
}
