import { setTimeout as wait } from 'node:timers/promises';
import type { runlight } from '../../../../proto/generated/live.js';
import { columnBytes } from '../../../live/columns.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../../../live/live-topic.ts';
import { ALIGNMENTS, BANDS, CENTRES } from '../../../query/groups/band-query.ts';
import type { BandQuery, GroupBand, GroupMember } from '../../../query/groups/group-band.ts';
import type { SeriesStore, StoreChange } from '../../../store/series-store.ts';
import { parseTopicQuery } from '../topic-query.ts';
import { BandCache, bandKey } from './band-cache.ts';
import { memberOf } from './find-members.ts';
import { RowLimit } from './row-limit.ts';

type GroupsTopicMessage = runlight.live.IScalarGroupsTopic;
type BandMessage = runlight.live.GroupBand.$Properties;

/** A band is made anew from all its points: at most this often, and for at most this share of the time. */
const MIN_PAUSE_MS = 500;
const PAUSE_PER_WORK = 4;
/** Other subscriptions of the connection wait no longer for a band: then it is sent at a later look. */
const WAIT_MS = 30;

interface Group {
  readonly id: number;
  readonly runs: readonly number[];
}

/** One tag over groups of runs: each group whole at first, and again when one of its runs has changed. */
class ScalarGroupsTopic implements LiveTopic {
  readonly runs: readonly number[];
  readonly #id: number;
  readonly #store: SeriesStore;
  readonly #cache: BandCache;
  readonly #tag: string;
  readonly #xTag: string | undefined;
  readonly #groups: readonly Group[];
  readonly #query: BandQuery;
  readonly #members: ReadonlySet<number>;
  /** What the bands that were sent follow from, by group. */
  readonly #sentKeys = new Map<number, string>();
  #hasAnswered = false;
  #isStale = true;
  #notBeforeMs = 0;
  /** What is being computed, or waits to be sent. */
  #pending: Promise<ServerMessage | undefined> | undefined;
  #isReady = false;

  constructor(id: number, topic: GroupsTopicMessage, store: SeriesStore, cache: BandCache) {
    this.#id = id;
    this.#store = store;
    this.#cache = cache;
    this.#tag = topic.tag ?? '';
    this.#groups = (topic.groups ?? []).map((group) => ({
      id: group.id ?? 0,
      runs: [...new Set(group.runs)],
    }));
    this.#members = new Set(this.#groups.flatMap(({ runs }) => runs));
    this.runs = [...this.#members];
    this.#query = parseQuery(topic);
    this.#xTag = this.#query.axis === 'tag' ? (topic.xTag ?? '') : undefined;
  }

  /** What came too early is taken up by a later look: connections ask several times a second, whatever has changed. */
  concerns(change: StoreChange): boolean {
    this.#isStale ||= this.#isAbout(change);
    return this.#pending ? this.#isReady : this.#isStale && performance.now() >= this.#notBeforeMs;
  }

  async next(): Promise<ServerMessage | undefined> {
    if (!this.#pending && !this.#isStale) return undefined;
    this.#pending ??= this.#compute().finally(() => (this.#isReady = true));
    // Nobody may be waiting when it fails: who asks next is told.
    this.#pending.catch(() => {});
    await Promise.race([this.#pending, wait(WAIT_MS)]);
    if (!this.#isReady) return undefined;
    const message = this.#pending;
    this.#pending = undefined;
    this.#isReady = false;
    return message;
  }

  async #compute(): Promise<ServerMessage | undefined> {
    this.#isStale = false;
    const startMs = performance.now();
    const groups: BandMessage[] = [];
    const gone: number[] = [];
    const rows = new RowLimit();
    for (const { id, runs } of this.#groups) {
      const members = this.#membersOf(runs);
      if (members.length === 0) {
        if (this.#sentKeys.delete(id)) gone.push(id);
        continue;
      }
      const key = bandKey(members, this.#query);
      if (this.#sentKeys.get(id) === key) continue;
      const band = await this.#cache.band(members, this.#query);
      rows.add(band);
      this.#sentKeys.set(id, key);
      groups.push(bandMessage(id, members.length, band, this.#query));
    }
    const endMs = performance.now();
    this.#notBeforeMs = endMs + Math.max(MIN_PAUSE_MS, PAUSE_PER_WORK * (endMs - startMs));
    if (groups.length === 0 && gone.length === 0 && this.#hasAnswered) return undefined;
    this.#hasAnswered = true;
    return { scalarGroups: { id: this.#id, groups, gone } };
  }

  #isAbout({ removedRuns, series }: StoreChange): boolean {
    for (const run of removedRuns) if (this.#members.has(run)) return true;
    for (const { tag, run } of series)
      if ((tag === this.#tag || tag === this.#xTag) && this.#members.has(run.id)) return true;
    return false;
  }

  #membersOf(runs: readonly number[]): GroupMember[] {
    return runs.flatMap((run) => {
      const series = this.#store.runById(run)?.series.get(this.#tag);
      return series?.kind === 'scalar' ? [memberOf(series, this.#xTag)] : [];
    });
  }
}

/** Makes the topics of groups of runs. */
export function scalarGroupsTopics(store: SeriesStore): LiveTopicFactory {
  const cache = new BandCache();
  return (id, { scalarGroups }) =>
    scalarGroups ? new ScalarGroupsTopic(id, scalarGroups, store, cache) : undefined;
}

/** Reads the query of a topic's message; proto/live.proto says what its numbers mean. */
function parseQuery(topic: GroupsTopicMessage): BandQuery {
  return {
    ...parseTopicQuery(topic),
    centre: CENTRES[topic.centre ?? 0] ?? 'mean',
    band: BANDS[topic.band ?? 0] ?? 'std',
    align: ALIGNMENTS[topic.align ?? 0] ?? 'last',
    ddof: topic.ddof ? 1 : 0,
  };
}

function bandMessage(group: number, runs: number, band: GroupBand, query: BandQuery): BandMessage {
  const { rows, keptInRange, firstX, lastX, lowest, highest } = band;
  const isEmpty = firstX > lastX;
  const hasBand = query.band !== 'none';
  return {
    group,
    runs,
    keptInRange,
    approximate: band.isApproximate,
    xs: columnBytes(rows.xs),
    centres: columnBytes(rows.centres),
    lows: hasBand ? columnBytes(rows.lows) : new Uint8Array(0),
    highs: hasBand ? columnBytes(rows.highs) : new Uint8Array(0),
    counts: columnBytes(rows.counts),
    leftOut: rows.leftOut.some((count) => count > 0) ? columnBytes(rows.leftOut) : new Uint8Array(0),
    firstX: isEmpty ? 0 : firstX,
    lastX: isEmpty ? 0 : lastX,
    lowest,
    highest,
    nonFiniteCount: band.nonFiniteCount,
  };
}
