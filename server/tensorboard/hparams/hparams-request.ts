import type { FastifyRequest } from 'fastify';
import { Type, type Static, type TSchema } from 'typebox';
import { AppError } from '../../base/errors.ts';
import { queryOf } from '../request.ts';

/** A message as protobuf's JSON has it: every field may be absent, none may be unknown. */
const message = <T extends Record<string, TSchema>>(fields: T) =>
  Type.Partial(Type.Object(fields), { additionalProperties: false });
const number = Type.Union([Type.Number(), Type.Enum(['NaN', 'Infinity', '-Infinity'])]);
const integer = Type.Union([Type.Integer(), Type.String({ pattern: '^-?\\d{1,10}$' })]);
/** An enum by its name or its number. */
const enumeration = (names: readonly string[]) => Type.Union([Type.Enum([...names]), Type.Integer()]);

const STATUSES = ['STATUS_UNKNOWN', 'STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_RUNNING'] as const;
const ORDERS = ['ORDER_UNSPECIFIED', 'ORDER_ASC', 'ORDER_DESC'] as const;
const AGGREGATIONS = [
  'AGGREGATION_UNSET',
  'AGGREGATION_AVG',
  'AGGREGATION_MEDIAN',
  'AGGREGATION_MIN',
  'AGGREGATION_MAX',
] as const;
export type Order = (typeof ORDERS)[number];
export type Aggregation = (typeof AGGREGATIONS)[number];

const MetricName = message({ group: Type.String(), tag: Type.String() });
const ColParam = message({
  metric: MetricName,
  hparam: Type.String(),
  order: enumeration(ORDERS),
  missingValuesFirst: Type.Boolean(),
  filterRegexp: Type.String(),
  filterInterval: message({ minValue: number, maxValue: number }),
  filterDiscrete: Type.Array(Type.Unknown()),
  excludeMissingValues: Type.Boolean(),
  includeInResult: Type.Boolean(),
});
/** One column of the table: which, how to sort by it, and which rows to leave out. */
export type ColParam = Static<typeof ColParam>;

export const ExperimentRequest = message({
  experimentName: Type.String(),
  includeMetrics: Type.Boolean(),
  hparamsLimit: integer,
});
export const SessionGroupsRequest = message({
  experimentName: Type.String(),
  allowedStatuses: Type.Array(enumeration(STATUSES)),
  colParams: Type.Array(ColParam),
  aggregationType: enumeration(AGGREGATIONS),
  aggregationMetric: MetricName,
  startIndex: integer,
  sliceSize: integer,
  includeMetrics: Type.Boolean(),
});
export type SessionGroupsRequest = Static<typeof SessionGroupsRequest>;
export const MetricEvalsRequest = message({
  experimentName: Type.String(),
  sessionName: Type.String(),
  metricName: MetricName,
});

/**
 * The request in a POST's body or in a GET's parameter `request`: protobuf's JSON, names in camel or snake case.
 * Rejects with REQUEST_INVALID.
 */
export async function parseRequest<T extends TSchema>(
  request: FastifyRequest,
  schema: T,
): Promise<Static<T>> {
  const { method, body } = request;
  const text = method === 'POST' ? String(body ?? '') : (queryOf(request).get('request') ?? '');
  const value = withCamelNames(parse(text));
  // Loaded when needed: it takes up 7 MB.
  const { Value } = await import('typebox/value');
  if (Value.Check(schema, value)) return value;
  const [first] = Value.Errors(schema, value);
  throw new AppError(
    'REQUEST_INVALID',
    `the request is none: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
  );
}

/** The name of an enum's value; the first for a number that has none. */
export function nameOf<T extends string>(names: readonly [T, ...T[]], value: string | number | undefined): T {
  return names.find((name, index) => value === name || value === index) ?? names[0];
}

export const statusName = (value: string | number): (typeof STATUSES)[number] => nameOf(STATUSES, value);
export const orderName = (value: string | number | undefined): Order => nameOf(ORDERS, value);
export const aggregationName = (value: string | number | undefined): Aggregation =>
  nameOf(AGGREGATIONS, value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('REQUEST_INVALID', 'the request is not JSON');
  }
}

/** Fields that are null count as absent. */
function withCamelNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCamelNames);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(
    fields.map(([key, item]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      withCamelNames(item),
    ]),
  );
}
