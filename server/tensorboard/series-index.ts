import { DATA_CLASS } from '../decode/series-metadata.ts';
import type { BlobSeries, Run, ScalarSeries, Series, SeriesStore } from '../store/series-store.ts';
import { markdownToHtml } from './markdown.ts';

/** Series that TensorBoard reads for a plugin, by its name and the data class. */
export interface PluginSeries {
  readonly plugin: string;
  readonly dataClass: number;
}

/** A series, or what is known of it. */
type Described = Pick<Series, 'metadata'>;

export const SCALARS: PluginSeries = { plugin: 'scalars', dataClass: DATA_CLASS.scalar };
export const HISTOGRAMS: PluginSeries = { plugin: 'histograms', dataClass: DATA_CLASS.tensor };
export const TEXT: PluginSeries = { plugin: 'text', dataClass: DATA_CLASS.tensor };
export const PR_CURVES: PluginSeries = { plugin: 'pr_curves', dataClass: DATA_CLASS.tensor };
export const MESHES: PluginSeries = { plugin: 'mesh', dataClass: DATA_CLASS.tensor };
export const HPARAMS: PluginSeries = { plugin: 'hparams', dataClass: DATA_CLASS.tensor };
export const CUSTOM_SCALARS: PluginSeries = { plugin: 'custom_scalars', dataClass: DATA_CLASS.tensor };
export const IMAGES: PluginSeries = { plugin: 'images', dataClass: DATA_CLASS.blobSequence };
export const AUDIO: PluginSeries = { plugin: 'audio', dataClass: DATA_CLASS.blobSequence };

export function belongsTo({ metadata }: Described, { plugin, dataClass }: PluginSeries): boolean {
  return metadata.plugin === plugin && metadata.dataClass === dataClass;
}

/** A scalar series of TensorBoard's scalars plugin, or undefined. */
export function findScalars(store: SeriesStore, run: string, tag: string): ScalarSeries | undefined {
  const series = store.runByName(run)?.series.get(tag);
  return series?.kind === 'scalar' && belongsTo(series, SCALARS) ? series : undefined;
}

/** A series of another plugin, or undefined. */
export function findBlobs(
  store: SeriesStore,
  of: PluginSeries,
  run: string | null,
  tag: string | null,
): BlobSeries | undefined {
  if (run === null || tag === null) return undefined;
  const series = store.runByName(run)?.series.get(tag);
  return series?.kind === 'blob' && belongsTo(series, of) ? series : undefined;
}

/** A run with series of a plugin. */
export interface IndexedRun {
  readonly run: Run;
  /** Those whose plugin data this version of TensorBoard understands: perhaps none. */
  readonly series: readonly Series[];
}

/** Every run with series of a plugin. A series whose plugin data have a version above 0 is left out, its run stays. */
export function indexOf(store: SeriesStore, of: PluginSeries): IndexedRun[] {
  return store.runs().flatMap((run) => {
    if (!run.definitions.some((one) => belongsTo(one, of))) return [];
    return [{ run, series: understood([...run.series.values()], of) }];
  });
}

/** Those of a plugin whose data this version of TensorBoard understands. */
export function understood<T extends Described>(all: readonly T[], of: PluginSeries): T[] {
  return all.filter((one) => belongsTo(one, of) && pluginVersion(one.metadata.content) === 0);
}

/** Display name and description, as `tags` routes give them. */
export function describeSeries({ metadata }: Described): { displayName: string; description: string } {
  return { displayName: metadata.displayName, description: markdownToHtml(metadata.description) };
}

/** Field 1 of every plugin's data: a varint, absent for version 0. */
function pluginVersion(content: Uint8Array): number {
  return content[0] === 0x08 ? (content[1] ?? 0) : 0;
}
