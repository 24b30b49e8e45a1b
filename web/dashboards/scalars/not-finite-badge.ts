import { formatInteger, formatPlural } from '../../base/format.ts';
import type { NotFinite } from './scalar-columns.ts';

/** The values of one run that are not finite. */
export interface RunNotFinite {
  readonly run: string;
  readonly counts: NotFinite;
}

/** A badge for a card's head, "2 NaN" or "5 not finite", with whose they are; undefined when all values are finite. */
export function buildNotFiniteBadge(
  runs: readonly RunNotFinite[],
): { text: string; title: string } | undefined {
  let nan = 0;
  let infinite = 0;
  const lines: string[] = [];
  for (const { run, counts } of runs) {
    const inRun = counts.nan + counts.positiveInfinity + counts.negativeInfinity;
    if (inRun === 0) continue;
    nan += counts.nan;
    infinite += inRun - counts.nan;
    lines.push(`${run}: ${describe(counts)}, first at step ${formatInteger(counts.firstStep)}`);
  }
  if (lines.length === 0) return undefined;
  const total = formatInteger(nan + infinite);
  const text = infinite === 0 ? `${total} NaN` : nan === 0 ? `${total} infinite` : `${total} not finite`;
  return { text, title: lines.join('\n') };
}

function describe({ nan, positiveInfinity, negativeInfinity }: NotFinite): string {
  const parts: string[] = [];
  if (nan > 0) parts.push(`${formatInteger(nan)} NaN`);
  if (positiveInfinity > 0) parts.push(formatPlural(positiveInfinity, '+Infinity', '+Infinity'));
  if (negativeInfinity > 0) parts.push(formatPlural(negativeInfinity, '−Infinity', '−Infinity'));
  return parts.join(', ');
}
