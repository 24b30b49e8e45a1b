import { QueryError } from '../base/query-tokens.ts';
import { EVERY_RUN, findValueTerms, mentions, parseRunQuery, type RunQuery } from '../base/run-query.ts';
import { matchesQuery } from '../base/match-run-query.ts';
import { findNearestNames } from '../base/nearest-names.ts';
import { parseRunOrder, sortRuns } from '../base/run-order.ts';
import { layOutTree, type TreeRow } from '../base/run-tree.ts';
import { formatGroupChoice, parseGroupChoice } from '../data/group-choice.ts';
import { parseRunColumn } from '../data/run-column.ts';
import { readFacts } from '../data/run-facts.ts';
import type { RunInfo, Session } from '../data/types.ts';

/** Keys of the view. */
export const FILTER_KEY = 'run-filter';
export const ORDER_KEY = 'run-order';
export const COLUMN_KEY = 'run-column';
const FOLDERS_KEY = 'run-folders';

/** With more runs than this, folders start closed. */
const OPEN_RUN_COUNT = 200;
/** What depends on the time of day is computed again after so many seconds: rows that move all the time cannot be read. */
const TIME_SLICE_SEC = 5;

/** What the run list shows: filtered, sorted, in folders. */
export interface ListedRuns {
  /** Those that pass the query, in order. */
  readonly runs: readonly RunInfo[];
  readonly rows: readonly TreeRow<RunInfo>[];
  /** Those that do not. */
  readonly hiddenCount: number;
  /** Runs that people have hidden or archived, which only a query for them lists. */
  readonly outCount: number;
  /** The query that they passed: the last one that could be read. */
  readonly filter: string;
  /** What is wrong with the query as it is typed now, and where. */
  readonly error: QueryError | undefined;
  /** It differs from what was listed before because runs have changed, not because somebody has chosen so. */
  readonly isNews: boolean;
}

/** Computes what the run list shows, anew only when something has changed: thousands of runs take a while to sort. */
export class ListedRunsModel {
  #filter: { readonly text: string; readonly query: RunQuery } = { text: '', query: EVERY_RUN };
  #error: QueryError | undefined;
  #inputs: readonly unknown[] = [];
  /** What a person has chosen of the list, in one text. */
  #choice = '';
  #listed: ListedRuns | undefined;
  #tags: ReadonlySet<string> = new Set();
  #taggedRuns: readonly RunInfo[] | undefined;

  compute(session: Session): ListedRuns {
    const { catalogue, selection, status, values, views, view } = session;
    const order = parseRunOrder(view.get(ORDER_KEY));
    const column = parseRunColumn(view.get(COLUMN_KEY));
    this.#readFilter(session);
    const { query, text: filter } = this.#filter;
    const columnTags = column ? [column.tag] : [];
    values.want('run-list', [...columnTags, ...findValueTerms(query).map(({ tag }) => tag)]);
    const needsTime =
      order.key === 'newest' || mentions(query, 'live', 'idle', 'finished', 'updated', 'started');
    const needsValues = order.key === 'value' || mentions(query, 'value');
    const inputs = [
      catalogue.runs,
      this.#filter,
      this.#error,
      view.get(ORDER_KEY),
      view.get(FOLDERS_KEY),
      view.get(COLUMN_KEY),
      needsTime && Math.floor((status.nowSec ?? 0) / TIME_SLICE_SEC),
      needsValues && values.version,
      mentions(query, 'drawn') && selection.drawn,
      selection.folds,
      selection.available,
      mentions(query, 'hidden', 'archived', 'name', 'label', 'note') && views.version,
    ];
    if (this.#listed && inputs.every((input, at) => input === this.#inputs[at])) return this.#listed;
    const choice = [
      this.#filter.text,
      ...[ORDER_KEY, FOLDERS_KEY, COLUMN_KEY].map((key) => view.get(key)),
    ].join('\0');
    const isNews = choice === this.#choice;
    this.#choice = choice;
    this.#inputs = inputs;
    const factsOf = readFacts(session, (id) => selection.isDrawn({ id }));
    const candidates = mentions(query, 'hidden', 'archived') ? catalogue.runs : selection.available;
    const passed =
      query === EVERY_RUN ? candidates : candidates.filter((run) => matchesQuery(query, factsOf(run)));
    const runs = sortRuns(passed, order, {
      lastGrowthSec: (id) => status.lastGrowthSec(id),
      value: (name) => column && values.of(name, column.tag, column.statistic),
    });
    const folders = parseGroupChoice(view.get(FOLDERS_KEY));
    const isOpenAtFirst = query !== EVERY_RUN || catalogue.runs.length <= OPEN_RUN_COUNT;
    const foldPaths = new Set([...selection.folds.values()].map(({ path }) => path));
    this.#listed = {
      runs,
      rows: layOutTree(runs, {
        isOpen: (path, isFold) => folders.get(path) ?? (!isFold && isOpenAtFirst),
        isFold: (path) => foldPaths.has(path),
      }),
      hiddenCount: candidates.length - passed.length,
      outCount: catalogue.runs.length - candidates.length,
      filter,
      error: this.#error,
      isNews,
    };
    return this.#listed;
  }

  /** Reads the query; one that cannot be read leaves the last one as it was. */
  #readFilter({ catalogue, view }: Session): void {
    const text = view.get(FILTER_KEY) ?? '';
    if (this.#taggedRuns !== catalogue.runs) {
      this.#taggedRuns = catalogue.runs;
      this.#tags = new Set(catalogue.runs.flatMap(({ tagsByPlugin }) => tagsByPlugin.get('scalars') ?? []));
    } else if (text === this.#filter.text && !this.#error) return;
    const query = parseRunQuery(text);
    const error = query instanceof QueryError ? query : this.#findUnknownTag(query);
    if (error?.message !== this.#error?.message || error?.at !== this.#error?.at) this.#error = error;
    if (!error && !(query instanceof QueryError) && text !== this.#filter.text)
      this.#filter = { text, query };
  }

  #findUnknownTag(query: RunQuery): QueryError | undefined {
    const term = findValueTerms(query).find(({ tag }) => !this.#tags.has(tag));
    if (!term) return undefined;
    const nearest = findNearestNames(this.#tags, term.tag, 2).map((tag) => `“${tag}”`);
    const advice = nearest.length > 0 ? `like it: ${nearest.join(', ')}` : 'in a name, put it in quotes';
    return new QueryError(`No run has a tag “${term.tag}”; ${advice}`, term.at, term.end);
  }
}

/** Opens or closes a folder of the run list. */
export function setFolderOpen({ view }: Session, path: string, isOpen: boolean): void {
  const choice = new Map(parseGroupChoice(view.get(FOLDERS_KEY))).set(path, isOpen);
  view.set(FOLDERS_KEY, formatGroupChoice(choice));
}
