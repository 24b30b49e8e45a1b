/** More of a name than this does not decide whether it is near. */
const COMPARED_LENGTH = 200;

/**
 * Of the names the few that are most like what was typed, the most alike first, for "did you mean". What is typed may
 * be a regular expression: only its letters and digits count. Alike = many pairs of neighbouring characters in common.
 */
export function findNearestNames(names: Iterable<string>, typed: string, limit: number): string[] {
  const wanted = collectPairs(typed.replace(/\\[a-z]/gi, ' ').replace(/[^\p{L}\p{N}/_.]+/gu, ' '));
  const best: { name: string; likeness: number }[] = [];
  for (const name of names) {
    const likeness = computeLikeness(wanted, collectPairs(name));
    if (likeness === 0 || (best.length === limit && likeness <= (best.at(-1)?.likeness ?? 0))) continue;
    best.push({ name, likeness });
    best.sort((a, b) => b.likeness - a.likeness);
    if (best.length > limit) best.pop();
  }
  return best.map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function computeLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function collectPairs(text: string): Set<string> {
  const lower = text.slice(0, COMPARED_LENGTH).toLowerCase();
  const pairs = new Set<string>();
  for (let k = 0; k + 1 < lower.length; k++) {
    const pair = lower.slice(k, k + 2);
    if (!pair.includes(' ')) pairs.add(pair);
  }
  return pairs;
}
