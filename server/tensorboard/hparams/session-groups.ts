import type { tensorboard } from '../../../proto/generated/plugin-data.js';
import type { SeriesStore } from '../../store/series-store.ts';
import { lastScalarRow } from '../scalar-rows.ts';
import { findScalars } from '../series-index.ts';
import { aggregate } from './aggregate-metrics.ts';
import { passesFilters } from './filter-groups.ts';
import { statusName, type SessionGroupsRequest } from './hparams-request.ts';
import { metricRun } from './metric-run.ts';
import {
  hparamsOf,
  type Experiment,
  type HParam,
  type LoggedHParams,
  type LoggedSession,
} from './sessions.ts';
import { sortGroups } from './sort-groups.ts';

type MetricInfo = tensorboard.plugins.HParamsPluginData.MetricInfo.$Properties;

/** Which series of a session a metric is. */
export interface MetricName {
  readonly group: string;
  readonly tag: string;
}

/** The last point of a metric. */
export interface MetricValue {
  readonly name: MetricName;
  readonly value: number;
  readonly trainingStep: number;
  readonly wallTimeSecs: number;
}

export interface Session {
  readonly name: string;
  readonly startTimeSecs: number;
  readonly endTimeSecs: number;
  readonly status: string;
  readonly modelUri: string;
  readonly monitorUrl: string;
  readonly metricValues: readonly MetricValue[];
}

/** Sessions of the same hyperparameters: a row of the table. */
export interface SessionGroup {
  readonly name: string;
  readonly monitorUrl: string;
  readonly hparams: ReadonlyMap<string, HParam>;
  readonly sessions: readonly Session[];
  /** Of all sessions together. */
  readonly metricValues: readonly MetricValue[];
}

/** The groups that a request asks for, in its order, before it takes a slice. Throws REQUEST_INVALID. */
export function sessionGroups(
  store: SeriesStore,
  logged: LoggedHParams,
  { metricInfos }: Experiment,
  request: SessionGroupsRequest,
): SessionGroup[] {
  const columns = request.colParams ?? [];
  const groups = collect(store, logged, metricInfos ?? [], request).filter((group) =>
    passesFilters(group, columns),
  );
  const sorted = sortGroups(groups, columns);
  if (columns.every(({ includeInResult }) => includeInResult === undefined)) return sorted;
  const included = new Set(
    columns.filter(({ includeInResult }) => includeInResult ?? true).map(({ hparam }) => hparam),
  );
  return sorted.map((group) => ({
    ...group,
    hparams: new Map([...group.hparams].filter(([name]) => included.has(name))),
  }));
}

function collect(
  store: SeriesStore,
  { sessions }: LoggedHParams,
  metricInfos: readonly MetricInfo[],
  request: SessionGroupsRequest,
): SessionGroup[] {
  const statuses = new Set((request.allowedStatuses ?? []).map(statusName));
  const groups = new Map<string, { first: LoggedSession; sessions: Session[] }>();
  for (const logged of sessions) {
    const session = describeSession(store, logged, metricInfos);
    if (![...statuses].some((status) => status === session.status)) continue;
    const name = logged.start.groupName || logged.name;
    const known = groups.get(name);
    if (known) known.sessions.push(session);
    else groups.set(name, { first: logged, sessions: [session] });
  }
  return [...groups].map(([name, { first, sessions: members }]) => {
    members.sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      name,
      monitorUrl: first.start.monitorUrl ?? '',
      hparams: new Map([...hparamsOf(first.start)].filter(([, value]) => isPrintable(value))),
      sessions: members,
      metricValues: aggregate(members, request),
    };
  });
}

function describeSession(
  store: SeriesStore,
  { name, start, end }: LoggedSession,
  metricInfos: readonly MetricInfo[],
): Session {
  return {
    name,
    startTimeSecs: start.startTimeSecs ?? 0,
    endTimeSecs: end?.endTimeSecs ?? 0,
    status: statusName(end?.status ?? 0),
    modelUri: start.modelUri ?? '',
    monitorUrl: start.monitorUrl ?? '',
    metricValues: metricInfos.flatMap((info) => lastValue(store, name, info) ?? []),
  };
}

function lastValue(store: SeriesStore, session: string, { name }: MetricInfo): MetricValue | undefined {
  const group = name?.group ?? '';
  const tag = name?.tag ?? '';
  const series = findScalars(store, metricRun(session, group), tag);
  const last = series && lastScalarRow(series);
  return (
    last && {
      name: { group, tag },
      value: last.value,
      trainingStep: Number(last.step),
      wallTimeSecs: last.wallTime,
    }
  );
}

/** Numbers that protobuf's JSON has no form for count as not set. */
function isPrintable(value: HParam): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}
