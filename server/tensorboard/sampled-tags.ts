import type { Series } from '../store/series-store.ts';
import { blobSteps } from './blob-sequence.ts';
import type { PythonValue } from './python-json.ts';
import { describeSeries, IMAGES, indexOf, type PluginSeries } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** Width and height come before the images of a step. */
export const IMAGE_HEADER_BLOBS = 2;

/** The answer of a `tags` route of images or audio: as others, with the most samples that a step has. */
export async function listSampledTags(context: TensorBoardContext, of: PluginSeries): Promise<PythonValue> {
  const runs = new Map<string, PythonValue>();
  for (const { run, series } of indexOf(context.store, of)) {
    const tags = new Map<string, PythonValue>();
    for (const one of series)
      tags.set(one.tag, { ...describeSeries(one), samples: await maxSamples(context, one, of) });
    runs.set(run.name, tags);
  }
  return runs;
}

/** The most images or clips of a step, of the steps that the plugin's routes answer with. */
export async function maxSamples(
  { blobs, counts, limit }: TensorBoardContext,
  series: Series,
  of: PluginSeries,
): Promise<number> {
  if (series.kind !== 'blob') return 0;
  const steps = await blobSteps(blobs, counts, series, limit(of === IMAGES ? 'images' : 'audio'));
  const most = steps.reduce((max, { count }) => Math.max(max, count), 0);
  return of === IMAGES ? Math.max(0, most - IMAGE_HEADER_BLOBS) : most;
}
