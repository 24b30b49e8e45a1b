import { Observable } from '../base/observable.ts';
import { findValueTerms, mentions, type RunQuery } from '../base/run-query.ts';
import type { Fold } from '../base/find-folds.ts';
import type { RunGroup } from '../base/group-runs.ts';
import type { ColourStorage } from './run-colours.ts';
import { readFacts } from './run-facts.ts';
import { RunLooks } from './run-looks.ts';
import {
  computeDrawn,
  DEFAULT_RULE,
  DRAWN_BY_DEFAULT,
  findQueries,
  formatRule,
  isInFolder,
  onlyFolder,
  onlyRuns,
  parseRule,
  withFolder,
  withNewRuns,
  withQuery,
  withRun,
  type FactsOf,
  type RunRule,
} from './run-rule.ts';
import { shortenRule } from './short-rule.ts';
import { SETTINGS } from './setting-list.ts';
import type * as contract from './types.ts';

const URL_KEY = 'runs';

/** What a selection is made from. */
export interface SelectionSources {
  readonly catalogue: contract.Catalogue;
  readonly view: contract.ViewState;
  readonly status: contract.Status;
  readonly values: contract.RunValues;
  readonly views: contract.Views;
  readonly settings: contract.Settings;
  readonly storage: ColourStorage | undefined;
}

/** Which runs are drawn and how. The rule itself lives in the URL; what follows from it is kept here. */
export class RunSelection extends Observable implements contract.RunSelection {
  readonly #sources: SelectionSources;
  readonly #looks: RunLooks;
  #available: readonly contract.RunInfo[] = [];
  #drawnIds: ReadonlySet<number> = new Set();
  #drawn: readonly contract.RunInfo[] = [];
  #focused: number | undefined;
  #ruleText: string | undefined;
  #rule: RunRule = DEFAULT_RULE;
  #queries: readonly RunQuery[] = [];
  #shownLooks = '';
  /** What was drawn before one run or folder was isolated, and the rule that isolates it. */
  #isolation: { readonly before: RunRule; readonly text: string | undefined } | undefined;

  constructor(sources: SelectionSources) {
    super();
    const { catalogue, view, status, values, views, settings, storage } = sources;
    this.#sources = sources;
    this.#looks = new RunLooks(settings, views, storage);
    this.#readRule();
    catalogue.subscribe(() => {
      if (this.#focused !== undefined && !catalogue.runById(this.#focused)) this.#focused = undefined;
      this.#recompute();
      this.changed();
    });
    view.subscribe(() => {
      if (view.get(URL_KEY) === this.#ruleText) return;
      this.#readRule();
      this.changed();
    });
    settings.subscribe(() => {
      if (this.#looksText() === this.#shownLooks) return;
      this.#updateLooks();
      this.changed();
    });
    views.subscribe(() => {
      this.#recompute();
      this.changed();
    });
    values.subscribe(() => this.#recomputeIf('value'));
    const endUntilAll = status.subscribe(() => {
      if (!status.value?.caughtUp) return;
      endUntilAll();
      this.#updateLooks();
      this.changed();
    });
    status.subscribe(() => this.#recomputeIf('live', 'idle', 'finished', 'updated', 'started'));
  }

  get drawn(): readonly contract.RunInfo[] {
    return this.#drawn;
  }

  get available(): readonly contract.RunInfo[] {
    return this.#available;
  }

  get isLimited(): boolean {
    return this.#rule === DEFAULT_RULE && this.#available.length > DRAWN_BY_DEFAULT;
  }

  get areNewRunsDrawn(): boolean {
    return this.#rule.terms.every(({ kind }) => kind !== 'since');
  }

  get focused(): number | undefined {
    return this.#focused;
  }

  get folds(): ReadonlyMap<number, Fold> {
    return this.#looks.folds;
  }

  isDrawn({ id }: Pick<contract.RunInfo, 'id'>): boolean {
    return this.#drawnIds.has(id);
  }

  get groups(): readonly RunGroup<contract.RunInfo>[] {
    return this.#looks.groups;
  }

  groupToken(name: string): string {
    return this.#looks.groupToken(name);
  }

  groupDash(name: string): readonly number[] {
    return this.#looks.groupDash(name);
  }

  labelOf({ name }: contract.RunInfo): string {
    return this.#sources.views.wordsOf(name).alias ?? name;
  }

  colourToken(run: contract.RunInfo): string {
    return this.#looks.token(run);
  }

  dash(run: contract.RunInfo): readonly number[] {
    return this.#looks.dash(run);
  }

  focus(runId: number | undefined): void {
    if (runId === this.#focused) return;
    this.#focused = runId;
    this.changed();
  }

  isolate(run: contract.RunInfo): void {
    this.#isolate(onlyRuns([run.name]), ({ id }) => id === run.id);
  }

  isolateFolder(path: string): void {
    this.#isolate(onlyFolder(path), ({ name }) => isInFolder(name, path));
  }

  endIsolation(): boolean {
    const isolation = this.#isolation;
    this.#isolation = undefined;
    if (!isolation || isolation.text !== this.#ruleText) return false;
    this.#use(isolation.before);
    return true;
  }

  setDrawn(run: contract.RunInfo, isDrawn: boolean): void {
    this.#useShort(withRun(this.#rule, run, isDrawn, this.#available, this.#factsOf));
  }

  setFolder(path: string, isDrawn: boolean): void {
    this.#useShort(withFolder(this.#rule, path, isDrawn, this.#available, this.#factsOf));
  }

  setMatching(query: string, isDrawn: boolean): void {
    this.#use(withQuery(this.#rule, query, isDrawn, this.#available, this.#factsOf));
  }

  drawOnly(query: string): void {
    this.#use({ base: 'none', terms: [{ kind: 'query', text: query, isDrawn: true }] });
  }

  setNewRunsDrawn(areDrawn: boolean): void {
    this.#use(withNewRuns(this.#rule, areDrawn, this.#sources.status.nowSec ?? 0));
  }

  get #factsOf(): FactsOf {
    return readFacts(this.#sources);
  }

  /** By way of the URL, which tells us in turn: back and forward, which undo and redo it, take the same path. */
  #use(rule: RunRule): void {
    this.#sources.view.set(URL_KEY, formatRule(rule), { push: true });
  }

  #useShort(rule: RunRule): void {
    this.#use(shortenRule(rule, this.#available, this.#factsOf));
  }

  /** Draws only those that `rule` draws and `isIt` says; when they already are, what was drawn before. */
  #isolate(rule: RunRule, isIt: (run: contract.RunInfo) => boolean): void {
    const wantedCount = this.#available.filter(isIt).length;
    if (this.#drawn.length === wantedCount && this.#drawn.every(isIt)) {
      if (!this.endIsolation()) this.#use(DEFAULT_RULE);
      return;
    }
    // From one isolation to the next, what was drawn before the first is what to go back to.
    const isIsolated = this.#isolation !== undefined && this.#isolation.text === this.#ruleText;
    const before = isIsolated && this.#isolation ? this.#isolation.before : this.#rule;
    this.#isolation = { before, text: formatRule(rule) };
    this.#use(rule);
  }

  #readRule(): void {
    this.#ruleText = this.#sources.view.get(URL_KEY);
    this.#rule = parseRule(this.#ruleText);
    this.#queries = findQueries(this.#rule);
    const tags = this.#queries.flatMap(findValueTerms).map(({ tag }) => tag);
    this.#sources.values.want('selection', tags);
    this.#recompute();
  }

  #recomputeIf(...wanted: Parameters<typeof mentions>[1][]): void {
    if (!this.#queries.some((query) => mentions(query, ...wanted))) return;
    const before = this.#drawn;
    this.#recompute();
    if (this.#drawn !== before) this.changed();
  }

  /** What has not changed stays the same object, so that nothing that depends on it is done again. */
  #recompute(): void {
    const { catalogue, views } = this.#sources;
    const isOut = ({ name }: contract.RunInfo): boolean => {
      const { hidden, archived } = views.wordsOf(name);
      return hidden === true || archived === true;
    };
    this.#available = catalogue.runs.some(isOut)
      ? catalogue.runs.filter((run) => !isOut(run))
      : catalogue.runs;
    const runs = this.#available;
    this.#drawnIds = computeDrawn(this.#rule, runs, this.#factsOf);
    const drawn = runs.filter((run) => this.#drawnIds.has(run.id));
    const isSame = drawn.length === this.#drawn.length && drawn.every((run, at) => run === this.#drawn[at]);
    if (!isSame) this.#drawn = drawn;
    this.#updateLooks();
  }

  #updateLooks(): void {
    this.#shownLooks = this.#looksText();
    const { catalogue, status } = this.#sources;
    this.#looks.update(catalogue.runs, this.#drawn, status.value?.caughtUp === true);
  }

  /** All settings that looks depend on, in one text. */
  #looksText(): string {
    const { settings } = this.#sources;
    return [
      settings.get(SETTINGS.foldRuns),
      settings.get(SETTINGS.colourBy),
      settings.get(SETTINGS.palette),
      settings.get(SETTINGS.groupBy),
    ].join('\0');
  }
}
