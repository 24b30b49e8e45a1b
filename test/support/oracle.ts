import { createHash } from 'node:crypto';

/** A number of the oracle: JSON has no NaN or infinity, and numbers beyond 2^53 are kept as text. */
export type OracleNumber = number | string;
export type OracleRow = readonly [step: OracleNumber, wall: OracleNumber, value: OracleNumber];

export interface OracleScalars {
  readonly n: number;
  readonly sum: number;
  readonly steps_sha256: string;
  readonly values_sha256: string;
  readonly first: OracleRow;
  readonly last: OracleRow;
  readonly unreadable?: number;
}

export interface OracleHistograms {
  readonly n: number;
  readonly steps_sha256: string;
  readonly first: { readonly step: OracleNumber; readonly k: number; readonly buckets_sha256: string };
  readonly last: { readonly step: OracleNumber; readonly k: number; readonly buckets_sha256: string };
}

export interface OracleRun {
  readonly scalars?: Readonly<Record<string, OracleScalars>>;
  readonly scalars_cut?: { readonly tags: number; readonly records: number };
  readonly histograms?: Readonly<Record<string, OracleHistograms>>;
  /** Why TensorBoard could not read a tag that it lists. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly graphs?: { readonly run_graph?: { readonly nodes?: number; readonly error?: string } };
}

export interface Oracle {
  readonly runs: Readonly<Record<string, OracleRun>>;
  readonly load_errors: Readonly<Record<string, string>>;
  readonly corrupt?: Readonly<
    Record<string, { readonly bad: readonly OracleDamage[]; readonly damaged_file?: string }>
  >;
}

export interface OracleDamage {
  readonly record: number;
  readonly offset: number;
  readonly kind: string;
  readonly good_records_before: number;
  readonly good_records_after: number;
}

/** Parses JSON, keeping integers beyond 2^53 as text. */
export function parseExact<T>(json: string): T {
  return JSON.parse(json.replace(/(?<=[[:,]\s*)-?\d{16,}(?=\s*[,\]}])/g, '"$&"')) as T;
}

/** The oracle of a logdir in which those of other oracles lie side by side, each in a directory named like its key. */
export function joinOracles(oracles: ReadonlyMap<string, Oracle>): Oracle {
  const joined = { runs: {}, load_errors: {}, corrupt: {} };
  for (const [directory, { runs, load_errors, corrupt = {} }] of oracles) {
    const prefixed = <T>(byRun: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(byRun).map(([run, each]) => [run === '.' ? directory : `${directory}/${run}`, each]),
      );
    Object.assign(joined.runs, prefixed(runs));
    Object.assign(joined.load_errors, prefixed(load_errors));
    Object.assign(joined.corrupt, prefixed(corrupt));
  }
  return joined;
}

/** SHA-256 over steps as little-endian int64. */
export function hashSteps(steps: readonly OracleNumber[]): string {
  return sha256(BigInt64Array.from(steps, (step) => BigInt(step)));
}

/** SHA-256 over values as little-endian float64, every NaN the same. */
export function hashValues(values: readonly OracleNumber[]): string {
  return sha256(Float64Array.from(values, Number));
}

function sha256(column: BigInt64Array<ArrayBuffer> | Float64Array<ArrayBuffer>): string {
  return createHash('sha256').update(column).digest('hex');
}
