import { DATA_CLASS } from '../decode/series-metadata.ts';
import type { BlobSeries, ScalarSeries, Series, SeriesStore } from '../store/series-store.ts';
import { markdownToHtml } from './markdown.ts';
import type { PythonValue } from './python-json.ts';

/** Series that TensorBoard lists for a plugin, by its name and the data class it reads. */
interface PluginSeries {
  readonly plugin: string;
  readonly dataClass: number;
}

export const SCALARS: PluginSeries = { plugin: 'scalars', dataClass: DATA_CLASS.scalar };
export const HISTOGRAMS: PluginSeries = { plugin: 'histograms', dataClass: DATA_CLASS.tensor };

function belongsTo(series: Series, { plugin, dataClass }: PluginSeries): boolean {
  return series.metadata.plugin === plugin && series.metadata.dataClass === dataClass;
}

/** A scalar series of TensorBoard's scalars plugin, or undefined. */
export function findScalars(store: SeriesStore, run: string, tag: string): ScalarSeries | undefined {
  const series = store.runByName(run)?.series.get(tag);
  return series?.kind === 'scalar' && belongsTo(series, SCALARS) ? series : undefined;
}

/** A series of TensorBoard's histograms plugin, or undefined. */
export function findHistograms(store: SeriesStore, run: string, tag: string): BlobSeries | undefined {
  const series = store.runByName(run)?.series.get(tag);
  return series?.kind === 'blob' && belongsTo(series, HISTOGRAMS) ? series : undefined;
}

/**
 * The answer of a plugin's `tags` route: run → tag → display name and description. A tag whose plugin data have a
 * version above 0 is left out, its run stays.
 */
export function listTags(store: SeriesStore, of: PluginSeries): PythonValue {
  const runs = new Map<string, PythonValue>();
  for (const run of store.runs()) {
    const tags = new Map<string, PythonValue>();
    let hasSeries = false;
    for (const series of run.series.values()) {
      if (!belongsTo(series, of)) continue;
      hasSeries = true;
      const { displayName, description, content } = series.metadata;
      if (pluginVersion(content) > 0) continue;
      tags.set(series.tag, { displayName, description: markdownToHtml(description) });
    }
    if (hasSeries) runs.set(run.name, tags);
  }
  return runs;
}

/** Field 1 of every plugin's data: a varint, absent for version 0. */
function pluginVersion(content: Uint8Array): number {
  return content[0] === 0x08 ? (content[1] ?? 0) : 0;
}
