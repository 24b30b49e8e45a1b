import { formatCount, formatInteger, formatPlural } from '../../base/format.ts';

/** How many points a card holds of those that the server keeps, in the visible range. */
export interface KeptCount {
  readonly drawn: number;
  readonly kept: number;
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
