import { compareNaturally } from '../base/natural-order.ts';
import { findNearestNames } from '../base/nearest-names.ts';
import type { BrowsedGroup, TagBrowser, TagChoices } from './tag-browser.ts';

const MAX_NEAREST = 3;

/** Browsers of several plugins that have the keys of their filter and their groups in common, as one. */
export class JoinedBrowser implements TagChoices {
  readonly #browsers: readonly TagBrowser[];

  constructor(browsers: readonly TagBrowser[]) {
    this.#browsers = browsers;
  }

  findNearest(filter: string): string[] {
    return findNearestNames(
      this.#unite((browser) => browser.findNearest(filter)),
      filter,
      MAX_NEAREST,
    );
  }

  suggest(limit: number): string[] {
    const found = this.#unite((browser) => browser.suggest(limit));
    return [...found].sort(compareNaturally).slice(0, limit);
  }

  setFilter(filter: string): void {
    this.#browsers[0]?.setFilter(filter);
  }

  chooseGroup(prefix: string, isOpen: boolean): void {
    this.#browsers[0]?.chooseGroup(prefix, isOpen);
  }

  #unite(list: (browser: TagBrowser) => readonly string[]): Set<string> {
    return new Set(this.#browsers.flatMap(list));
  }
}

/** What two plugins have with one prefix, as one group; at least one of them has something. */
export interface JoinedGroup {
  /** Of the first plugin, if it has any, with what is hidden of both. */
  readonly group: BrowsedGroup;
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** The groups of two plugins by prefix, in natural order. A group is open when one of its parts would be. */
export function joinGroups(first: readonly BrowsedGroup[], second: readonly BrowsedGroup[]): JoinedGroup[] {
  const joined = new Map<string, JoinedGroup>();
  for (const group of first) joined.set(group.prefix, { group, first: group.tags, second: [] });
  for (const other of second) {
    const known = joined.get(other.prefix);
    const group = known && {
      ...known.group,
      hiddenCount: known.group.hiddenCount + other.hiddenCount,
      isOpen: known.group.isOpen || other.isOpen,
    };
    joined.set(other.prefix, { group: group ?? other, first: known?.first ?? [], second: other.tags });
  }
  return [...joined.values()].sort((a, b) => compareNaturally(a.group.prefix, b.group.prefix));
}
