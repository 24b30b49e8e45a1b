import { findFolds, type Fold } from '../base/find-folds.ts';
import { groupRuns, parseGrouping, type RunGroup } from '../base/group-runs.ts';
import { captureKey, parseColourRule, type ColourRule } from './colour-rule.ts';
import { ownColourToken } from '../base/own-colour.ts';
import { PALETTES, RunColours, type ColourStorage, type PaletteName } from './run-colours.ts';
import { SETTINGS } from './setting-list.ts';
import type * as contract from './types.ts';

/** Strokes that tell the parts of a fold apart; then over again. */
const PART_DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [1, 2]];
/** Of a run that was never drawn, and of one that the rule of colours says nothing of. */
const GREY = '--rl-text-3';

/** How runs look: their colours and strokes, by run, by fold or by what an expression finds in their names. */
export class RunLooks {
  readonly #settings: contract.Settings;
  readonly #views: Pick<contract.Views, 'wordsOf'>;
  readonly #storage: ColourStorage | undefined;
  /** Of what the colours are: each way has its own, so that they do not depend on what was looked at before. */
  #scheme = '';
  #colours = new RunColours(undefined, '');
  #colouredRuns: readonly contract.RunInfo[] | undefined;
  #isSettled = false;
  #groups: readonly RunGroup<contract.RunInfo>[] = [];
  /** Name of the first group of each run, by its id. */
  #groupByRun: ReadonlyMap<number, string> = new Map();
  #rule: ColourRule = { kind: 'run' };
  #ruleText = '';
  #folds: ReadonlyMap<number, Fold> = new Map();
  #foldedRuns: readonly contract.RunInfo[] | undefined;
  #hasFolds = false;
  /** What the parts of each fold are coloured as, by its path: the first of them to start. */
  #firstByFold: ReadonlyMap<string, string> = new Map();

  constructor(
    settings: contract.Settings,
    views: Pick<contract.Views, 'wordsOf'>,
    storage: ColourStorage | undefined,
  ) {
    this.#settings = settings;
    this.#views = views;
    this.#storage = storage;
  }

  get folds(): ReadonlyMap<number, Fold> {
    return this.#folds;
  }

  /** The drawn runs in groups; none while they are not grouped. */
  get groups(): readonly RunGroup<contract.RunInfo>[] {
    return this.#groups;
  }

  /**
   * Works out the looks of all runs, in catalogue order. Drawn or not, each has a colour, so that a link shows the same ones
   * to everybody. `areAll` = the server has read every run: colours are kept from then on.
   */
  update(runs: readonly contract.RunInfo[], drawn: readonly contract.RunInfo[], areAll: boolean): void {
    const hasFolds = this.#settings.get(SETTINGS.foldRuns);
    if (this.#foldedRuns !== runs || this.#hasFolds !== hasFolds) {
      this.#folds = hasFolds ? findFolds(runs) : new Map();
      this.#foldedRuns = runs;
      this.#hasFolds = hasFolds;
      this.#firstByFold = this.#findFirstByFold(runs);
    }
    const groupBy = this.#settings.get(SETTINGS.groupBy);
    const grouping = parseGrouping(groupBy);
    const labelsOf = (name: string): readonly string[] => this.#views.wordsOf(name).labels ?? [];
    const groups = groupRuns(drawn, grouping, labelsOf);
    // What has not changed stays the same object, so that nothing that depends on it is done again.
    if (!areSameGroups(groups, this.#groups)) {
      this.#groups = groups;
      const byRun = groups.flatMap(({ name, runs: members }) => members.map(({ id }) => [id, name] as const));
      this.#groupByRun = new Map(byRun.toReversed());
    }
    const ruleText = this.#settings.get(SETTINGS.colourBy);
    if (ruleText !== this.#ruleText) {
      this.#ruleText = ruleText;
      this.#rule = parseColourRule(ruleText);
    }
    const isNewScheme = this.#chooseScheme(grouping.by === 'none' ? undefined : groupBy);
    const isNews = isNewScheme || this.#colouredRuns !== runs || (areAll && !this.#isSettled);
    // Labels change without the runs.
    if (!isNews && grouping.by !== 'label') return;
    this.#colouredRuns = runs;
    this.#isSettled ||= areAll;
    const keys =
      grouping.by === 'none'
        ? runs.flatMap((run) => this.#keyOf(run) ?? [])
        : inOrderOfRuns(groupRuns(runs, grouping, labelsOf), runs).map(({ name }) => name);
    this.#colours.assign(keys, this.#isSettled);
  }

  /** True when what is coloured has changed: runs, parts of folds, groups, or what an expression finds. */
  #chooseScheme(groupBy: string | undefined): boolean {
    const isByRun = groupBy === undefined && this.#rule.kind === 'run';
    const ofRuns = this.#hasFolds ? 'runs' : 'unfolded';
    const scheme = isByRun ? ofRuns : (groupBy ?? this.#ruleText);
    const isNew = scheme !== this.#scheme;
    if (isNew) {
      this.#scheme = scheme;
      this.#colours = new RunColours(isByRun ? this.#storage : undefined, `runlight-colours-${scheme}`);
    }
    return isNew;
  }

  /** `runs` in catalogue order: the first to start comes first. */
  #findFirstByFold(runs: readonly contract.RunInfo[]): Map<string, string> {
    const firsts = new Map<string, string>();
    for (const { id, name } of runs) {
      const path = this.#folds.get(id)?.path;
      if (path !== undefined && !firsts.has(path)) firsts.set(path, name);
    }
    return firsts;
  }

  /** Name of a token: "--rl-run-7". */
  token(run: contract.RunInfo): string {
    const key = this.#keyOf(run);
    const palette = this.#settings.get(SETTINGS.palette);
    const { colour } = this.#views.wordsOf(run.name);
    if (colour !== undefined) return toToken(colour, palette);
    return (key === undefined ? undefined : this.#colours.token(key, palette)) ?? GREY;
  }

  groupToken(name: string): string {
    return this.#colours.token(name, this.#settings.get(SETTINGS.palette)) ?? GREY;
  }

  groupDash(name: string): readonly number[] {
    return this.#colours.dash(name, this.#settings.get(SETTINGS.palette));
  }

  /** Canvas dash pattern. */
  dash(run: contract.RunInfo): readonly number[] {
    const fold = this.#folds.get(run.id);
    if (fold) return PART_DASHES[fold.index % PART_DASHES.length] ?? [];
    const key = this.#keyOf(run);
    return key === undefined ? [] : this.#colours.dash(key, this.#settings.get(SETTINGS.palette));
  }

  /** What has a colour of its own: a run's name, that of the first run of its fold, its group, or what was captured. */
  #keyOf({ id, name }: contract.RunInfo): string | undefined {
    if (this.#groups.length > 0) return this.#groupByRun.get(id);
    if (this.#rule.kind === 'pattern') return captureKey(name, this.#rule.pattern);
    return this.#firstByFold.get(this.#folds.get(id)?.path ?? '') ?? name;
  }
}

/** As their first runs are in the catalogue: a group that comes later does not change the colours of those before. */
function inOrderOfRuns(
  groups: readonly RunGroup<contract.RunInfo>[],
  runs: readonly contract.RunInfo[],
): RunGroup<contract.RunInfo>[] {
  const places = new Map(runs.map(({ id }, place) => [id, place]));
  const placeOf = ({ runs: [first] }: RunGroup<contract.RunInfo>): number =>
    (first && places.get(first.id)) ?? Infinity;
  return groups.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** A colour that was chosen: one of the palette, or any other, for which the page defines a token. */
function toToken(colour: string, palette: PaletteName): string {
  const { prefix, count } = PALETTES[palette];
  const number = /^run-(\d+)$/.exec(colour)?.[1];
  return number === undefined ? ownColourToken(colour) : `${prefix}${((Number(number) - 1) % count) + 1}`;
}

function areSameGroups(a: RunLooks['groups'], b: RunLooks['groups']): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, runs }, index) => {
      const other = b[index];
      return (
        name === other?.name &&
        runs.length === other.runs.length &&
        runs.every((run, at) => run === other.runs[at])
      );
    })
  );
}
