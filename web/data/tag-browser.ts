import { findNearestNames } from '../base/nearest-names.ts';
import { compareNaturally } from '../base/natural-order.ts';
import { findPrefix, groupTags } from '../base/tag-groups.ts';
import { computeOpenGroups, formatGroupChoice, parseGroupChoice } from './group-choice.ts';
import { parsePattern } from '../base/parse-pattern.ts';
import { buildTagIndex, type TagIndex } from './tag-index.ts';
import type { RunInfo, Session } from './types.ts';

export interface TagBrowserOptions {
  readonly plugin: string;
  /** Keys of the view state for the filter and for the groups that a person has opened or closed. */
  readonly filterKey: string;
  readonly groupsKey: string;
  /** How many cards a tag makes that so many drawn runs have. */
  readonly countCards: (runCount: number) => number;
}

/** Tags with a common prefix, as many as the filter lets through. */
export interface BrowsedGroup {
  /** Empty for tags without a prefix. */
  readonly prefix: string;
  readonly tags: readonly string[];
  /** Tags of the drawn runs with this prefix, filtered or not. */
  readonly knownCount: number;
  /** Tags with this prefix that pass the filter, but no drawn run has them. */
  readonly hiddenCount: number;
  readonly isOpen: boolean;
}

/** What the controls above and around cards do with a browser. */
export type TagChoices = Pick<TagBrowser, 'findNearest' | 'suggest' | 'setFilter' | 'chooseGroup'>;

export interface BrowsedTags {
  /** As it was typed. */
  readonly filter: string;
  /** Why it is no regular expression; the last one that was still decides. Empty when it is one. */
  readonly filterError: string;
  readonly runsByTag: ReadonlyMap<string, readonly RunInfo[]>;
  /** Tags of the drawn runs, filtered or not. */
  readonly knownCount: number;
  /** While there is a filter one group, MATCHES, of all that pass it. */
  readonly groups: readonly BrowsedGroup[];
}

/** Stands for a prefix where there is only one group of matches; no prefix holds a "/". */
export const MATCHES = '/';

const EVERYTHING = /(?:)/i;

/** Which tags of a plugin a dashboard shows, by the drawn runs, the filter and the groups in the URL. */
export class TagBrowser {
  readonly #session: Session;
  readonly #options: TagBrowserOptions;
  /** The last filter that was a regular expression: while one is being typed the cards stay as they were. */
  #pattern = EVERYTHING;
  #index: TagIndex = { runsByTag: new Map(), hiddenTags: new Set() };
  /** What the index was built from. */
  #source: readonly unknown[] = [];

  constructor(session: Session, options: TagBrowserOptions) {
    this.#session = session;
    this.#options = options;
  }

  browse(): BrowsedTags {
    const filter = this.#session.view.get(this.#options.filterKey) ?? '';
    const parsed = parsePattern(filter);
    if (parsed instanceof RegExp) this.#pattern = parsed;
    const filterError = parsed instanceof RegExp ? '' : parsed.error;
    const { runsByTag, hiddenTags } = this.#readIndex();
    const known = countByPrefix(runsByTag.keys());
    const hidden = countByPrefix(this.#filter(hiddenTags));
    const isFlat = this.#pattern.source !== EVERYTHING.source;
    const matching = this.#filter(runsByTag.keys());
    const knownCount = runsByTag.size;
    if (isFlat) return { filter, filterError, runsByTag, knownCount, groups: this.#buildMatches(matching) };
    const groups = groupTags(matching);
    const choice = parseGroupChoice(this.#session.view.get(this.#options.groupsKey));
    const open = computeOpenGroups(
      groups.map(({ prefix, tags }) => ({ name: prefix, cardCount: this.#countCards(tags, runsByTag) })),
      choice,
    );
    return {
      filter,
      filterError,
      runsByTag,
      knownCount,
      groups: groups.map(({ prefix, tags }) => ({
        prefix,
        tags,
        knownCount: known.get(prefix) ?? 0,
        hiddenCount: hidden.get(prefix) ?? 0,
        isOpen: open.has(prefix),
      })),
    };
  }

  /** Tags of drawn runs that are like the filter, for when none matches it. */
  findNearest(filter: string): string[] {
    return findNearestNames(this.#index.runsByTag.keys(), filter, 3);
  }

  /** Tags of drawn runs that match the filter as it was typed, for completing it; none while it is empty. */
  suggest(limit: number): string[] {
    const filter = this.#session.view.get(this.#options.filterKey) ?? '';
    if (filter === '' || !(parsePattern(filter) instanceof RegExp)) return [];
    return this.#filter(this.#readIndex().runsByTag.keys()).sort(compareNaturally).slice(0, limit);
  }

  setFilter(filter: string): void {
    this.#session.view.set(this.#options.filterKey, filter || undefined);
  }

  /** Whether a group of the dashboard's own is open, which is so unless it was closed. */
  isOwnGroupOpen(name: string): boolean {
    return parseGroupChoice(this.#session.view.get(this.#options.groupsKey)).get(name) ?? true;
  }

  chooseGroup(prefix: string, isOpen: boolean): void {
    const { view } = this.#session;
    const choice = parseGroupChoice(view.get(this.#options.groupsKey));
    view.set(this.#options.groupsKey, formatGroupChoice(new Map(choice).set(prefix, isOpen)));
  }

  /** One group of all that match; none when nothing does. */
  #buildMatches(tags: readonly string[]): BrowsedGroup[] {
    const { runsByTag, hiddenTags } = this.#index;
    if (tags.length === 0) return [];
    return [
      {
        prefix: MATCHES,
        tags: tags.toSorted(compareNaturally),
        knownCount: runsByTag.size,
        hiddenCount: this.#filter(hiddenTags).length,
        isOpen: true,
      },
    ];
  }

  #readIndex(): TagIndex {
    const { catalogue, selection } = this.#session;
    const source = [catalogue.runs, selection.drawn];
    if (source.some((part, index) => part !== this.#source[index])) {
      this.#index = buildTagIndex(this.#options.plugin, catalogue.runs, (run) => selection.isDrawn(run));
      this.#source = source;
    }
    return this.#index;
  }

  #filter(tags: Iterable<string>): string[] {
    return [...tags].filter((tag) => this.#pattern.test(tag));
  }

  #countCards(tags: readonly string[], runsByTag: BrowsedTags['runsByTag']): number {
    let count = 0;
    for (const tag of tags) count += this.#options.countCards(runsByTag.get(tag)?.length ?? 0);
    return count;
  }
}

function countByPrefix(tags: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const tag of tags) {
    const prefix = findPrefix(tag);
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return counts;
}
