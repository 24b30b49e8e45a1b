import assert from 'node:assert/strict';
import {
  hashSteps,
  hashValues,
  parseExact,
  type Oracle,
  type OracleDamage,
  type OracleNumber,
  type OracleRun,
} from './oracle.ts';

/** A server that shows all points of scalars and histograms on TensorBoard's routes, wherever it runs. */
export interface Answers {
  /** Answer of a GET request; `url` begins with a slash. */
  get(url: string): Promise<{ readonly statusCode: number; readonly body: string }>;
}

type ScalarRow = readonly [wall: OracleNumber, step: OracleNumber, value: OracleNumber];
type HistogramRow = readonly [
  wall: OracleNumber,
  step: OracleNumber,
  buckets: readonly (readonly OracleNumber[])[],
];

/** What TensorBoard cannot read, and we can: it answers 500 for the whole tag. */
const NUMBERS_BEYOND_TENSORBOARD = /bfloat16|uint32|uint64|200dims/;

/** Checks the names of the runs, and each run, of a whole logdir. */
export async function checkOracle(app: Answers, oracle: Oracle): Promise<void> {
  await checkRunNames(app, oracle);
  for (const run of checkedRuns(oracle)) await checkRunOf(app, oracle, run);
}

/** Runs that TensorBoard could read. */
export function checkedRuns({ runs, load_errors }: Oracle): string[] {
  return Object.keys(runs).filter((run) => !(run in load_errors));
}

export async function checkRunNames(app: Answers, oracle: Oracle): Promise<void> {
  const runs: string[] = JSON.parse((await app.get('/data/runs')).body);
  assert.deepEqual(runs.toSorted(), Object.keys(oracle.runs).toSorted());
}

/** Checks a run: all that is sound of a damaged one, and everything of any other. */
export async function checkRunOf(app: Answers, oracle: Oracle, run: string): Promise<void> {
  const damage = oracle.corrupt?.[run];
  const expected = oracle.runs[run];
  assert.ok(expected);
  if (damage && damage.bad.length > 0) await checkDamaged(app, run, damage.bad, damage.damaged_file);
  else await checkRun(app, run, expected);
}

/** Checks a run against what TensorBoard's reader finds in it: tags, every step and value, buckets, the graph. */
async function checkRun(app: Answers, run: string, expected: OracleRun): Promise<void> {
  const scalars = await tagsOf(app, 'scalars', run);
  if (expected.scalars_cut) assert.equal(scalars.length, expected.scalars_cut.tags);
  else
    assert.deepEqual(
      scalars.filter(isShort).toSorted(),
      Object.keys(expected.scalars ?? {})
        .filter(isShort)
        .toSorted(),
    );
  for (const [tag, series] of Object.entries(expected.scalars ?? {})) {
    if (!isShort(tag)) continue;
    const rows = await read<ScalarRow[]>(app, 'scalars/scalars', run, tag);
    const where = `${run}, ${tag}`;
    assert.equal(rows.length, series.n, `${where}: number of points`);
    assert.equal(hashSteps(rows.map(([, step]) => step)), series.steps_sha256, `${where}: steps`);
    if (NUMBERS_BEYOND_TENSORBOARD.test(tag)) continue;
    assert.equal(hashValues(rows.map(([, , value]) => value)), series.values_sha256, `${where}: values`);
    assert.deepEqual(swapped(rows.at(0)), series.first.map(String), `${where}: first`);
    assert.deepEqual(swapped(rows.at(-1)), series.last.map(String), `${where}: last`);
  }
  await checkHistograms(app, run, expected);
  const graph = expected.graphs?.run_graph;
  if (graph?.nodes !== undefined) {
    const { body } = await app.get(`/data/plugin/graphs/graph?run=${encodeURIComponent(run)}`);
    assert.equal(body.match(/^node \{/gm)?.length ?? 0, graph.nodes, `${run}: nodes of the graph`);
  }
}

async function checkHistograms(app: Answers, run: string, expected: OracleRun): Promise<void> {
  const tags = await tagsOf(app, 'histograms', run);
  // TensorBoard lists what it then cannot read.
  const unreadable = Object.keys(expected.errors ?? {});
  const readable = Object.keys(expected.histograms ?? {});
  assert.deepEqual(
    tags.filter((tag) => isShort(tag) && !unreadable.includes(tag)).toSorted(),
    readable.filter((tag) => isShort(tag) && !unreadable.includes(tag)).toSorted(),
  );
  for (const [tag, series] of Object.entries(expected.histograms ?? {})) {
    const rows = await read<HistogramRow[]>(app, 'histograms/histograms', run, tag);
    const where = `${run}, ${tag}`;
    if (series.first?.buckets_sha256 === undefined) continue;
    assert.equal(rows.length, series.n, `${where}: number of steps`);
    assert.equal(hashSteps(rows.map(([, step]) => step)), series.steps_sha256, `${where}: steps`);
    for (const [row, end] of [
      [rows.at(0), series.first],
      [rows.at(-1), series.last],
    ] as const) {
      assert.equal(row?.[2].length, end.k, `${where}: buckets at step ${end.step}`);
      assert.equal(
        hashValues(row?.[2].flat() ?? []),
        end.buckets_sha256,
        `${where}: buckets at step ${end.step}`,
      );
    }
  }
}

/**
 * The damaged files hold a file version and then one record a step, each with the scalar "s" = 3 + step / 4 …: what is
 * sound is there, wherever it stands, and each damage is told with its offset.
 */
async function checkDamaged(
  app: Answers,
  run: string,
  bad: readonly OracleDamage[],
  damagedFile: string | undefined,
): Promise<void> {
  const last = bad.at(-1);
  assert.ok(last);
  const good = last.good_records_before + last.good_records_after - (bad.length - 1);
  const isVersionGood = bad.every(({ record }) => record !== 0);
  // The second file of "two-files" is sound and has twelve.
  const expected = Math.max(0, good - (isVersionGood ? 1 : 0)) + (damagedFile ? 12 : 0);
  const tags = await tagsOf(app, 'scalars', run);
  const rows = tags.includes('s') ? await read<ScalarRow[]>(app, 'scalars/scalars', run, 's') : [];
  assert.equal(rows.length, expected, 'number of points');
  for (const [, step, value] of rows) {
    if (Number(step) < 50) assert.equal(value, 3 + Number(step) / 4, `value at step ${step}`);
  }
  const { problems } = JSON.parse((await app.get('/api/status')).body);
  const offsets = problems.filter(({ file }: { file: string }) => file.includes(`/${run}/`));
  const isWaiting = (damage: OracleDamage): boolean => damage.kind === 'truncated' && !run.includes('2^6');
  assert.deepEqual(
    offsets.map(({ offset }: { offset: number }) => offset).toSorted((a: number, b: number) => a - b),
    bad.filter((damage) => !isWaiting(damage)).map(({ offset }) => offset),
    'offsets of the problems',
  );
}

async function tagsOf(app: Answers, plugin: string, run: string): Promise<string[]> {
  const { body } = await app.get(`/data/plugin/${plugin}/tags`);
  const runs: Record<string, Record<string, unknown>> = JSON.parse(body);
  return Object.keys(Object.hasOwn(runs, run) ? (runs[run] ?? {}) : {});
}

async function read<T>(app: Answers, route: string, run: string, tag: string): Promise<T> {
  const query = new URLSearchParams({ run, tag });
  const { statusCode, body } = await app.get(`/data/plugin/${route}?${query}`);
  assert.equal(statusCode, 200, body);
  return parseExact<T>(body);
}

/** The oracle puts the step first. */
function swapped(row: ScalarRow | undefined): string[] {
  return row ? [row[1], row[0], row[2]].map(String) : [];
}

/** Longer keys are cut in the oracle. */
function isShort(tag: string): boolean {
  return tag.length <= 1000 && !tag.includes('...#sha256:');
}
