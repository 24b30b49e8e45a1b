import { Observable } from '../base/observable.ts';
import type { ColourStorage } from './run-colours.ts';
import { RunColours } from './run-colours.ts';
import {
  computeDrawn,
  DEFAULT_RULE,
  DRAWN_BY_DEFAULT,
  formatRule,
  onlyFolder,
  onlyRuns,
  parseRule,
  withFolder,
  withPattern,
  withRun,
  type RunRule,
} from './run-rule.ts';
import type * as contract from './types.ts';

const URL_KEY = 'runs';

/** Which runs are drawn and how. The rule itself lives in the URL; what follows from it is kept here. */
export class RunSelection extends Observable implements contract.RunSelection {
  readonly #catalogue: contract.Catalogue;
  readonly #view: contract.ViewState;
  readonly #colours: RunColours;
  #drawnIds: ReadonlySet<number> = new Set();
  #drawn: readonly contract.RunInfo[] = [];
  #focused: number | undefined;
  #ruleText: string | undefined;
  #rule: RunRule = DEFAULT_RULE;
  /** What was drawn before one run was isolated, and the rule that isolates it. */
  #isolation: { readonly before: RunRule; readonly text: string | undefined } | undefined;

  constructor(catalogue: contract.Catalogue, view: contract.ViewState, storage: ColourStorage | undefined) {
    super();
    this.#catalogue = catalogue;
    this.#view = view;
    this.#colours = new RunColours(storage);
    this.#ruleText = view.get(URL_KEY);
    this.#rule = parseRule(this.#ruleText);
    this.#recompute();
    catalogue.subscribe(() => {
      if (this.#focused !== undefined && !catalogue.runById(this.#focused)) this.#focused = undefined;
      this.#recompute();
      this.changed();
    });
    view.subscribe(() => {
      const text = view.get(URL_KEY);
      if (text === this.#ruleText) return;
      this.#ruleText = text;
      this.#rule = parseRule(text);
      this.#recompute();
      this.changed();
    });
  }

  get drawn(): readonly contract.RunInfo[] {
    return this.#drawn;
  }

  get isLimited(): boolean {
    return this.#rule === DEFAULT_RULE && this.#catalogue.runs.length > DRAWN_BY_DEFAULT;
  }

  get focused(): number | undefined {
    return this.#focused;
  }

  isDrawn(run: contract.RunInfo): boolean {
    return this.#drawnIds.has(run.id);
  }

  colourToken(run: contract.RunInfo): string {
    return this.#colours.token(run.name);
  }

  dash(run: contract.RunInfo): readonly number[] {
    return this.#colours.dash(run.name);
  }

  focus(runId: number | undefined): void {
    if (runId === this.#focused) return;
    this.#focused = runId;
    this.changed();
  }

  isolate(run: contract.RunInfo): void {
    const isOnlyOne = this.#drawn.length === 1 && this.#drawn[0]?.id === run.id;
    if (isOnlyOne) {
      if (!this.endIsolation()) this.#use(DEFAULT_RULE);
      return;
    }
    const rule = onlyRuns([run.name]);
    this.#isolation = { before: this.#isolation?.before ?? this.#rule, text: formatRule(rule) };
    this.#use(rule);
  }

  endIsolation(): boolean {
    const isolation = this.#isolation;
    this.#isolation = undefined;
    if (!isolation || isolation.text !== this.#ruleText) return false;
    this.#use(isolation.before);
    return true;
  }

  setDrawn(run: contract.RunInfo, isDrawn: boolean): void {
    this.#use(withRun(this.#rule, run, isDrawn, this.#catalogue.runs));
  }

  setFolder(path: string, isDrawn: boolean): void {
    this.#use(withFolder(this.#rule, path, isDrawn, this.#catalogue.runs));
  }

  isolateFolder(path: string): void {
    const isOnlyOne = this.#drawn.length > 0 && this.#drawn.every(({ name }) => name.startsWith(path));
    const hasAll = this.#catalogue.runs.every(
      ({ name, id }) => !name.startsWith(path) || this.#drawnIds.has(id),
    );
    this.#use(isOnlyOne && hasAll ? DEFAULT_RULE : onlyFolder(path));
  }

  setMatching(pattern: string, isDrawn: boolean): void {
    this.#use(withPattern(this.#rule, pattern, isDrawn, this.#catalogue.runs.length));
  }

  /** By way of the URL, which tells us in turn: back and forward take the same path. */
  #use(rule: RunRule): void {
    this.#view.set(URL_KEY, formatRule(rule));
  }

  #recompute(): void {
    this.#drawnIds = computeDrawn(this.#rule, this.#catalogue.runs);
    this.#drawn = this.#catalogue.runs.filter((run) => this.#drawnIds.has(run.id));
    this.#colours.assign(this.#drawn.map((run) => run.name));
  }
}
