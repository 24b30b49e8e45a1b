import { compareNaturally } from './natural-order.ts';

/** Tags that share what stands before their first "/". */
export interface TagGroup {
  /** That prefix without the "/"; empty for tags without one. */
  readonly prefix: string;
  /** In natural order. */
  readonly tags: readonly string[];
}

/** Groups tags by prefix, groups and tags in natural order; those without a prefix come first. */
export function groupTags(tags: Iterable<string>): TagGroup[] {
  const tagsByPrefix = new Map<string, string[]>();
  for (const tag of tags) {
    const prefix = findPrefix(tag);
    const group = tagsByPrefix.get(prefix);
    if (group) group.push(tag);
    else tagsByPrefix.set(prefix, [tag]);
  }
  return [...tagsByPrefix]
    .map(([prefix, members]) => ({ prefix, tags: members.sort(compareNaturally) }))
    .sort((a, b) => compareNaturally(a.prefix, b.prefix));
}

/** What stands before the first "/", which names the group; empty without one. */
export function findPrefix(tag: string): string {
  return tag.slice(0, Math.max(0, tag.indexOf('/')));
}

/**
 * A tag as the head of a card in its group shows it: without the group's prefix, the leaf apart from what leads to it.
 * "block/attn/weight" → scope "attn/", leaf "weight". A tag of which nothing would be seen is put in quotes.
 * `hasPrefix` keeps the prefix, for cards that stand outside their group.
 */
export function splitTag(tag: string, hasPrefix = false): { scope: string; leaf: string } {
  const prefix = hasPrefix ? '' : findPrefix(tag);
  const rest = prefix === '' ? tag : tag.slice(prefix.length + 1);
  if (rest.trim() === '') return { scope: '', leaf: `“${tag}”` };
  // A "/" at the end belongs to the leaf.
  const leafStart = rest.slice(0, -1).lastIndexOf('/') + 1;
  return { scope: rest.slice(0, leafStart), leaf: rest.slice(leafStart) };
}
