/** Something that can be found by its name. */
export interface RankedEntry {
  readonly label: string;
}

/**
 * The entries that have all the words that were typed, whatever the case and order: first those whose name begins with
 * them, then those in which words begin with them, then the others; within each as they come.
 */
export function rankEntries<Entry extends RankedEntry>(
  entries: Iterable<Entry>,
  typed: string,
  limit: number,
): Entry[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const ranks: Entry[][] = [[], [], []];
  for (const entry of entries) {
    const rank = rankOf(entry.label.toLowerCase(), words);
    if (rank !== undefined && (ranks[rank]?.length ?? limit) < limit) ranks[rank]?.push(entry);
  }
  return ranks.flat().slice(0, limit);
}

/** 0 = the best; undefined = it has not all the words. */
function rankOf(label: string, words: readonly string[]): 0 | 1 | 2 | undefined {
  let isAtWords = true;
  for (const word of words) {
    const at = label.indexOf(word);
    if (at < 0) return undefined;
    isAtWords &&= at === 0 || !/[\p{L}\p{N}]/u.test(label.charAt(at - 1));
  }
  return label.startsWith(words.join(' ')) ? 0 : isAtWords ? 1 : 2;
}
