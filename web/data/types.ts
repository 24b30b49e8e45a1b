import type { Fold } from '../base/find-folds.ts';
import type { Observable } from '../base/observable.ts';
import type { RunGroup } from '../base/group-runs.ts';
import type { Statistic } from '../base/run-query.ts';
import type { RunsPatch, RunWords } from '../../proto/api/views.ts';

import type { runlight } from '../../proto/generated/live.js';
import type { CardChoices } from './card-choices.ts';
import type { Axis, GroupAlign, GroupBand, GroupCentre } from './setting-list.ts';
import type { Setting } from './setting.ts';
import type { SmoothingKind } from './smoothing.ts';

export type { RunWordsPatch } from '../../proto/api/views.ts';

type Live = typeof runlight.live;
export type ScalarsUpdate = InstanceType<Live['ScalarsUpdate']>;
export type GroupsUpdate = InstanceType<Live['ScalarGroupsUpdate']>;
export type HistogramsUpdate = InstanceType<Live['HistogramsUpdate']>;
export type StatusUpdate = InstanceType<Live['StatusUpdate']>;

/** One run of the catalogue. */
export interface RunInfo {
  readonly id: number;
  /** Directory relative to the logdir, "." for the root. */
  readonly name: string;
  /** Wall time of the first event in seconds; 0 when unknown. */
  readonly startTime: number;
  /** Its tags, sorted, by plugin name. */
  readonly tagsByPlugin: ReadonlyMap<string, readonly string[]>;
}

/** All runs and tags, live. */
export interface Catalogue extends Observable {
  /** In TensorBoard's order: by start time (unknown last), then name. */
  readonly runs: readonly RunInfo[];
  /** False until the first snapshot has arrived. */
  readonly isReady: boolean;
  runById(id: number): RunInfo | undefined;
}

/** Which runs are drawn, in which colour, and which one the pointer is on. */
export interface RunSelection extends Observable {
  isDrawn(run: Pick<RunInfo, 'id'>): boolean;
  /** Runs that are parts of one, by id; none while folding is off. */
  readonly folds: ReadonlyMap<number, Fold>;
  /** The drawn runs in catalogue order. */
  readonly drawn: readonly RunInfo[];
  /** Runs that are neither hidden nor archived, in catalogue order: the only ones that can be drawn. */
  readonly available: readonly RunInfo[];
  /** The drawn runs in groups, in natural order of their names; none while runs are not grouped. */
  readonly groups: readonly RunGroup<RunInfo>[];
  /** The colour of a group, as `colourToken`. */
  groupToken(name: string): string;
  /** The strokes of a group's line, as `dash`. */
  groupDash(name: string): readonly number[];
  /** What a run is called: its alias, or its name. */
  labelOf(run: RunInfo): string;
  /** True while only the newest runs are drawn, because there are very many and nobody has chosen yet. */
  readonly isLimited: boolean;
  /**
   * The run's colour as the name of a token: "--rl-run-7". Given in catalogue order to all runs, drawn or not, and kept by
   * name: the same on every dashboard and in every browser. Parts of a fold share one. Resolve it with `tokenValue`
   * (web/theme/theme.ts) before handing it to a canvas.
   */
  colourToken(run: RunInfo): string;
  /** Canvas dash pattern; tells runs of one colour apart. */
  dash(run: RunInfo): readonly number[];
  /** Run under the pointer, on any card or in the run list. */
  readonly focused: number | undefined;
  focus(runId: number | undefined): void;
  /** Draws only this run, or what was drawn before when it already is the only one. */
  isolate(run: RunInfo): void;
  /** Draws again what was drawn before a run was isolated; false when none is. */
  endIsolation(): boolean;
  setDrawn(run: RunInfo, isDrawn: boolean): void;
  /**
   * Draws or hides all runs of a folder, a path that ends with "/", also those that appear later: what is below it, and
   * the run of its own files.
   */
  setFolder(path: string, isDrawn: boolean): void;
  /** Draws only the runs of a folder, or what was drawn before when they already are the only ones. */
  isolateFolder(path: string): void;
  /** Draws or hides all runs that a query finds (see run-query.ts), also those that appear later. Empty = all. */
  setMatching(query: string, isDrawn: boolean): void;
  /** Draws only what a query finds, now and later. */
  drawOnly(query: string): void;
  /** Whether runs that start from now on are drawn as the rule says; else they are not. */
  readonly areNewRunsDrawn: boolean;
  setNewRunsDrawn(areDrawn: boolean): void;
}

/** Last, lowest and highest values of tags in all runs, fetched while somebody wants them. */
export interface RunValues extends Observable {
  /** Says which tags an owner ("selection", "run-list") wants from now on. */
  want(owner: string, tags: readonly string[]): void;
  /** Counts up whenever values have come. */
  readonly version: number;
  /** Undefined when the run has no such tag, or nothing has come yet. */
  of(run: string, tag: string, statistic: Statistic): number | undefined;
}

/** A view that somebody has saved. */
export interface SavedView {
  readonly name: string;
  /** Of the address, without "?". */
  readonly query: string;
  /** What the bare address shows. */
  readonly isDefault: boolean;
}

/** What people have said about runs, and the views that they saved. Kept by the server, live. */
export interface Views extends Observable {
  /** False until the first answer has arrived. */
  readonly isReady: boolean;
  /** Counts up with every change. */
  readonly version: number;
  /** Nothing but an empty object for a run of which nothing was said. */
  wordsOf(run: string): RunWords;
  /** All labels that any run has, in order. */
  readonly labels: readonly string[];
  /** All colours that were chosen: "#rrggbb", or "run-N". */
  readonly colours: readonly string[];
  /** By name. */
  readonly saved: readonly SavedView[];
  /** Where it all is kept; empty = nowhere for longer than the server runs. */
  readonly file: string;
  /** Why nothing can be changed; empty when it can. */
  readonly readOnly: string;
  /** Changes what is said of runs; it shows when the server tells. Throws RequestError. */
  change(patch: RunsPatch): Promise<void>;
  /** Saves a view under a name, in place of the one that has it. Throws RequestError. */
  save(name: string, query: string, isDefault?: boolean): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What the server last said about itself. */
export interface Status extends Observable {
  /** undefined until the first has arrived. */
  readonly value: StatusUpdate | undefined;
  /** The server's wall clock now, in seconds; compare its times with this, not with the browser's clock. */
  readonly nowSec: number | undefined;
  /** The server's wall clock, in seconds, when the files of a run last changed; undefined when it has not said. */
  lastGrowthSec(runId: number): number | undefined;
}

/** What of the page's state is in its URL: `?axis=wall&smoothing=0.6`. Values that equal the default are left out. */
export interface ViewState extends Observable {
  get(key: string): string | undefined;
  /** undefined removes the key. `push` makes a history entry (default: replaces the current one). */
  set(key: string, value: string | undefined, options?: { push?: boolean }): void;
  /** Whether nothing at all is in the URL. */
  readonly isBare: boolean;
  /** All of it, as it stands in the address after the "?". */
  readonly query: string;
  /** Takes over a whole view in place of this one: a saved one, say. `push` makes a history entry. */
  open(query: string, options?: { push?: boolean }): void;
  /** The address of this view with one key changed, for links: "?axis=wall&dash=graphs". */
  linkWith(key: string, value: string): string;
}

/** What a person has chosen: see setting-list.ts. Changes when any of it has, also by going back in the history. */
export interface Settings extends Observable {
  get<Value>(setting: Setting<Value>): Value;
  set<Value>(setting: Setting<Value>, value: NoInfer<Value>): void;
  /** All settings as they were at first. Pins, groups and single cards stay. */
  reset(): void;
}

/** Connection to the server. */
export interface LiveConnection extends Observable {
  readonly state: 'connecting' | 'open' | 'lost';
  /** While lost: performance.now() of the loss and of the next try. */
  readonly lostAt: number | undefined;
  readonly retryAt: number | undefined;
  retryNow(): void;
  /** While true what is shown stays as it is; what is newly asked for comes once. */
  isPaused: boolean;
  /**
   * Subscribes, again after each reconnect. Returns a handle to change or end it. The first update after any of
   * these carries everything anew; none of an earlier topic arrives after a change.
   *
   * Of scalars what has come stays held when the topic changes, and the first update after that carries the difference
   * alone. Before it updates of an earlier topic may still arrive (`isLate`): they count, too.
   */
  subscribeScalars(
    topic: ScalarsTopic,
    onUpdate: (update: ScalarsUpdate, isLate: boolean) => void,
    onError?: (error: SubscriptionError) => void,
  ): LiveSubscription<ScalarsTopic>;
  subscribeGroups(
    topic: GroupsTopic,
    onUpdate: (update: GroupsUpdate) => void,
    onError?: (error: SubscriptionError) => void,
  ): LiveSubscription<GroupsTopic>;
  subscribeHistograms(
    topic: HistogramsTopic,
    onUpdate: (update: HistogramsUpdate) => void,
    onError?: (error: SubscriptionError) => void,
  ): LiveSubscription<HistogramsTopic>;
}

/** Why the server does not serve a subscription: a code of its error catalogue and a sentence. */
export interface SubscriptionError {
  readonly code: string;
  readonly message: string;
}

/** Fields as in proto/live.proto. */
export interface ScalarsTopic {
  readonly tag: string;
  readonly runs: readonly number[];
  readonly axis: Axis;
  readonly columns: number;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Amount of smoothing of that kind; 0 = off. */
  readonly smoothing: number;
  readonly smoothingKind: SmoothingKind;
  /** Also points that a restart superseded. */
  readonly superseded: boolean;
  /** x is reduced after its logarithm was taken. */
  readonly logX: boolean;
  /** Gaps longer than so many median intervals count as one; 0 = off. */
  readonly skipPauses: number;
  /** The tag that is x on the axis "tag". */
  readonly xTag: string;
}

/** One tag over groups of runs; fields as in proto/live.proto. */
export interface GroupsTopic extends Omit<ScalarsTopic, 'runs'> {
  readonly groups: readonly { readonly id: number; readonly runs: readonly number[] }[];
  readonly centre: GroupCentre;
  readonly band: GroupBand;
  readonly align: GroupAlign;
}

export interface HistogramsTopic {
  readonly run: number;
  readonly tag: string;
  /** 0 = all. */
  readonly maxSteps: number;
  /** Range of steps. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Instead: only those nearest to these steps; ∞ = the last. */
  readonly atSteps?: readonly number[] | undefined;
  /** Numbers computed from the buckets instead of the buckets. */
  readonly measures?: readonly string[] | undefined;
  /** The step that drift is measured from. */
  readonly against?: number | undefined;
}

export interface LiveSubscription<Topic> {
  /** Replaces the topic. */
  update(topic: Topic): void;
  close(): void;
}

/** The state that all dashboards share; made once in main.ts and handed down as a property. */
export interface Session {
  readonly live: LiveConnection;
  readonly catalogue: Catalogue;
  readonly selection: RunSelection;
  readonly values: RunValues;
  readonly view: ViewState;
  readonly settings: Settings;
  readonly cards: CardChoices;
  readonly status: Status;
  readonly views: Views;
  /** URL prefix of the server's API, ending in "/": fetch(`${session.base}api/graphs`). */
  readonly base: string;
}

/** One entry of web/dashboards/registry.ts. */
export interface Dashboard {
  /** The same word as on the server and in the URL. */
  readonly id: string;
  readonly title: string;
  /** Plugins whose data it shows: the tab is there when some run has data of one of them. */
  readonly plugins: readonly string[];
  /** Whether the run list stands beside it. */
  readonly hasRunList: boolean;
  /** Tag name of its element, which has a `session` property and fills the main area (toolbar included). */
  readonly element: string;
  /** Loads the module that defines the element. */
  load(): Promise<unknown>;
}
