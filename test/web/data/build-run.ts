import type { RunInfo } from '../../../web/data/types.ts';

/** A run of the catalogue. */
export function buildRun(
  id: number,
  name: string,
  plugins: Record<string, string[]> = {},
  startTime = id,
): RunInfo {
  return { id, name, startTime, tagsByPlugin: new Map(Object.entries(plugins)) };
}

/** `count` runs named "run-0", "run-1", …, the oldest first. */
export function buildRuns(count: number): RunInfo[] {
  return Array.from({ length: count }, (_, index) => buildRun(index + 1, `run-${index}`));
}
