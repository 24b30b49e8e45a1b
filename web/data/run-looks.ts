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
  readonly #colours: RunColours;
  #groups: readonly RunGroup<contract.RunInfo>[] = [];
  /** Name of the first group of each run, by its id. */
  #groupByRun: ReadonlyMap<number, string> = new Map();
  #rule: ColourRule = { kind: 'run' };
  #ruleText = '';
  #folds: ReadonlyMap<number, Fold> = new Map();
  #foldedRuns: readonly contract.RunInfo[] | undefined;
  #hasFolds = false;

  constructor(
    settings: contract.Settings,
    views: Pick<contract.Views, 'wordsOf'>,
    storage: ColourStorage | undefined,
  ) {
    this.#settings = settings;
    this.#views = views;
    this.#colours = new RunColours(storage);
  }

  get folds(): ReadonlyMap<number, Fold> {
    return this.#folds;
  }

  /** The drawn runs in groups; none while they are not grouped. */
  get groups(): readonly RunGroup<contract.RunInfo>[] {
    return this.#groups;
  }

  /** Gives colours to what is drawn. The few runs of a small logdir get theirs at once, so that every link shows the same. */
  update(runs: readonly contract.RunInfo[], drawn: readonly contract.RunInfo[]): void {
    const hasFolds = this.#settings.get(SETTINGS.foldRuns);
    if (this.#foldedRuns !== runs || this.#hasFolds !== hasFolds) {
      this.#folds = hasFolds ? findFolds(runs) : new Map();
      this.#foldedRuns = runs;
      this.#hasFolds = hasFolds;
    }
    const grouping = parseGrouping(this.#settings.get(SETTINGS.groupBy));
    const groups = groupRuns(drawn, grouping, (name) => this.#views.wordsOf(name).labels ?? []);
    // What has not changed stays the same object, so that nothing that depends on it is done again.
    if (!areSameGroups(groups, this.#groups)) {
      this.#groups = groups;
      const byRun = groups.flatMap(({ name, runs: members }) => members.map(({ id }) => [id, name] as const));
      this.#groupByRun = new Map(byRun.toReversed());
    }
    if (grouping.by !== 'none') {
      this.#colours.assign(this.#groups.map(({ name }) => groupKey(name)));
      return;
    }
    const ruleText = this.#settings.get(SETTINGS.colourBy);
    if (ruleText !== this.#ruleText) {
      this.#ruleText = ruleText;
      this.#rule = parseColourRule(ruleText);
    }
    const keysOf = (some: readonly contract.RunInfo[]): string[] => [
      ...new Set(some.flatMap((run) => this.#keyOf(run) ?? [])),
    ];
    const all = runs.length <= PALETTES.full.count ? keysOf(runs) : [];
    this.#colours.assign(all.length > 0 ? all : keysOf(drawn));
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
    return this.#colours.token(groupKey(name), this.#settings.get(SETTINGS.palette)) ?? GREY;
  }

  groupDash(name: string): readonly number[] {
    return this.#colours.dash(groupKey(name), this.#settings.get(SETTINGS.palette));
  }

  /** Canvas dash pattern. */
  dash(run: contract.RunInfo): readonly number[] {
    const fold = this.#folds.get(run.id);
    if (fold) return PART_DASHES[fold.index % PART_DASHES.length] ?? [];
    const key = this.#keyOf(run);
    return key === undefined ? [] : this.#colours.dash(key, this.#settings.get(SETTINGS.palette));
  }

  /** What has a colour of its own: a run's name, the path of its fold, or what was captured, which no name begins with. */
  #keyOf({ id, name }: contract.RunInfo): string | undefined {
    if (this.#groups.length > 0) {
      const group = this.#groupByRun.get(id);
      return group === undefined ? undefined : groupKey(group);
    }
    if (this.#rule.kind === 'run') return this.#folds.get(id)?.path ?? name;
    const captured = captureKey(name, this.#rule.pattern);
    return captured === undefined ? undefined : `\0${captured}`;
  }
}

/** What a group's colour is kept by; no run's name begins so. */
function groupKey(name: string): string {
  return `\0group\0${name}`;
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
