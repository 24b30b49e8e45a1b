import { formatCount, formatInteger, formatPlural } from '../../base/format.ts';
import type { CardLine } from './card-lines.ts';

/** How many points a card holds of those that the server keeps, in the visible range. */
export interface KeptCount {
  readonly drawn: number;
  readonly kept: number;
}

/** Over all lines of a card; while zoomed only what lies in the visible range counts. */
export function countKept(lines: Iterable<CardLine>, isZoomed: boolean): KeptCount {
  let drawn = 0;
  let kept = 0;
  for (const { columns } of lines) {
    const keptInSight = isZoomed ? columns.keptInRange : columns.kept;
    kept += keptInSight;
    // With a range the nearest points outside it come along.
    drawn += Math.min(columns.length, keptInSight);
  }
  return { drawn, kept };
}

/** For a card's head: "19.2k of 1.14M", "all 5,704"; with "so far" while the server is still reading. */
export function formatKept({ drawn, kept }: KeptCount, isReading: boolean): string {
  const text = drawn >= kept ? `all ${formatCount(kept)}` : `${formatCount(drawn)} of ${formatCount(kept)}`;
  return isReading ? `${text} so far` : text;
}

/** The same in full, for the note's tooltip. */
export function describeKept({ drawn, kept }: KeptCount): string {
  if (drawn >= kept) return `All ${formatPlural(kept, 'point')} kept are drawn`;
  return `${formatInteger(drawn)} points drawn of ${formatInteger(kept)} kept; first, least, greatest and last of each pixel`;
}
