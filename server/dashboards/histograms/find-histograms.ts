import { AppError } from '../../base/errors.ts';
import type { BlobSeries, SeriesStore } from '../../store/series-store.ts';

/** @throws AppError RUN_NOT_FOUND or TAG_NOT_FOUND when there are no such histograms */
export function findHistograms(store: SeriesStore, runName: string, tag: string): BlobSeries {
  const run = store.runByName(runName);
  if (!run) throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(runName)}.`);
  const series = run.series.get(tag);
  if (series?.kind === 'blob' && series.metadata.plugin === 'histograms') return series;
  throw new AppError(
    'TAG_NOT_FOUND',
    `Run ${JSON.stringify(runName)} has no histograms ${JSON.stringify(tag)}.`,
  );
}
