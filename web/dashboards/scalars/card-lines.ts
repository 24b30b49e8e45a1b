import type { LineSeries } from '../../charts/line-series.ts';
import type { RunGroup } from '../../base/group-runs.ts';
import type {
  GroupsTopic,
  RunInfo,
  RunSelection,
  ScalarsTopic,
  Session,
  SubscriptionError,
} from '../../data/types.ts';
import { BandFeed } from './band-feed.ts';
import type { ScalarColumns } from './scalar-columns.ts';
import { ScalarFeed } from './scalar-feed.ts';

/** One tag of a chart and the drawn runs that have it. */
export interface CardTag {
  readonly tag: string;
  readonly runs: readonly RunInfo[];
  /** Whether it is drawn against the axis on the right. */
  readonly isOnRight: boolean;
}

/** How the runs of a card are drawn as groups. */
export interface CardGrouping extends Pick<GroupsTopic, 'centre' | 'band' | 'align'> {
  readonly groups: readonly RunGroup<RunInfo>[];
  /** The group, by the id of its line, of which the single runs show as well. */
  readonly openId: number | undefined;
}

/** What a chart asks of every tag alike. */
export type LineOptions = Omit<ScalarsTopic, 'tag' | 'runs' | 'columns'>;

/** One line: whose it is and what is held of it. */
export interface CardLine {
  readonly run: RunInfo;
  /** What the run is called. */
  readonly name: string;
  readonly tag: string;
  readonly columns: ScalarColumns;
}

/**
 * Points that a card asks for in all; with many lines each gets fewer columns, more would not be told apart. The least and the
 * greatest value of each column are among them, so that no spike is lost.
 */
const MAX_POINTS = 128_000;
const POINTS_PER_COLUMN = 4;
const MIN_COLUMNS = 32;
/** Widths are asked for in these steps, so that a window that is being resized does not ask at every pixel. */
const COLUMN_STEP = 64;
/** Beyond so many lines in a plot a column is two pixels wide: what is finer is under other lines, and would be painted. */
const MANY_LINES = 12;
/** Line ids of one tag: a run's id, from so many times the tag's number on; those of groups begin half way. */
const IDS_PER_TAG = 2 ** 24;
const FIRST_GROUP_ID = IDS_PER_TAG / 2;
/** Strokes that tell the tags of a chart apart; then over again. */
const TAG_DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [1, 2]];

/** The stroke of the tag of this number in a chart with several. */
export function tagDash(index: number): readonly number[] {
  return TAG_DASHES[index % TAG_DASHES.length] ?? [];
}

/** The lines of one card: a live subscription for each of its tags, and what has come by them. */
export class CardLines {
  readonly #live: Session['live'];
  readonly #onChanged: (hasNews: boolean) => void;
  readonly #feedByTag = new Map<string, ScalarFeed>();
  readonly #bandFeedByTag = new Map<string, BandFeed>();
  #grouping: CardGrouping | undefined;
  #tags: readonly CardTag[] = [];
  #lineById = new Map<number, CardLine>();

  /** `onChanged` is told whether lines have changed, or only what is known of the subscriptions. */
  constructor(live: Session['live'], onChanged: (hasNews: boolean) => void) {
    this.#live = live;
    this.#onChanged = onChanged;
  }

  /** Why one of the tags has nothing to show. */
  get error(): SubscriptionError | undefined {
    for (const feed of this.#feeds) if (feed.error) return feed.error;
    return undefined;
  }

  /** Whether the server has answered what was asked for last, for all tags. */
  get hasAnswered(): boolean {
    const feeds = this.#grouping ? this.#bandFeedByTag : this.#feedByTag;
    return [...feeds.values()].every((feed) => feed.hasAnswered);
  }

  /** By the id of their lines, in the order of `build`. */
  get lines(): ReadonlyMap<number, CardLine> {
    return this.#lineById;
  }

  /** Subscribes to these tags, or changes what is subscribed to. `plotWidth` in px. */
  request(
    tags: readonly CardTag[],
    options: LineOptions,
    plotWidth: number,
    grouping: CardGrouping | undefined,
  ): void {
    this.#tags = tags;
    this.#grouping = grouping;
    const wanted = new Set(tags.map(({ tag }) => tag));
    closeOthers(this.#bandFeedByTag, grouping ? wanted : new Set());
    if (grouping) {
      this.#requestGroups(tags, options, plotWidth, grouping);
      return;
    }
    closeOthers(this.#feedByTag, wanted);
    const lineCount = tags.reduce((sum, { runs }) => sum + runs.length, 0);
    const columns = computeColumns(plotWidth, lineCount);
    for (const { tag, runs } of tags) this.#requestRuns(tag, runs, options, columns);
  }

  get #feeds(): readonly (ScalarFeed | BandFeed)[] {
    return [...this.#feedByTag.values(), ...this.#bandFeedByTag.values()];
  }

  /** Bands of all groups, and the runs of the one that is open. */
  #requestGroups(
    tags: readonly CardTag[],
    options: LineOptions,
    plotWidth: number,
    { groups, openId, centre, band, align }: CardGrouping,
  ): void {
    const open = openId === undefined ? undefined : groups[openId - FIRST_GROUP_ID];
    closeOthers(this.#feedByTag, open ? new Set(tags.map(({ tag }) => tag)) : new Set());
    const columns = computeColumns(plotWidth, groups.length * tags.length);
    const wanted = groups.map(({ runs }, index) => ({
      id: FIRST_GROUP_ID + index,
      runs: runs.map(({ id }) => id),
    }));
    for (const { tag } of tags) {
      let feed = this.#bandFeedByTag.get(tag);
      if (!feed) this.#bandFeedByTag.set(tag, (feed = new BandFeed(this.#live, this.#onChanged)));
      feed.request({ ...options, tag, groups: wanted, columns, centre, band, align });
      if (open) this.#requestRuns(tag, open.runs, options, computeColumns(plotWidth, open.runs.length));
    }
  }

  #requestRuns(tag: string, runs: readonly RunInfo[], options: LineOptions, columns: number): void {
    let feed = this.#feedByTag.get(tag);
    if (!feed) this.#feedByTag.set(tag, (feed = new ScalarFeed(this.#live, this.#onChanged)));
    feed.request({ ...options, tag, runs: runs.map(({ id }) => id), columns });
  }

  /** Asks again after an error. */
  retry(): void {
    for (const feed of this.#feeds) if (feed.error) feed.retry();
  }

  close(): void {
    closeOthers(this.#feedByTag, new Set());
    closeOthers(this.#bandFeedByTag, new Set());
    this.#lineById = new Map();
  }

  /** What has come, as lines of a chart: colour by run, dash by tag where there are several. */
  build(
    selection: RunSelection,
    liveRuns: ReadonlySet<number>,
    axis: LineOptions['axis'],
    hasRawLine: boolean,
  ): LineSeries[] {
    if (this.#grouping) return this.#buildGroups(this.#grouping, selection, axis);
    const series: LineSeries[] = [];
    const lineById = new Map<number, CardLine>();
    const hasSeveral = this.#tags.length > 1;
    for (const [index, { tag, runs, isOnRight }] of this.#tags.entries()) {
      const feed = this.#feedByTag.get(tag);
      for (const run of runs) {
        const columns = feed?.columnsOf(run.id);
        if (!columns || columns.length === 0) continue;
        const id = index * IDS_PER_TAG + run.id;
        lineById.set(id, { run, name: selection.labelOf(run), tag, columns });
        const look = {
          id,
          group: run.id,
          label: hasSeveral ? `${selection.labelOf(run)} · ${tag}` : selection.labelOf(run),
          colourToken: selection.colourToken(run),
          dash: hasSeveral ? tagDash(index) : selection.dash(run),
          isLive: liveRuns.has(run.id),
          isOnRight,
        };
        series.push(columns.buildLine(look, axis, hasRawLine));
      }
    }
    this.#lineById = lineById;
    return series;
  }

  /** A line with a band for each group, behind it the runs of the one that is open. */
  #buildGroups(
    { groups, openId }: CardGrouping,
    selection: RunSelection,
    axis: LineOptions['axis'],
  ): LineSeries[] {
    const series: LineSeries[] = [];
    const lineById = new Map<number, CardLine>();
    const hasSeveral = this.#tags.length > 1;
    for (const [tagIndex, { tag, isOnRight }] of this.#tags.entries()) {
      const suffix = hasSeveral ? ` · ${tag}` : '';
      for (const [index, { name, runs }] of groups.entries()) {
        const group = FIRST_GROUP_ID + index;
        const look = {
          group,
          colourToken: selection.groupToken(name),
          dash: hasSeveral ? tagDash(tagIndex) : selection.groupDash(name),
          isLive: false,
          isOnRight,
        };
        for (const run of group === openId ? runs : []) {
          const columns = this.#feedByTag.get(tag)?.columnsOf(run.id);
          if (!columns || columns.length === 0) continue;
          const id = tagIndex * IDS_PER_TAG + run.id;
          const label = selection.labelOf(run);
          lineById.set(id, { run, name: label, tag, columns });
          series.push(columns.buildLine({ ...look, id, label: label + suffix, isFaint: true }, axis, false));
        }
        const columns = this.#bandFeedByTag.get(tag)?.columnsOf(group);
        if (!columns || columns.length === 0) continue;
        const id = tagIndex * IDS_PER_TAG + group;
        lineById.set(id, { run: standInFor(group, name), name, tag, columns });
        series.push(columns.buildLine({ ...look, id, label: name + suffix }, axis));
      }
    }
    this.#lineById = lineById;
    return series;
  }
}

/** A group where the chart's parts look for a run. */
function standInFor(id: number, name: string): RunInfo {
  return { id, name, startTime: 0, tagsByPlugin: new Map() };
}

/** The id of the lines of the group that a run is in, for lighting it; undefined for a run in none. */
export function findGroupId(groups: readonly RunGroup<RunInfo>[], run: number): number | undefined {
  if (run >= FIRST_GROUP_ID) return run;
  const index = groups.findIndex(({ runs }) => runs.some(({ id }) => id === run));
  return index < 0 ? undefined : FIRST_GROUP_ID + index;
}

/** Ends the feeds of all tags but these. */
function closeOthers(feedByTag: Map<string, ScalarFeed | BandFeed>, wanted: ReadonlySet<string>): void {
  for (const [tag, feed] of feedByTag) {
    if (wanted.has(tag)) continue;
    feed.close();
    feedByTag.delete(tag);
  }
}

function computeColumns(plotWidth: number, lineCount: number): number {
  const pixels = Math.ceil(plotWidth / COLUMN_STEP) * COLUMN_STEP;
  const width = lineCount > MANY_LINES ? pixels / 2 : pixels;
  const affordable = Math.floor(MAX_POINTS / POINTS_PER_COLUMN / Math.max(1, lineCount));
  return Math.max(MIN_COLUMNS, Math.min(width, affordable));
}
