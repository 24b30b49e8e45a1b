import { formatPlural } from '../../base/format.ts';
import { buildCardGroup, buildPinnedGroup, PINNED } from '../../cards/build-card-group.ts';
import { joinGroups, type JoinedGroup } from '../../data/joined-browser.ts';
import type { Pins } from '../../data/pins.ts';
import type { HistogramCards } from '../../histogram-cards/histogram-cards.ts';
import type { CardGroup } from '../../widgets/rl-card-groups.ts';
import type { BrowsedKinds, KindsController } from './kinds-controller.ts';

/** Begins the key of a histogram card among those of scalars, whose keys are their tags. */
const HISTOGRAM = '\n';

/** The key of a histogram card by itself; undefined when the key is that of a scalar card. */
export function parseHistogramKey(key: string): string | undefined {
  return key.startsWith(HISTOGRAM) ? key.slice(HISTOGRAM.length) : undefined;
}

/** The groups of cards: in each the scalars of a prefix, then its histograms. Above them what is pinned of both. */
export function buildKindGroups(
  { scalars, histograms }: BrowsedKinds,
  kinds: KindsController,
  pins: Pins,
): CardGroup[] {
  const cards = histograms && kinds.cards;
  if (histograms) cards?.update(histograms.runsByTag);
  const groups = joinGroups(scalars?.groups ?? [], (cards && histograms?.groups) ?? []);
  const pinned = buildPinnedGroup(
    [
      ...(scalars ? [{ pins, keyOf: (tag: string) => (scalars.runsByTag.has(tag) ? tag : undefined) }] : []),
      ...(cards
        ? [{ pins: cards.pins, keyOf: (key: string) => (cards.has(key) ? HISTOGRAM + key : undefined) }]
        : []),
    ],
    kinds.isOwnGroupOpen(PINNED),
  );
  const built = groups.map((group) => buildKindGroup(group, cards));
  return pinned ? [pinned, ...built] : built;
}

function buildKindGroup({ group, first, second }: JoinedGroup, cards: HistogramCards | undefined): CardGroup {
  const histograms = second.flatMap((tag) => cards?.keysOf(tag) ?? []);
  const details = histograms.length > 0 ? ` · ${formatPlural(histograms.length, 'histogram')}` : '';
  return buildCardGroup(group, [...first, ...histograms.map((key) => HISTOGRAM + key)], details);
}
