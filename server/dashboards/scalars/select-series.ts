import { AppError } from '../../base/errors.ts';
import { withinTime } from '../../base/within-time.ts';
import type { ScalarSeries, SeriesStore } from '../../store/series-store.ts';

/** Which series of the logs: those of these runs and these tags. Absent = all. */
export interface Selection {
  /** Names of runs, and tags, as they are. */
  readonly run?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  /** Regular expressions, found anywhere in the name, whatever the case; what is named comes on top. */
  readonly runs?: string | undefined;
  readonly tags?: string | undefined;
}

/**
 * The scalar series of a selection, run by run in the store's order, tags in the order of their names.
 *
 * @throws AppError RUN_NOT_FOUND or TAG_NOT_FOUND for a name that is not there, REQUEST_INVALID for an expression that is
 * none or takes too long
 */
export function selectSeries(store: SeriesStore, selection: Selection): ScalarSeries[] {
  const allRuns = store.runs();
  const runNames = select('runs', selection.run, selection.runs, () => allRuns.map(({ name }) => name));
  for (const name of selection.run ?? [])
    if (!store.runByName(name))
      throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(name)}.`);
  const chosen = runNames ? allRuns.filter(({ name }) => runNames.has(name)) : allRuns;
  const all = chosen.flatMap(({ series }) =>
    [...series.values()].filter((each) => each.kind === 'scalar').sort((a, b) => (a.tag < b.tag ? -1 : 1)),
  );
  const tagNames = select('tags', selection.tag, selection.tags, () => [
    ...new Set(all.map(({ tag }) => tag)),
  ]);
  for (const name of selection.tag ?? [])
    if (!all.some(({ tag }) => tag === name))
      throw new AppError(
        'TAG_NOT_FOUND',
        `None of the ${chosen.length} runs has scalars ${JSON.stringify(name)}.`,
      );
  return tagNames ? all.filter(({ tag }) => tagNames.has(tag)) : all;
}

/**
 * `selectSeries` for what is written to a file: an empty one would look like a run without points.
 *
 * @throws AppError SELECTION_EMPTY where nothing matches, and those of `selectSeries`
 */
export function selectSomeSeries(store: SeriesStore, selection: Selection): ScalarSeries[] {
  const series = selectSeries(store, selection);
  if (series.length > 0) return series;
  const runs = store.runs();
  const tags = new Set(
    runs.flatMap(({ definitions }) =>
      definitions.filter(({ kind }) => kind === 'scalar').map(({ tag }) => tag),
    ),
  );
  const known = `${runs.length} runs and ${tags.size} tags of scalars are known`;
  throw new AppError('SELECTION_EMPTY', `No scalars match what is asked for; ${known}.`);
}

/** The names that are named or match; undefined = all. */
function select(
  parameter: 'runs' | 'tags',
  named: readonly string[] | undefined,
  pattern: string | undefined,
  names: () => readonly string[],
): ReadonlySet<string> | undefined {
  const chosen = new Set(named);
  if (pattern === undefined) return named && named.length > 0 ? chosen : undefined;
  const found = withinTime(compile(parameter, pattern), names());
  if (!found)
    throw new AppError(
      'REQUEST_INVALID',
      `${parameter}: the regular expression takes too long: write it without nested repetitions.`,
    );
  return new Set([...chosen, ...found]);
}

function compile(parameter: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'iu');
  } catch (error) {
    throw new AppError('REQUEST_INVALID', `${parameter}: ${(error as Error).message}.`);
  }
}
