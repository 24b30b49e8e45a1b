import { formatInteger, formatPlural } from '../base/format.ts';
import type { Pins } from '../data/pins.ts';
import { MATCHES, type BrowsedGroup } from '../data/tag-browser.ts';
import type { CardGroup } from '../widgets/rl-card-groups.ts';

/** Name of the group of the pinned cards; no prefix holds a "/". */
export const PINNED = '/pinned';

/** Whether a card stands outside the group of its prefix, so that its title needs it. */
export function isOutsideItsGroup(group: string): boolean {
  return group === PINNED || group === MATCHES;
}

/** A group of tags as a group of cards. `details` goes behind the count: " · 3 runs". */
export function buildCardGroup(group: BrowsedGroup, keys: readonly string[], details = ''): CardGroup {
  const { prefix, tags, knownCount, hiddenCount, isOpen } = group;
  const count = tags.length === knownCount ? formatInteger(tags.length) : `${tags.length} of ${knownCount}`;
  const verb = hiddenCount === 1 ? 'is' : 'are';
  return {
    name: prefix,
    title: prefix === MATCHES ? 'Matches' : prefix || 'No prefix',
    count: count + details,
    note: hiddenCount === 0 ? '' : `${formatPlural(hiddenCount, 'tag')} that no drawn run has ${verb} hidden`,
    isOpen,
    keys,
  };
}

/** Pinned cards of one kind. */
export interface PinnedCards {
  readonly pins: Pins;
  /** The key that a pinned card has in groups; undefined when nothing of it is drawn. */
  readonly keyOf: (pinned: string) => string | undefined;
}

/** The pinned cards as a group; undefined when nothing is pinned. Pins of which nothing is drawn are counted only. */
export function buildPinnedGroup(kinds: readonly PinnedCards[], isOpen: boolean): CardGroup | undefined {
  const all = kinds.flatMap(({ pins, keyOf }) => pins.list.map(({ key }) => keyOf(key)));
  if (all.length === 0) return undefined;
  const keys = all.filter((key) => key !== undefined);
  const hiddenCount = all.length - keys.length;
  return {
    name: PINNED,
    title: 'Pinned',
    count: formatInteger(keys.length),
    note: hiddenCount === 0 ? '' : `${hiddenCount} of which no drawn run has anything`,
    isOpen,
    keys,
    action: { label: 'Clear all pins', run: () => kinds.forEach(({ pins }) => pins.clear()) },
  };
}
