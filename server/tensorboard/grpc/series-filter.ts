import type { tensorboard } from '../../../proto/generated/data-provider.js';
import { AppError } from '../../base/errors.ts';
import type { Run, Series, SeriesMetadata, SeriesStore } from '../../store/series-store.ts';

/** What ListScalars, ReadScalars and their like have in common. */
export type SeriesRequest = Pick<
  tensorboard.data.ReadRequest.$Properties,
  'pluginFilter' | 'runTagFilter' | 'downsample'
>;

/** Series of a run that a request asks for, at least one. */
export interface FilteredRun {
  readonly run: Run;
  readonly series: readonly Series[];
}

/** The series of a plugin and a data class that the filters let through. Throws REQUEST_INVALID without a plugin. */
export function filterSeries(store: SeriesStore, request: SeriesRequest, dataClass: number): FilteredRun[] {
  const plugin = request.pluginFilter?.pluginName ?? '';
  if (plugin === '') throw new AppError('REQUEST_INVALID', 'a plugin must be named');
  const { runs: runFilter, tags: tagFilter } = request.runTagFilter ?? {};
  const tags = tagFilter && new Set(tagFilter.names ?? []);
  const isAsked = (metadata: SeriesMetadata): boolean =>
    metadata.plugin === plugin && metadata.dataClass === dataClass;
  return namedRuns(store, runFilter?.names, Boolean(runFilter)).flatMap((run) => {
    if (!run.definitions.some(({ metadata }) => isAsked(metadata))) return [];
    const candidates = tags ? [...tags].map((tag) => run.series.get(tag)) : [...run.series.values()];
    const series = candidates.filter((one): one is Series => one !== undefined && isAsked(one.metadata));
    return series.length === 0 ? [] : [{ run, series }];
  });
}

/** How many points a request wants of a series. Throws REQUEST_INVALID when it does not say, or says less than none. */
export function wantedPoints({ downsample }: SeriesRequest): number {
  if (!downsample) throw new AppError('REQUEST_INVALID', 'downsample must be given');
  const count = Number(downsample.numPoints ?? 0);
  if (count < 0) throw new AppError('REQUEST_INVALID', `num_points must be 0 or more, and is ${count}`);
  return count;
}

function namedRuns(
  store: SeriesStore,
  names: readonly string[] | null | undefined,
  isFiltered: boolean,
): readonly Run[] {
  if (!isFiltered) return store.runs();
  return [...new Set(names)].flatMap((name) => store.runByName(name) ?? []);
}
