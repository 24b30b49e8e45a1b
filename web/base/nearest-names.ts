/** More of a name than this does not decide whether it is near. */
const COMPARED_LENGTH = 200;
/** A letter or two in common is no likeness. */
const MIN_LIKENESS = 0.25;

/**
 * Of the names the few that are most like what was typed, the most alike first, for "did you mean". What is typed may
 * be a regular expression: only its letters and digits count. Alike = many characters and pairs of neighbouring ones in
 * common.
 */
export function findNearestNames(names: Iterable<string>, typed: string, limit: number): string[] {
  const wanted = collectParts(typed.replace(/\\[a-z]/gi, ' ').replace(/[^\p{L}\p{N}/_.]+/gu, ' '));
  const best: { name: string; likeness: number }[] = [];
  for (const name of names) {
    const likeness = computeLikeness(wanted, collectParts(name));
    if (likeness < MIN_LIKENESS || (best.length === limit && likeness <= (best.at(-1)?.likeness ?? 0)))
      continue;
    best.push({ name, likeness });
    best.sort((a, b) => b.likeness - a.likeness);
    if (best.length > limit) best.pop();
  }
  return best.map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same parts, 0 for none in common. */
function computeLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const part of a) if (b.has(part)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function collectParts(text: string): Set<string> {
  const lower = text.slice(0, COMPARED_LENGTH).toLowerCase();
  const parts = new Set<string>();
  for (let k = 0; k < lower.length; k++) {
    parts.add(lower.charAt(k));
    const pair = lower.slice(k, k + 2);
    if (!pair.includes(' ')) parts.add(pair);
  }
  parts.delete(' ');
  return parts;
}
