import { parseRunOrder, sortRuns } from '../base/run-order.ts';
import { layOutTree, type TreeRow } from '../base/run-tree.ts';
import { formatGroupChoice, parseGroupChoice } from '../data/group-choice.ts';
import { parsePattern } from '../data/run-rule.ts';
import type { RunInfo, Session } from '../data/types.ts';

/** Keys of the view. */
export const FILTER_KEY = 'run-filter';
export const ORDER_KEY = 'run-order';
const FOLDERS_KEY = 'run-folders';

/** With more runs than this, folders start closed. */
const OPEN_RUN_COUNT = 200;

/** What the run list shows: filtered, sorted, in folders. */
export interface ListedRuns {
  /** Those that pass the filter, in order. */
  readonly runs: readonly RunInfo[];
  readonly rows: readonly TreeRow<RunInfo>[];
  readonly hiddenCount: number;
  /** The filter that they passed: the last one that was a regular expression. */
  readonly filter: string;
  /** What is wrong with the filter as it is typed now. */
  readonly error: string | undefined;
}

/** Computes what the run list shows, anew only when something has changed: thousands of runs take a while to sort. */
export class ListedRunsModel {
  #filter = { text: '', pattern: new RegExp('') };
  #inputs: readonly unknown[] = [];
  #listed: ListedRuns | undefined;

  compute({ catalogue, status, view }: Session): ListedRuns {
    const inputs = [catalogue.runs, view.get(FILTER_KEY), view.get(ORDER_KEY), view.get(FOLDERS_KEY)];
    if (this.#listed && inputs.every((input, at) => input === this.#inputs[at])) return this.#listed;
    this.#inputs = inputs;
    const text = view.get(FILTER_KEY) ?? '';
    const parsed = parsePattern(text);
    if (parsed instanceof RegExp) this.#filter = { text, pattern: parsed };
    const { pattern, text: filter } = this.#filter;
    const passed = catalogue.runs.filter(({ name }) => pattern.test(name));
    const runs = sortRuns(passed, parseRunOrder(view.get(ORDER_KEY)), (id) => status.lastGrowthSec(id));
    const choice = parseGroupChoice(view.get(FOLDERS_KEY));
    const isOpenAtFirst = filter !== '' || catalogue.runs.length <= OPEN_RUN_COUNT;
    this.#listed = {
      runs,
      rows: layOutTree(runs, (path) => choice.get(path) ?? isOpenAtFirst),
      hiddenCount: catalogue.runs.length - passed.length,
      filter,
      error: parsed instanceof RegExp ? undefined : parsed.error,
    };
    return this.#listed;
  }
}

/** Opens or closes a folder of the run list. */
export function setFolderOpen({ view }: Session, path: string, isOpen: boolean): void {
  const choice = new Map(parseGroupChoice(view.get(FOLDERS_KEY))).set(path, isOpen);
  view.set(FOLDERS_KEY, formatGroupChoice(choice));
}
