import { formatInteger } from '../base/format.ts';
import type { StatusUpdate } from '../data/types.ts';

export type Problem = StatusUpdate['problems'][number];

/** Where in its file: "byte 18,204,416, 61 B skipped"; only the first half when nothing was skipped. */
export function describePlace({ offset, bytes }: Problem): string {
  const place = `byte ${formatInteger(offset ?? 0)}`;
  return bytes ? `${place}, ${formatInteger(bytes)} B skipped` : place;
}

/** All problems as text, one a line, for a message to somebody. */
export function formatReport(problems: readonly Problem[], problemCount: number): string {
  const lines = problems.map((problem) => `${problem.file}: ${describePlace(problem)}: ${problem.message}`);
  const moreCount = problemCount - problems.length;
  if (moreCount > 0) lines.push(`… and ${formatInteger(moreCount)} older ones`);
  return `${lines.join('\n')}\n`;
}
