import type { CardChoice } from '../../data/card-choice.ts';
import { parsePattern } from '../../base/parse-pattern.ts';
import type { RunInfo } from '../../data/types.ts';
import type { CardTag } from './card-lines.ts';

/** More tags in one chart could not be told apart; a regular expression may match thousands. */
const MAX_TAGS = 24;

/**
 * The tags of a card: its own first, then those that were added and those that match its regular expression, each with the
 * drawn runs that have it. Tags that no drawn run has are left out, but for the card's own.
 */
export function chooseTags(
  tag: string,
  choice: CardChoice,
  runsByTag: ReadonlyMap<string, readonly RunInfo[]>,
): CardTag[] {
  const right = new Set(choice.rightTags ?? []);
  const names = new Set([tag, ...(choice.tags ?? []), ...right]);
  const pattern = choice.pattern ? parsePattern(choice.pattern) : undefined;
  if (pattern instanceof RegExp) {
    for (const name of runsByTag.keys()) if (pattern.test(name)) names.add(name);
  }
  return [...names]
    .filter((name) => name === tag || runsByTag.has(name))
    .slice(0, MAX_TAGS)
    .map((name) => ({ tag: name, runs: runsByTag.get(name) ?? [], isOnRight: right.has(name) }));
}

/** The choice with a tag added to the chart, against the left axis. */
export function withTag(own: string, choice: CardChoice, tag: string): CardChoice {
  const known = [own, ...(choice.tags ?? []), ...(choice.rightTags ?? [])];
  return known.includes(tag) ? choice : { ...choice, tags: [...(choice.tags ?? []), tag] };
}

/** The choice without that tag; one that only the regular expression brings goes with the expression. */
export function withoutTag(choice: CardChoice, tag: string): CardChoice {
  const isOwn = choice.tags?.includes(tag) === true || choice.rightTags?.includes(tag) === true;
  return {
    ...choice,
    tags: keepFilled(choice.tags?.filter((name) => name !== tag)),
    rightTags: keepFilled(choice.rightTags?.filter((name) => name !== tag)),
    pattern: isOwn ? choice.pattern : undefined,
  };
}

/** The choice with a tag moved to the other axis. */
export function withOtherAxis(own: string, choice: CardChoice, tag: string): CardChoice {
  const isOnRight = choice.rightTags?.includes(tag) === true;
  const left = (choice.tags ?? []).filter((name) => name !== tag);
  const right = (choice.rightTags ?? []).filter((name) => name !== tag);
  if (!isOnRight) right.push(tag);
  else if (tag !== own) left.push(tag);
  return { ...choice, tags: keepFilled(left), rightTags: keepFilled(right) };
}

function keepFilled(tags: readonly string[] | undefined): readonly string[] | undefined {
  return tags && tags.length > 0 ? tags : undefined;
}
