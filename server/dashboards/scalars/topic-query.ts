import type { runlight } from '../../../proto/generated/live.js';
import { AXES, type Axis } from '../../query/axis.ts';
import { SMOOTHING_KINDS, smoothingError, type Smoothing } from '../../query/smoothing.ts';

/** What a client asked for, with everything that is a mistake put right. */
export interface ScalarsTopicQuery {
  readonly axis: Axis;
  readonly columns: number;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly smoothing: Smoothing | undefined;
  readonly superseded: boolean;
  readonly logX: boolean;
  readonly skipPauses: number;
}

/** What a topic asks for of each series, and how it compares with what another one asked for. */
export interface TopicRequest {
  readonly columns: number;
  /** Equal for topics that show the same points, but for how many of them. */
  readonly pointsKey: string;
  /** Equal for topics that smooth alike. */
  readonly smoothingKey: string;
}

/** A plot narrower or wider than this is a mistake, or an attack on the server's memory. */
const MIN_COLUMNS = 16;
const MAX_COLUMNS = 8192;

/** Reads the query of a topic's message; proto/live.proto says what its numbers mean. */
export function parseTopicQuery(topic: runlight.live.IScalarsTopic): ScalarsTopicQuery {
  return {
    axis: AXES[topic.axis ?? 0] ?? 'step',
    columns: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, topic.columns ?? 0)),
    from: topic.from ?? undefined,
    to: topic.to ?? undefined,
    smoothing: parseSmoothing(topic),
    superseded: topic.superseded ?? false,
    logX: topic.logX ?? false,
    skipPauses: Math.max(0, topic.skipPauses ?? 0),
  };
}

/** What to compare of a topic's message and its query. */
export function describeRequest(
  { tag, xTag }: runlight.live.IScalarsTopic,
  { columns, smoothing, ...points }: ScalarsTopicQuery,
): TopicRequest {
  const from = points.from ?? null;
  const to = points.to ?? null;
  return {
    columns,
    // Ends that are infinite are the same as none.
    pointsKey: JSON.stringify([tag, xTag, { ...points, from, to }]),
    smoothingKey: JSON.stringify(smoothing ?? null),
  };
}

function parseSmoothing({ smoothing, smoothingKind }: runlight.live.IScalarsTopic): Smoothing | undefined {
  const kind = SMOOTHING_KINDS[smoothingKind ?? 0];
  if (!kind || !smoothing) return undefined;
  const parsed = { kind, parameter: smoothing };
  return smoothingError(parsed) === undefined ? parsed : undefined;
}
