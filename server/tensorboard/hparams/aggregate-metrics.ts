import { aggregationName, type SessionGroupsRequest } from './hparams-request.ts';
import type { MetricName, MetricValue, Session } from './session-groups.ts';

/** The metrics of a group: the mean of its sessions', or those of the session that is best, worst or in the middle. */
export function aggregate(
  sessions: readonly Session[],
  request: SessionGroupsRequest,
): readonly MetricValue[] {
  const kind = aggregationName(request.aggregationType);
  if (kind === 'AGGREGATION_UNSET' || kind === 'AGGREGATION_AVG') return means(sessions);
  const { group = '', tag = '' } = request.aggregationMetric ?? {};
  const measured = sessions
    .flatMap((session) => {
      const value = findMetric(session, { group, tag })?.value;
      return value === undefined ? [] : [{ session, value }];
    })
    .sort((a, b) => a.value - b.value);
  const [lowest] = measured;
  if (kind === 'AGGREGATION_MIN') return lowest?.session.metricValues ?? [];
  if (kind === 'AGGREGATION_MEDIAN') return measured[(measured.length - 1) >> 1]?.session.metricValues ?? [];
  const highest = measured.at(-1)?.value;
  // Of several that are highest the first.
  return measured.find(({ value }) => value === highest)?.session.metricValues ?? [];
}

/** A session's or a group's value of a metric. */
export function findMetric(
  { metricValues }: Pick<Session, 'metricValues'>,
  { group, tag }: MetricName,
): MetricValue | undefined {
  return metricValues.find(({ name }) => name.tag === tag && name.group === group);
}

function means(sessions: readonly Session[]): MetricValue[] {
  const byName = new Map<string, MetricValue[]>();
  for (const { metricValues } of sessions) {
    for (const value of metricValues) {
      const key = JSON.stringify([value.name.group, value.name.tag]);
      const known = byName.get(key);
      if (known) known.push(value);
      else byName.set(key, [value]);
    }
  }
  return [...byName.values()].flatMap((values) => {
    const [first] = values;
    if (first === undefined) return [];
    const mean = (of: (value: MetricValue) => number): number =>
      values.reduce((sum, value) => sum + of(value), 0) / values.length;
    return {
      name: first.name,
      value: mean(({ value }) => value),
      trainingStep: Math.floor(mean(({ trainingStep }) => trainingStep)),
      wallTimeSecs: mean(({ wallTimeSecs }) => wallTimeSecs),
    };
  });
}
